"""Replies, from either side, and what they do to the clocks."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents.models import Event
from incidents.need import Unclear
from tests.incidents.stages import bring


def test_a_reply_that_a_person_wrote_meets_the_response_of_an_important_one(file, people):
    incident = file("important")
    incident.reply("Radome, taisome", by=people.agent)
    assert incident.response_due_at is None
    assert incident.status == "new"
    assert incident.next_word_due_at


def test_a_canned_text_sent_unchanged_meets_nothing(file, people):
    incident = file("important")
    due = incident.response_due_at
    incident.reply("Gavome Jūsų kreipinį", canned=True, by=people.agent)
    assert incident.response_due_at == due


def test_the_first_line_does_not_meet_the_vendors_goal(file, people):
    incident = file("important")
    due = incident.response_due_at
    incident.reply("Pabandykite perkrauti", by=people.first_line)
    assert incident.response_due_at == due
    assert incident.events.get(kind=Event.Kind.REPLIED).by_side == "first_line"


def test_the_customers_answer_ends_the_pause_in_the_same_act(file, people, hand):
    incident = bring(file("important"), "waiting", people)
    assert incident.paused
    hand.forward(timedelta(hours=1))
    incident.customer_reply("Versija 7.42", by=people.colleague)
    assert (incident.status, incident.paused, incident.waiting_until) == ("in_progress", False, None)
    assert incident.events.filter(kind=Event.Kind.RESUMED, data__why="answered", at=clock.now()).exists()


def test_i_have_already_answered_ends_it_without_words(file, people):
    incident = bring(file("important"), "waiting", people)
    incident.customer_reply(by=people.customer, answered_already=True)
    assert incident.status == "in_progress"
    assert incident.events.get(kind=Event.Kind.CUSTOMER_REPLIED).comment is None


def test_the_last_words_of_both_sides_are_remembered(file, people, hand):
    incident = file()
    reported = clock.now()
    hand.forward(timedelta(minutes=10))
    incident.reply("Matome", by=people.agent)
    assert (incident.last_customer_word_at, incident.last_agent_word_at) == (reported, clock.now())
    hand.forward(timedelta(minutes=10))
    incident.note("Niekam", by=people.agent)
    incident.customer_reply("Ačiū", by=people.customer)
    assert incident.last_customer_word_at == clock.now()
    assert incident.last_agent_word_at == clock.now() - timedelta(minutes=10)


def test_a_next_word_in_the_past_is_no_promise(file, people):
    with pytest.raises(Unclear) as unclear:
        file().reply("Parašysiu", next_word_at=clock.now(), by=people.agent)
    assert unclear.value.field == "next_word_at"
