"""Each act upon a complaint does it, belongs to somebody, and is possible now or says why not."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from helpdesk import audit
from helpdesk.audit.models import Record
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.complaints import policies
from incidents.models import Complaint, ComplaintEvent, Notice
from incidents.models.complaint_life import COMPLAINT_LIFE, ComplaintStatus
from incidents.need import Unclear
from onewindow.models import ComplaintRow
from tests import factories
from tests.incidents.timeline import kinds

pytestmark = pytest.mark.django_db


# --- does it -------------------------------------------------------------------------------------------


def test_a_complaint_has_its_number_and_a_time_that_we_aim_for(complain, people):
    first, second = complain(), complain()
    assert first.reference.startswith("C-")
    assert second.number == first.number + 1
    assert (first.status, first.owner, first.complainant) == ("received", None, people.customer)
    # received on Monday the first of March, at ten: the fifth business day after is the next Monday
    assert f"{first.due_at:%Y-%m-%d %H:%M}" == "2027-03-08 15:00"
    assert kinds(first) == ["complained"]


def test_it_may_be_about_a_request_and_knows_whose_it_was_then(complain, file, people):
    one = file()
    one.start("Žiūriu", by=people.agent)
    complaint = complain(incident=one)
    assert (complaint.incident, complaint.about) == (one, people.agent)


def test_nobody_complains_about_a_request_that_they_cannot_see(complain, file, people):
    type(people.tenant).objects.filter(pk=people.tenant.pk).update(company_sees_all=False)
    people.tenant.company_sees_all = False
    hidden = file(by=people.manager)
    with pytest.raises(Unclear):
        complain(incident=hidden)
    with pytest.raises(Unclear):
        complain(incident=hidden, by=people.agent, complainant=people.customer)
    assert not Complaint.objects.exists()


def test_an_agent_writes_down_what_was_said_by_phone(complain, people):
    one = complain(by=people.agent, complainant=people.customer)
    assert (one.channel, one.complainant) == ("phone", people.customer)
    with pytest.raises(Unclear):
        complain(by=people.agent)
    with pytest.raises(PermissionDenied):
        complain(by=people.customer, complainant=people.colleague)


def test_an_agent_takes_care_of_it_but_never_the_one_it_is_about(complain, file, people, others):
    request = file()
    request.start("Žiūriu", by=people.agent)
    one = complain(incident=request)
    with pytest.raises(Unclear) as refused:
        one.own(people.agent, by=people.agent)
    assert refused.value.field == "owner"
    one.own(others.second, by=people.agent)
    assert (one.owner, kinds(one)) == (others.second, ["complained", "owned"])
    with pytest.raises(Unclear):
        one.own(others.second, by=others.second)


def test_where_there_is_nobody_else_the_one_it_is_about_answers(file, people):
    request = file()
    request.start("Žiūriu", by=people.agent)
    one = Complaint.complain("Ne taip", by=people.customer, incident=request)
    one.own(people.agent, by=people.agent)
    assert one.owner == people.agent


def test_nobody_of_the_company_owns_a_complaint(complain, people):
    one = complain()
    with pytest.raises(Unclear):
        one.own(people.first_line, by=people.agent)


def test_the_owner_answers_and_only_the_customers_word_closes_it(complain, people, others, hand):
    one = complain()
    one.own(others.second, by=others.second)
    hand.forward(timedelta(days=2))
    one.answer("Atsiprašome", by=others.second)
    assert (one.status, one.answered_at, one.in_time, one.closed_at) == ("answered", clock.now(), True, None)
    one.agree(by=people.customer)
    assert (one.status, one.closed_at, one.agreed_by) == ("closed", clock.now(), people.customer)
    assert kinds(one) == ["complained", "owned", "answered", "agreed"]


def test_an_admin_who_answers_takes_care_of_it_from_then_on(complain, others):
    one = complain()
    one.answer("Atsiprašome", by=others.admin)
    assert (one.owner, one.status) == (others.admin, "answered")
    assert kinds(one) == ["complained", "owned", "answered"]


def test_who_does_not_agree_gets_an_admin_and_a_new_time(brought, others):
    one = brought("disputed")
    assert (one.owner, one.turn, one.escalated_at) == (others.second, 2, clock.now())
    assert f"{one.due_at:%Y-%m-%d %H:%M}" == "2027-03-04 15:00"
    assert kinds(one)[-1] == "disputed"
    one.answer("Paskambinsime šiandien", by=others.admin)
    assert (one.status, one.owner, one.is_escalated) == ("answered", others.second, True)


def test_who_complained_may_withdraw_it(brought):
    one = brought("withdrawn")
    assert (one.withdrawn_at, one.closed_at, one.agreed_by) == (clock.now(), None, None)


def test_the_company_adds_and_the_desk_notes_and_nothing_else_changes(complain, people):
    one = complain()
    due = one.due_at
    one.add("Ir dar", by=people.customer)
    one.note("Mano pusė: skambinau du kartus", by=people.agent)
    assert (one.status, one.due_at, kinds(one)) == ("received", due, ["complained", "added", "noted"])
    assert list(one.events.visible_to(people.customer).in_order().values_list("kind", flat=True)) == [
        "complained",
        "added",
    ]


def test_words_are_taken_out_and_who_when_and_why_stay(complain, people):
    one = complain("Slaptažodis: Vasara1")
    words = one.words.get()
    one.redact("Slaptažodis", words=words, by=people.customer)
    words.refresh_from_db()
    assert (words.text, words.redacted_at) == ("", clock.now())
    entry = one.events.get(kind="redacted")
    assert (entry.data["of"], entry.words.text) == (str(words.pk), "Slaptažodis")
    assert len(entry.data["text"]) > 20
    with pytest.raises(Unclear):
        one.redact("Dar kartą", words=words, by=people.customer)


def test_what_is_taken_out_of_a_note_stays_inside(complain, people):
    one = complain()
    one.note("Slaptažodis: Vasara1", by=people.agent)
    one.redact("Slaptažodis", words=one.words.get(kind="note"), by=people.agent)
    assert "redacted" not in one.events.visible_to(people.customer).values_list("kind", flat=True)
    with pytest.raises(PermissionDenied):
        one.redact("Noriu", words=one.words.filter(kind="note").first(), by=people.customer)


# --- who may -------------------------------------------------------------------------------------------

WHO = {
    "own": {"agent", "second", "admin"},
    "answer": {"second", "admin"},  # the owner, and operator admins
    "agree": {"customer", "manager"},
    "dispute": {"customer", "manager"},
    "withdraw": {"customer"},
    "add": {"customer", "manager"},
    "note": {"agent", "second", "admin"},
}


@pytest.mark.parametrize("verb", sorted(WHO))
def test_an_act_belongs_to_some_and_to_nobody_else(verb, complain, people, others):
    one = complain()
    one.own(others.second, by=others.second)
    everybody = {**vars(people), **vars(others)}
    everybody.pop("tenant")
    able = {part for part, person in everybody.items() if policies.may(verb, person, one)}
    assert able == WHO[verb]


def test_the_table_of_who_may_names_every_act():
    assert set(policies.MAY) == set(COMPLAINT_LIFE.transitions)


# --- when may it ---------------------------------------------------------------------------------------


def acts(people, others):
    """Every act, done by whom it belongs to."""
    return {
        "own": lambda one: one.own(others.admin, by=others.admin),
        "answer": lambda one: one.answer("Taip", by=others.admin),
        "agree": lambda one: one.agree(by=people.customer),
        "withdraw": lambda one: one.withdraw(by=people.customer),
        "dispute": lambda one: one.dispute("Ne", by=people.customer),
        "add": lambda one: one.add("Dar", by=people.customer),
        "note": lambda one: one.note("Viduje", by=people.agent),
        "redact": lambda one: one.redact("Ne", words=one.words.first(), by=people.customer),
    }


@pytest.mark.parametrize("status", ComplaintStatus.values)
@pytest.mark.parametrize("verb", ["own", "answer", "agree", "withdraw", "dispute", "add", "note", "redact"])
def test_an_act_is_done_exactly_when_the_table_lets_it(verb, status, brought, people, others):
    one = brought(status)
    do = acts(people, others)[verb]
    before = one.events.count()
    if COMPLAINT_LIFE.possible(verb, status):
        do(one)
        assert one.events.count() > before
        assert one.status == (COMPLAINT_LIFE.transitions[verb][1] or status)
    else:
        with pytest.raises(NotNow):
            do(one)
        assert one.events.count() == before


def test_of_two_who_act_at_once_the_second_is_told(brought, people):
    one = brought("answered")
    other = Complaint.objects.get(pk=one.pk)
    one.agree(by=people.customer)
    with pytest.raises(NotNow):
        other.dispute("Ne", by=people.manager)


# --- what is kept --------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(change, complain):
    complain()
    Notice.objects.all().delete()  # they point at it, and would be in the way first
    entries = ComplaintEvent.objects.all()
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        entries.update(kind="noted") if change == "update" else entries.delete()


@pytest.mark.parametrize(
    ("status", "wrong"),
    [
        ("received", {"status": "closed"}),
        ("received", {"status": "answered"}),
        ("answered", {"owner": None}),
        ("closed", {"agreed_by": None}),
        ("closed", {"closed_at": None}),
        ("withdrawn", {"withdrawn_at": None}),
        ("disputed", {"escalated_at": None}),
        ("received", {"status": "forgotten"}),
    ],
)
def test_the_database_refuses_a_complaint_that_makes_no_sense(status, wrong, brought):
    one = brought(status)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=one.pk).update(**wrong)


def test_each_entry_is_on_the_record_and_holds_no_words(brought, people):
    one = brought("disputed")
    told = json.dumps([event.data for event in one.events.all()], separators=("", ""))
    assert " " not in told
    assert audit.verify(people.tenant.pk) == []
    written = Record.objects.filter(subject_id=one.pk).order_by("number").values_list("kind", flat=True)
    assert list(written) == [f"complaint.{kind}" for kind in kinds(one)]


def test_each_help_desk_counts_its_own(complain, globex):
    from tenants.door import in_tenant

    mine = complain()
    with in_tenant(globex.tenant):
        theirs = Complaint.complain("Ne taip", by=factories.person(globex, "customer"))
        assert theirs.number == 1 or theirs.number != mine.number + 1
        assert not Complaint.objects.filter(pk=mine.pk).exists()


@pytest.mark.parametrize("status", ComplaintStatus.values)
def test_the_row_of_all_help_desks_is_in_step(status, brought):
    one = brought(status)
    row = ComplaintRow.objects.get(complaint_id=one.pk)
    assert (row.status, row.in_time) == (one.status, one.in_time)


def test_its_author_reads_that_it_is_theirs_and_the_manager_whose_it_is(complain, people, mail):
    one = complain()
    assert f"Gavome Jūsų skundą {one.reference}." in mail(people.customer.email)[-1].body
    assert people.customer.name in mail(people.manager.email)[-1].body
