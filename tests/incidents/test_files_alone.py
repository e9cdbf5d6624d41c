"""A message may be files without a word: a reply, a note, the customer's answer."""

from datetime import timedelta

import pytest

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents import holding
from incidents.models import Attachment, Comment, Draft, HeldReply
from incidents.need import Unclear
from incidents.reading import read
from incidents.replaying import differences
from tests.incidents.files import keep


def attach(person, incident, pane="reply", name="ekranas.txt"):
    return keep(person, incident, pane, name=name, body=b"Klaida 17").pk


ACTS = {
    "reply": ("agent", lambda incident, by, files: incident.reply("", by=by, files=files)),
    "note": ("agent", lambda incident, by, files: incident.note(" ", by=by, files=files)),
    "customer_reply": (
        "customer",
        lambda incident, by, files: incident.customer_reply("", by=by, files=files),
    ),
}


@pytest.mark.parametrize("verb", ACTS)
def test_files_come_without_a_word(verb, file, people):
    part, do = ACTS[verb]
    incident, by = file(), getattr(people, part)
    key = attach(by, incident, verb)
    do(incident, by, [key])
    event = incident.events.in_order().last()
    assert (event.comment.text, event.comment.files_alone, event.comment.redacted_at) == ("", True, None)
    assert Attachment.objects.get(pk=key).comment == event.comment
    assert differences(incident, clock.now()) == []


@pytest.mark.parametrize("verb", ACTS)
def test_nothing_at_all_is_no_message(verb, file, people):
    part, do = ACTS[verb]
    incident = file()
    before = incident.events.count()
    with pytest.raises(Unclear):
        do(incident, getattr(people, part), [])
    assert incident.events.count() == before


def test_a_call_and_a_question_have_words_whatever_comes_with_them(file, people, hand):
    incident = file()
    key = attach(people.agent, incident)
    with pytest.raises(Unclear):
        incident.log_call("", answered=True, by=people.agent, files=[key])
    with pytest.raises(Unclear):
        incident.wait("", until=clock.now() + timedelta(days=1), by=people.agent, files=[key])


def test_files_of_an_agent_answer_and_those_of_the_customer_end_the_waiting(file, people):
    incident = file()
    incident.wait("Koks numeris?", until=clock.now() + timedelta(days=3), by=people.agent)
    incident.customer_reply(
        "", by=people.customer, files=[attach(people.customer, incident, "customer_reply")]
    )
    assert incident.status != "waiting"
    other = file("important")
    assert other.response_due_at
    other.reply("", by=people.agent, files=[attach(people.agent, other)])
    assert other.response_due_at is None


def test_files_are_held_and_undone_like_words(file, people, settings):
    settings.REPLY_HOLD_SECONDS = 10
    incident = file()
    key = attach(people.agent, incident)
    holding.send(incident, "reply", "", by=people.agent, files=[key])
    held = HeldReply.objects.get()
    assert held.files_alone
    assert not incident.comments.filter(kind="reply").exists()
    holding.undo(incident, held.pk, by=people.agent)
    assert Attachment.objects.get(pk=key).pane == "reply"
    assert not HeldReply.objects.exists()
    assert not Draft.objects.filter(incident=incident).exclude(words={"text": ""}).exists()


def test_files_go_out_when_they_can_no_longer_be_undone(file, people, ring, letters, settings):
    settings.REPLY_HOLD_SECONDS = 10
    incident = file()
    key = attach(people.agent, incident)
    holding.send(incident, "reply", "", by=people.agent, files=[key])
    ring(seconds=11)
    said = Comment.objects.get(incident=incident, kind="reply")
    assert Attachment.objects.get(pk=key).comment == said
    assert letters("replied")


def test_the_guard_asks_before_files_too(file, people):
    incident = file()
    heard = holding.words_heard(read(incident, sending=True), people.agent)
    incident.customer_reply("Dar kai kas", by=people.customer)
    key = attach(people.agent, incident)
    with pytest.raises(NotNow):
        holding.send(incident, "reply", "", by=people.agent, files=[key], heard=heard)


def test_the_letter_says_how_many_files_there_are_and_that_they_are_on_the_page(file, people, mail):
    incident = file(by=people.colleague)
    files = [attach(people.agent, incident), attach(people.agent, incident, name="kitas.txt")]
    incident.reply("", by=people.agent, files=files)
    body = mail("colleague@acme.example")[-1].body
    assert "2 files are attached; they are on the page." in body
    assert "sent you files" in body
    assert "taken out" not in body
    assert "kitas.txt" not in body


def test_a_letter_with_words_says_it_too_and_one_without_files_does_not(file, people, mail):
    incident = file(by=people.colleague)
    incident.reply("Štai", by=people.agent, files=[attach(people.agent, incident)])
    incident.reply("Ir viskas", by=people.agent)
    first, second = [one.body for one in mail("colleague@acme.example")][-2:]
    assert "1 file is attached; it is on the page." in first
    assert "attached" not in second


def test_a_file_taken_out_is_not_counted_in_a_letter_that_still_waits(file, people, mail):
    incident = file(by=people.colleague)
    keys = [attach(people.agent, incident), attach(people.agent, incident, name="kitas.txt")]
    incident.reply("", by=people.agent, files=keys)
    said = Comment.objects.get(incident=incident, kind="reply")
    incident.redact("Algos", comment=said, text=False, files=keys[:1], by=people.agent)
    assert "1 file is attached; it is on the page." in mail("colleague@acme.example")[-1].body
