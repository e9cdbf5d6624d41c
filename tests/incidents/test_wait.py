"""Waiting on the customer: the question, the pause, and going on."""

import re
from datetime import timedelta

import pytest

from helpdesk.lib.dates import end_of_local_day, local_date
from helpdesk.timers import clock
from incidents.models import Comment, Rank
from incidents.need import Unclear
from tests.incidents.stages import bring


def test_the_message_that_pauses_contains_the_question_and_has_an_expiry(file, people):
    incident = file("important")
    until = clock.now() + timedelta(days=1)
    incident.wait("Kokia versija?", until=until, by=people.agent)
    assert (incident.status, incident.waiting_until) == ("waiting", until)
    assert incident.comments.get(kind=Comment.Kind.QUESTION).text == "Kokia versija?"
    assert (incident.rank, incident.next_due_kind, incident.next_due_at) == (Rank.PAUSED, "waiting", until)


def test_the_resolution_goal_gets_back_what_the_pause_took(file, people, hand):
    incident = file("important")
    due = incident.resolution_due_at
    incident.wait("Kokia versija?", until=clock.now() + timedelta(days=1), by=people.agent)
    assert incident.resolution_due_at is None
    hand.forward(timedelta(hours=2))
    incident.resume(by=people.agent)
    assert incident.resolution_due_at == due + timedelta(hours=2)


@pytest.mark.parametrize(
    ("said", "field"), [({"question": " "}, "question"), ({"until": timedelta()}, "until")]
)
def test_a_pause_needs_its_question_and_an_end_to_come(said, field, file, people):
    asked = {"question": "Kada?", "until": timedelta(hours=1)} | said
    with pytest.raises(Unclear) as unclear:
        file().wait(asked["question"], until=clock.now() + asked["until"], by=people.agent)
    assert unclear.value.field == field


def test_nobody_waits_longer_than_31_days(file, people):
    incident, zone = file("important"), people.tenant.zone
    day = local_date(clock.now(), zone) + timedelta(days=32)
    with pytest.raises(Unclear) as unclear:
        incident.wait("Kokia versija?", until=end_of_local_day(day, zone), by=people.agent)
    assert unclear.value.field == "until"
    until = end_of_local_day(day - timedelta(days=1), zone)
    incident.wait("Kokia versija?", until=until, by=people.agent)
    assert incident.waiting_until == until


def test_the_sentence_stands_beside_the_day(agent, given):
    sent = {"text": "Kokia versija?", "until": "2099-12-31"}
    answer = agent.post(f"{given.get_absolute_url()}wait/", sent)
    assert answer.status_code == 422
    assert re.search(r'until_error"><p class="field-error">Name a day within 31 days', answer.text)
    assert "Kokia versija?</textarea>" in answer.text


def test_work_that_starts_while_waiting_ends_the_waiting(file, people):
    incident = bring(file("important"), "waiting", people)
    incident.start("Radau pats", by=people.agent)
    assert (incident.status, incident.waiting_until) == ("in_progress", None)
