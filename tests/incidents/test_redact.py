"""Redacting: words and files go for good; who, when, why and a digest stay."""

import os

import pytest
from django.core.exceptions import PermissionDenied

from helpdesk import audit
from helpdesk.timers import clock
from incidents import vault
from incidents.models import Comment, Event
from incidents.need import Unclear
from incidents.replaying import differences
from tests.incidents.files import keep

SECRET = "Slaptažodis: Vasara2027!"


def said(incident, kind="opening"):
    return incident.comments.filter(kind=kind).order_by("id").last()


def attach(person, incident, name="algos.xlsx", body=b"1200,1300"):
    return keep(person, incident, name=name, body=body)


def test_the_words_go_and_the_entry_stays(file, people):
    incident = file(text=SECRET)
    before = incident.events.get(kind="reported")
    incident.redact("Buvo slaptažodis", comment=said(incident), by=people.agent)
    opening = said(incident)
    assert (opening.text, opening.redacted_at, opening.by) == ("", clock.now(), people.customer)
    assert incident.events.get(kind="reported") == before
    event = incident.events.get(kind=Event.Kind.REDACTED)
    assert (event.by, event.comment.text) == (people.agent, "Buvo slaptažodis")
    assert event.data["of"] == str(opening.pk)
    assert event.data["entry"] == str(before.pk)
    assert SECRET not in str(event.data)
    assert not event.is_internal


def test_the_digest_proves_the_words_to_whoever_has_them_and_is_salted(file, people):
    incident = file(text=SECRET)
    incident.redact("Buvo slaptažodis", comment=said(incident), by=people.agent)
    digest = incident.events.get(kind="redacted").data["text"]
    assert digest == audit.digest(SECRET, tenant=people.tenant.pk)
    assert digest != audit.digest(SECRET, tenant=None)


def test_a_file_goes_with_its_name_and_its_picture_and_the_row_stays(
    file, people, django_capture_on_commit_callbacks
):
    incident = file()
    one, other = attach(people.agent, incident), attach(people.agent, incident, name="kita.txt")
    plain = one.digest
    incident.reply("Štai", by=people.agent, files=[one.pk, other.pk])
    with django_capture_on_commit_callbacks(execute=True):
        incident.redact("Algos", comment=said(incident, "reply"), text=False, files=[one.pk], by=people.agent)
    one.refresh_from_db()
    assert (one.name, one.redacted_at, one.size) == ("", clock.now(), 9)
    assert one.digest == audit.digest(plain, tenant=people.tenant.pk)
    assert incident.events.get(kind="redacted").data["files"] == {str(one.pk): one.digest}
    assert not vault.storage().exists(one.path)
    assert vault.storage().exists(other.path)
    assert said(incident, "reply").text == "Štai"


def test_the_file_is_there_until_the_act_is_certain(file, people, django_capture_on_commit_callbacks):
    incident = file()
    one = attach(people.agent, incident)
    incident.reply("Štai", by=people.agent, files=[one.pk])
    with django_capture_on_commit_callbacks() as later:
        incident.redact("Algos", comment=said(incident, "reply"), files=[one.pk], by=people.agent)
        assert os.path.exists(vault.storage().path(one.path))
    assert later


@pytest.mark.parametrize(
    ("part", "whose", "may"),
    [
        ("agent", "customer", True),
        ("customer", "customer", True),
        ("manager", "customer", True),
        ("manager", "agent", False),
        ("colleague", "customer", False),
        ("customer", "agent", False),
        ("first_line", "customer", False),
        ("first_line", "agent", False),
    ],
)
def test_agents_whoever_wrote_it_and_the_manager_what_the_company_wrote(part, whose, may, file, people):
    incident = file()
    incident.reply("Taip", by=people.agent)
    comment = said(incident, "opening" if whose == "customer" else "reply")
    if may:
        incident.redact("Netyčia", comment=comment, by=getattr(people, part))
    else:
        with pytest.raises(PermissionDenied):
            incident.redact("Netyčia", comment=comment, by=getattr(people, part))
        assert Comment.objects.get(pk=comment.pk).text


def test_words_of_another_request_are_not_taken_out_by_this_one(file, people):
    incident, other = file(), file()
    with pytest.raises(PermissionDenied):
        incident.redact("Netyčia", comment=said(other), by=people.agent)
    assert said(other).text


def test_without_a_reason_nothing_is_taken_out(file, people):
    incident = file(text=SECRET)
    with pytest.raises(Unclear):
        incident.redact(" ", comment=said(incident), by=people.agent)
    assert said(incident).text == SECRET


def test_what_is_gone_cannot_be_taken_out_again(file, people):
    incident = file(text=SECRET)
    incident.redact("Buvo slaptažodis", comment=said(incident), by=people.agent)
    with pytest.raises(Unclear):
        incident.redact("Dar kartą", comment=said(incident), by=people.agent)


def test_a_customer_does_not_read_that_something_was_taken_out_of_a_note(file, people):
    incident = file()
    incident.note(SECRET, by=people.agent)
    incident.redact("Buvo slaptažodis", comment=said(incident, "note"), by=people.agent)
    event = incident.events.get(kind="redacted")
    assert event.is_internal
    assert event.comment.is_internal
    assert event not in incident.events.visible_to(people.customer)
    assert event not in incident.events.visible_to(people.manager)
    assert event in incident.events.visible_to(people.agent)
    incident.redact("Irgi", comment=said(incident), by=people.customer)
    assert incident.events.visible_to(people.customer).filter(kind="redacted").count() == 1


def test_it_moves_no_clock_and_meets_none(file, people):
    incident = file("critical")
    before = (incident.hour_due_at, incident.status, incident.rank, incident.last_agent_word_at)
    incident.redact("Buvo slaptažodis", comment=said(incident), by=people.agent)
    assert (incident.hour_due_at, incident.status, incident.rank, incident.last_agent_word_at) == before
    assert differences(incident, clock.now()) == []


def test_a_letter_that_is_not_sent_yet_no_longer_says_it(file, people, mail):
    incident = file()
    incident.reply(SECRET, by=people.agent)
    incident.redact("Buvo slaptažodis", comment=said(incident, "reply"), by=people.agent)
    letters = mail("customer@acme.example")
    assert letters
    assert not any(SECRET in str(one.message()) or "Vasara2027" in one.body for one in letters)


def test_search_forgets_the_words(file, people):
    from incidents.models import SearchDocument

    incident = file(text="Slaptažodis vasaraslaptas")
    incident.redact("Buvo slaptažodis", comment=said(incident), by=people.agent)
    rows = SearchDocument.objects.filter(incident=incident).values_list("said", flat=True)
    assert not any("vasaraslapt" in str(row) for row in rows)


def test_the_record_says_that_it_happened_and_no_more(file, people):
    from helpdesk.audit.models import Record

    incident = file(text=SECRET)
    incident.redact("Buvo slaptažodis", comment=said(incident), by=people.agent)
    row = Record.objects.filter(kind="incident.redacted", subject_id=incident.pk).get()
    assert row.by_id == people.agent.user_id
    assert set(row.data) == {"event"}


# --- what was filed with the request ----------------------------------------------------------------

FILED = {
    "subject": "Neveikia su vasaraslaptas",
    "contact": "Vardenis vasaraslaptas",
    "second_contact": "Pavardenis vasaraslaptas",
    "access": "AnyDesk vasaraslaptas",
}


def take_out(incident, by, *parts, subject="Neveikia prisijungimas"):
    opening = said(incident)
    incident.redact("Buvo slaptažodis", comment=opening, text=False, filed=parts, subject=subject, by=by)


@pytest.mark.parametrize("part", FILED)
def test_what_was_filed_goes_and_a_digest_stays(part, file, people):
    incident = file("critical", **FILED)
    take_out(incident, people.agent, part)
    incident.refresh_from_db()
    assert getattr(incident, part) == ("Neveikia prisijungimas" if part == "subject" else "")
    assert {name: getattr(incident, name) for name in FILED if name != part} == {
        name: words for name, words in FILED.items() if name != part
    }
    event = incident.events.get(kind="redacted")
    assert event.data["filed"] == {part: audit.digest(FILED[part], tenant=people.tenant.pk)}
    assert event.data["entry"] == str(incident.events.get(kind="reported").pk)
    assert (event.by, event.comment.text) == (people.agent, "Buvo slaptažodis")
    assert differences(incident, clock.now()) == []


@pytest.mark.parametrize("part", ["customer", "manager", "colleague", "first_line"])
def test_what_was_filed_is_taken_out_by_an_agent_alone(part, file, people):
    incident = file("critical", by=getattr(people, part), **FILED)
    with pytest.raises(PermissionDenied):
        take_out(incident, getattr(people, part), "subject")
    incident.refresh_from_db()
    assert incident.subject == FILED["subject"]


@pytest.mark.parametrize("subject", ["", " ", FILED["subject"]])
def test_a_request_keeps_some_subject(subject, file, people):
    incident = file(**FILED)
    with pytest.raises(Unclear) as no:
        take_out(incident, people.agent, "subject", subject=subject)
    assert no.value.field == "subject"
    assert not incident.events.filter(kind="redacted").exists()


def test_it_is_taken_out_of_the_report_and_of_no_other_entry(file, people):
    incident = file(**FILED)
    incident.reply("Taip", by=people.agent)
    with pytest.raises(PermissionDenied):
        incident.redact("x", comment=said(incident, "reply"), filed=["contact"], by=people.agent)


def test_no_list_search_or_letter_finds_it_any_more(file, people, mail):
    from incidents.models import Incident, SearchDocument, SearchWord
    from onewindow.models import IncidentRow

    incident = file("critical", **FILED)
    assert SearchWord.objects.filter(word__contains="vasaraslapt").exists()
    take_out(incident, people.agent, *FILED)
    opening = said(incident)
    assert "vasaraslapt" not in opening.text
    assert IncidentRow.objects.get(incident_id=incident.pk).subject == "Neveikia prisijungimas"
    document = SearchDocument.objects.get(incident=incident)
    assert "vasaraslapt" not in f"{document.title} {document.said} {document.noted}"
    assert not SearchWord.objects.filter(word__contains="vasaraslapt").exists()
    assert Incident.objects.get(pk=incident.pk).lacks_contacts
    letters = mail()
    assert letters
    assert not any("vasaraslapt" in str(one.message()) + one.subject + one.body for one in letters)
    assert any("Neveikia prisijungimas" in one.subject for one in letters)


def test_the_clocks_and_the_contacts_asked_for_stand(file, people):
    incident = file("critical", **FILED)
    before = (incident.hour_due_at, incident.status, incident.rank)
    take_out(incident, people.agent, *FILED)
    assert (incident.hour_due_at, incident.status, incident.rank) == before
