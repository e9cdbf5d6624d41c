"""What is held goes out in the order in which it was said, before what its writer says next."""

from datetime import timedelta

import pytest

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import holding
from incidents.models import Draft, HeldReply
from incidents.need import Unclear
from tests.incidents.stages import bring
from tests.incidents.timeline import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ten_seconds")]


def test_the_second_that_one_sends_lets_the_first_go_at_once(file, people, ring, hand, letters):
    one = file()
    holding.send(one, "reply", "Pirma", by=people.agent)
    first = HeldReply.objects.get().pk
    hand.forward(timedelta(seconds=4))
    holding.send(one, "reply", "Antra", by=people.agent)
    assert words(one) == ["Pirma"]
    assert one.events.get(kind="replied").at == clock.now()
    assert letters("replied")
    with pytest.raises(NotNow, match="gone out"):
        holding.undo(one, first, by=people.agent)
    assert HeldReply.objects.get().text == "Antra"
    ring(seconds=9)
    assert words(one) == ["Pirma"]
    ring(seconds=1)
    assert words(one) == ["Pirma", "Antra"]


def test_undoing_the_second_brings_the_first_not_back(file, people, ring, hand):
    one = file()
    for text in ("Pirma", "Antra"):
        holding.send(one, "reply", text, by=people.agent)
        hand.forward(timedelta(seconds=3))
    holding.undo(one, HeldReply.objects.get().pk, by=people.agent)
    ring(seconds=60)
    assert words(one) == ["Pirma"]
    assert Draft.objects.get().words["text"] == "Antra"


def test_a_question_goes_out_and_pauses_when_a_reply_is_sent_after_it(file, people, ring, hand):
    one = bring(file("important"), "in_progress", people)
    until = clock.now() + timedelta(days=2)
    holding.send(one, "wait", "Kada?", by=people.agent, until=until)
    hand.forward(timedelta(seconds=4))
    holding.send(one, "reply", "Ir dar: ačiū", by=people.agent)
    one.refresh_from_db()
    assert (kinds(one)[-1], one.status, one.paused) == ("waited", "waiting", True)
    ring(seconds=10)
    one.refresh_from_db()
    assert (words(one)[-2:], one.status) == (["Kada?", "Ir dar: ačiū"], "waiting")


def test_a_reply_goes_out_before_the_question_that_is_sent_after_it(file, people, ring):
    one = bring(file("important"), "in_progress", people)
    holding.send(one, "reply", "Radome", by=people.agent)
    holding.send(one, "wait", "Kada?", by=people.agent, until=clock.now() + timedelta(days=2))
    one.refresh_from_db()
    assert (words(one)[-1], one.status) == ("Radome", "in_progress")
    ring(seconds=10)
    assert words(one)[-2:] == ["Radome", "Kada?"]


def test_what_two_have_sent_stays_undoable_by_each_until_they_send_again(file, people, ring, hand):
    one = file()
    for by, text in ((people.agent, "Pirma"), (people.first_line, "Antra"), (people.first_line, "Trečia")):
        holding.send(one, "reply", text, by=by)
        hand.forward(timedelta(seconds=2))
    assert words(one) == ["Antra"]
    assert sorted(held.text for held in HeldReply.objects.all()) == ["Pirma", "Trečia"]
    ring(seconds=4)
    assert words(one) == ["Antra", "Pirma"]
    ring(seconds=4)
    assert words(one) == ["Antra", "Pirma", "Trečia"]


def test_a_reply_that_is_refused_leaves_the_one_before_it_held(file, people):
    one = file()
    holding.send(one, "reply", "Pirma", by=people.agent)
    one.customer_reply("Palaukite", by=people.customer)
    with pytest.raises(NotNow):
        holding.send(one, "reply", "Antra", by=people.agent, heard=0)
    assert HeldReply.objects.get().text == "Pirma"
    assert "replied" not in kinds(one)


def words(incident):
    """What was said to the customer, in the order of the timeline."""
    said = incident.events.filter(comment__isnull=False).exclude(kind="reported").in_order()
    return [event.comment.text for event in said]


@pytest.mark.parametrize(
    ("say", "kind"),
    [
        (lambda one, by: one.resolve("Sutvarkyta", code="fixed", by=by), "resolved"),
        (lambda one, by: one.give_workaround("Eikite ratu", by=by), "workaround_given"),
        (lambda one, by: one.wait("Kada?", until=clock.now() + timedelta(days=2), by=by), "waited"),
        (lambda one, by: one.cancel("Nereikia", by=by), "cancelled"),
    ],
)
def test_what_one_says_next_goes_out_after_what_one_has_sent(file, people, ring, hand, letters, say, kind):
    one = bring(file("important"), "in_progress", people)
    holding.send(one, "reply", "Radome", by=people.agent)
    sent = HeldReply.objects.get().pk
    hand.forward(timedelta(seconds=3))
    say(one, people.agent)
    assert kinds(one)[-2:] == ["replied", kind]
    assert one.events.get(kind="replied").at == clock.now()
    assert letters("replied")
    with pytest.raises(NotNow, match="gone out"):
        holding.undo(one, sent, by=people.agent)
    assert not HeldReply.objects.exists()
    assert not Timer.objects.pending().filter(kind="incidents.publish").exists()
    ring(seconds=60)
    assert kinds(one).count("replied") == 1


def test_several_that_are_held_go_out_in_their_order_before_what_is_said_next(file, people):
    one = bring(file(), "in_progress", people)
    for text in ("Pirma", "Antra"):
        holding.send(one, "reply", text, by=people.agent)
    one.resolve("Sutvarkyta", code="fixed", by=people.agent)
    assert words(one)[-3:] == ["Pirma", "Antra", "Sutvarkyta"]


def test_a_question_that_is_held_goes_out_before_the_solution_and_ends_with_it(file, people, ring):
    one = bring(file("important"), "in_progress", people)
    holding.send(one, "wait", "Kada?", by=people.agent, until=clock.now() + timedelta(days=2))
    one.resolve("Jau radome", code="fixed", by=people.agent)
    assert kinds(one)[-3:] == ["waited", "resumed", "resolved"]
    assert (one.status, one.waiting_until) == ("resolved", None)


def test_what_a_colleague_has_sent_stays_held_when_somebody_resolves(file, people, ring):
    one = bring(file(), "in_progress", people)
    holding.send(one, "reply", "Ir aš žiūriu", by=people.first_line)
    one.resolve("Sutvarkyta", code="fixed", by=people.agent)
    assert HeldReply.objects.get().by == people.first_line
    assert Timer.objects.pending().filter(kind="incidents.publish").exists()
    assert "replied" not in kinds(one)


def test_what_cannot_go_out_first_stays_held_and_returns_with_the_reason(file, people, ring, hand):
    one = bring(file(), "in_progress", people)
    soon = clock.now() + timedelta(seconds=2)
    holding.send(one, "reply", "Parašysiu", by=people.agent, next_word_at=soon)
    hand.forward(timedelta(seconds=4))
    one.resolve("Sutvarkyta", code="fixed", by=people.agent)
    assert kinds(one)[-1] == "resolved"
    assert HeldReply.objects.exists()
    ring(seconds=10)
    assert Draft.objects.get().words["text"] == "Parašysiu"
    assert "replied" not in kinds(one)


def test_an_act_that_is_refused_lets_nothing_go_out(file, people):
    one = bring(file(), "in_progress", people)
    holding.send(one, "reply", "Radome", by=people.agent)
    with pytest.raises(Unclear):
        one.resolve("Sutvarkyta", code="", by=people.agent)
    assert HeldReply.objects.exists()
    assert "replied" not in kinds(one)
