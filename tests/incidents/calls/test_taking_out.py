"""Taking out the number and the words of a call that somebody asked for: for good, and nothing shows them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from helpdesk import audit
from helpdesk.audit.models import Record
from helpdesk.timers import clock
from incidents import callers, taking_out
from incidents.models import Callback, Event, Notice
from incidents.need import Unclear
from incidents.notices import in_words
from incidents.replaying import differences
from incidents.search.asking import Question, find
from tests.incidents.calls.conftest import PHONE, SECRET
from tests.incidents.calls.taking import BOTH, sent, where

pytestmark = pytest.mark.django_db


# --- does it --------------------------------------------------------------------------------------------


def test_number_and_words_go_and_who_when_why_and_digests_stay(alone, people):
    taking_out.redact(alone, "Svetimas numeris", parts=BOTH, by=people.agent)
    alone.refresh_from_db()
    assert (alone.phone, alone.words, alone.status) == ("", "", "asked")
    (one,) = alone.redactions
    assert (one["by"], one["why"], one["at"]) == (
        *(str(people.agent.pk), "Svetimas numeris"),
        clock.now().isoformat(),
    )
    assert one["parts"] == {
        part: audit.digest(said, tenant=people.tenant.pk)
        for part, said in (("phone", PHONE), ("words", SECRET))
    }
    row = Record.objects.get(kind="callback.redacted", subject_id=alone.pk)
    assert row.by_id == people.agent.user_id
    assert not audit.verify(people.tenant.pk)


def test_about_a_request_it_stands_on_the_timeline_with_the_reason(about, given, people):
    taking_out.redact(about, "Svetimas numeris", parts=BOTH, by=people.agent)
    about.refresh_from_db()
    entry = given.events.get(kind=Event.Kind.REDACTED)
    asked = given.events.get(kind=Event.Kind.CALL_ASKED)
    assert (entry.comment.text, entry.data["entry"]) == ("Svetimas numeris", str(asked.pk))
    assert entry.data["wish"] == {"phone": audit.digest(PHONE, tenant=people.tenant.pk)}
    assert about.redactions[0]["why"] == ""  # it stands where it can be taken out itself
    given.refresh_from_db()
    assert given.call_wanted_at
    assert differences(given, clock.now()) == []


def test_one_part_may_stay(alone, people):
    taking_out.redact(alone, "Slaptažodis", parts=["words"], by=people.agent)
    alone.refresh_from_db()
    assert (alone.phone, alone.words) == (PHONE, "")
    taking_out.redact(alone, "Ir numeris", parts=["phone"], by=people.agent)
    assert [list(one["parts"]) for one in alone.redactions] == [["words"], ["phone"]]


def test_what_is_gone_is_not_taken_out_again_and_a_reason_is_needed(alone, about, people):
    for wanted in (alone, about):
        with pytest.raises(Unclear):
            taking_out.redact(wanted, " ", parts=BOTH, by=people.agent)
        taking_out.redact(wanted, "Svetimas", parts=BOTH, by=people.agent)
        with pytest.raises(Unclear):
            taking_out.redact(wanted, "Dar kartą", parts=BOTH, by=people.agent)
    assert about.incident.events.filter(kind=Event.Kind.REDACTED).count() == 1


@pytest.mark.parametrize("how", ["asked", "missed", "called", "withdrawn"])
def test_it_is_taken_out_however_the_call_stands(how, about, given, people, ring):
    if how == "missed":
        ring(minutes=31)
    elif how == "called":
        given.log_call("Kalbėjome", answered=True, by=people.agent)
    elif how == "withdrawn":
        given.withdraw_call(by=people.customer)
    about.refresh_from_db()
    assert about.status == how
    taking_out.redact(about, "Svetimas", parts=BOTH, by=people.agent)
    about.refresh_from_db()
    assert (about.status, about.phone) == (how, "")


def test_the_database_lets_a_number_be_missing_only_where_it_was_taken_out(alone):
    with pytest.raises(IntegrityError, match="has_a_number"), transaction.atomic():
        Callback.objects.filter(pk=alone.pk).update(phone="")


# --- nothing finds or shows it --------------------------------------------------------------------------


def test_no_page_shows_it(about, alone, people, english, ring):
    ring(minutes=31)
    for wanted in (about, alone):
        taking_out.redact(wanted, "Svetimas numeris", parts=BOTH, by=people.agent)
    pages = {
        "agent": ["/queue/", "/calls/", "/calls/asked/", about.incident.get_absolute_url(), "/notices/"],
        "customer": ["/", about.incident.get_absolute_url(), "/notices/"],
        "manager": ["/", about.incident.get_absolute_url(), "/notices/"],
    }
    for part, paths in pages.items():
        for path in paths:
            text = english(part).get(path).text
            assert PHONE not in text, (part, path)
            assert PHONE.replace(" ", "") not in text, (part, path)
            assert "vasaraslaptas" not in text, (part, path)
    for words in ("vasaraslaptas", PHONE):
        assert not find(people.agent, Question.of(words)).ids
    assert callers.find("", PHONE) == []


def test_a_letter_that_was_written_before_and_goes_out_later_does_not_show_it(
    about, alone, people, ring, mail
):
    ring()
    for wanted in (about, alone):
        taking_out.redact(wanted, "Svetimas numeris", parts=BOTH, by=people.agent)
    came = [one for one in mail(people.agent.email) if one.subject.endswith("UAB Acme")]
    assert len(came) == 2
    for one in came:
        whole = one.subject + one.body + "".join(part.content for part in one.alternatives)
        assert "611" not in whole
        assert "vasaraslaptas" not in whole
        assert "numeris pašalintas" in whole


def test_what_is_told_afterwards_says_that_the_number_is_gone(about, people, ring):
    taking_out.redact(about, "Svetimas numeris", parts=["phone"], by=people.agent)
    ring()
    notice = Notice.objects.get(person=people.agent, kind=Notice.Kind.CALL_DUE)
    assert in_words(notice).endswith(": the number was taken out")


def test_it_is_reached_from_the_timeline_from_what_is_to_be_called_and_from_all_that_was_asked_for(
    about, alone, english
):
    agent = english("agent")
    assert where(about, "redacting") in agent.get(about.incident.get_absolute_url()).text
    for path in ("/calls/", "/calls/asked/"):
        text = agent.get(path).text
        assert where(about, "redacting") in text
        assert where(alone, "redacting") in text
    page = agent.get(where(alone, "redacting")).text
    assert PHONE in page
    assert SECRET in page


def test_the_page_does_it_and_leads_back_to_where_it_stood(about, alone, people, english):
    agent = english("agent")
    answer = agent.post(where(alone), sent())
    assert (answer.status_code, answer["Location"]) == (303, "/calls/asked/")
    text = agent.get("/calls/asked/").text
    assert f"{people.agent.name} took something out" in text
    assert "Svetimas numeris" in text
    answer = agent.post(where(about), sent("phone"))
    assert answer["Location"] == about.incident.get_absolute_url()
    for part in ("agent", "customer", "colleague"):
        text = english(part).get(about.incident.get_absolute_url()).text
        assert f"{people.agent.name} took the number out of a call that was asked for:" in text
        assert "(The number was taken out.)" in text
        assert where(about, "redacting") not in text


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"typed": "11:00"}, "Type 10:00 to confirm."),
        ({"reason": ""}, "Say why it is taken out; that stays in its place."),
        ({"what": []}, "Choose what is to be taken out."),
        ({"what": ["person"]}, "Choose one of those that are offered."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken_out(wrong, why, alone, english):
    answer = english("agent").post(where(alone), sent(**wrong))
    assert answer.status_code == 422
    assert why in answer.text
    alone.refresh_from_db()
    assert (alone.phone, alone.words) == (PHONE, SECRET)


def test_of_two_agents_the_second_is_told_that_it_is_gone(alone, people, english):
    agent = english("agent")
    agent.get(where(alone, "redacting"))
    taking_out.redact(alone, "Svetimas", parts=["words"], by=people.agent)
    answer = agent.post(where(alone), sent("words"))
    assert answer.status_code == 422


# --- who may --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["customer", "manager", "first_line", "colleague"])
def test_nobody_of_the_company_takes_it_out(part, about, alone, people, browser):
    for wanted in (about, alone):
        with pytest.raises(PermissionDenied):
            taking_out.redact(wanted, "x", parts=BOTH, by=getattr(people, part))
        assert browser(part).get(where(wanted, "redacting")).status_code == 403
        assert browser(part).post(where(wanted), sent()).status_code == 403
        wanted.refresh_from_db()
        assert wanted.phone == PHONE
    assert browser(part).get("/calls/asked/").status_code == 403


def test_another_help_desk_does_not_have_it(alone, globex, inside, operator_agent):
    other = inside(globex, operator_agent)
    assert other.get(where(alone, "redacting")).status_code == 404
    assert other.post(where(alone), sent()).status_code == 404


def test_it_is_not_taken_out_by_a_link(alone, english):
    assert english("agent").get(where(alone)).status_code == 405
