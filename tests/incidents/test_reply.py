"""Replies, from either side, and what they do to the clocks."""

import re
from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents import holding
from incidents.models import Event
from incidents.need import Unclear
from tests.factories import CRITICAL
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


def test_a_later_word_than_the_customer_hears_anyway_is_refused_beside_the_field(file, agent):
    incident = file("critical")  # whose customer hears every hour
    sent = {"text": "Parašysiu", "next_word_at_day": "2027-03-01", "next_word_at_time": "11:30"}
    answer = agent.post(f"{incident.get_absolute_url()}reply/", sent)
    assert answer.status_code == 422
    said = "By 11:00 they hear from us anyway: name a time before that, or none."
    assert re.search(rf'next_word_at[^"]*_error"><p class="field-error">{said}', answer.text)
    assert "Parašysiu</textarea>" in answer.text
    assert not incident.events.filter(kind="replied").exists()
    nearer = agent.post(f"{incident.get_absolute_url()}reply/", sent | {"next_word_at_time": "10:30"})
    assert nearer.status_code == 303


def test_one_that_has_become_later_while_it_could_be_undone_is_not_said(file, people, ring, ten_seconds):
    incident = file("important")
    named = clock.now() + timedelta(hours=3)
    holding.send(incident, "reply", "Parašysiu", by=people.agent, next_word_at=named)
    incident.reclassify("Sustojo", impact="critical", marks=CRITICAL, by=people.customer)
    ring(seconds=11)
    incident.refresh_from_db()
    replied = incident.events.get(kind="replied")
    assert "next_word_at" not in replied.data
    assert incident.next_word_due_at == replied.at + timedelta(hours=1)


def test_the_first_line_names_its_own_time(file, people):
    incident = file("critical")
    named = clock.now() + timedelta(hours=3)
    holding.send(incident, "reply", "Parašysiu", by=people.first_line, next_word_at=named)
    assert incident.events.get(kind="replied").data["next_word_at"] == named.isoformat()
