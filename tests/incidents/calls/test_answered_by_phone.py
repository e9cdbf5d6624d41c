"""The customer answers by telephone what they were asked: the waiting ends with the call, or goes on."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from incidents import paused_in_vain
from tests.incidents.calls.sent import where
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db

TICK = "This answers our question"
STILL = "The request still waits for an answer."
SPOKE = {"answered": "yes", "text": "Versija 4.1", "minutes": "3"}


@pytest.fixture
def waiting(file, people):
    """A request that waits for an answer."""
    return bring(file("important"), "waiting", people)


def sound():
    """Whether what is stored is what the timeline tells."""
    call_command("sla_replay", "acme")


def test_a_call_that_answers_ends_the_waiting_as_an_answer_in_writing_does(agent, waiting, hand):
    hand.forward(timedelta(hours=1))
    agent.post(f"{waiting.get_absolute_url()}log_call/", SPOKE | {"answers": "on"})
    waiting.refresh_from_db()
    assert (waiting.status, waiting.waiting_until) == ("in_progress", None)
    assert waiting.resolution_due_at is not None
    call, resumed = list(waiting.events.in_order())[-2:]
    assert (call.kind, resumed.kind, resumed.data["why"]) == ("call_logged", "resumed", "answered")
    assert call.at == resumed.at
    text = agent.get(waiting.get_absolute_url()).text
    assert "Answered: the work goes on" in text
    assert STILL not in text
    hand.forward(timedelta(hours=1))
    assert paused_in_vain.pauses() == []
    sound()


def test_one_that_starts_work_too_says_that_they_answered(file, people, agent):
    one = bring(file("important"), "waiting", people)
    agent.post(
        f"{one.get_absolute_url()}log_call/", SPOKE | {"answers": "on", "starts": "on", "line": "Jungiuosi"}
    )
    one.refresh_from_db()
    assert one.status == "in_progress"
    assert [event.data["why"] for event in one.events.filter(kind="resumed")] == ["answered"]
    sound()


def test_without_the_tick_it_goes_on_waiting_and_the_page_says_so(agent, waiting):
    agent.post(f"{waiting.get_absolute_url()}log_call/", SPOKE)
    waiting.refresh_from_db()
    assert waiting.status == "waiting"
    assert STILL in agent.get(waiting.get_absolute_url()).text


def test_a_call_in_vain_is_no_answer(agent, waiting):
    answer = agent.post(f"{waiting.get_absolute_url()}log_call/", {"answered": "no", "answers": "on"})
    assert answer.status_code == 422
    assert "Only a call in which you spoke can be the answer." in answer.text
    waiting.log_call("", answered=False, answers=True, by=waiting.agent)
    waiting.refresh_from_db()
    assert waiting.status == "waiting"
    agent.post(f"{waiting.get_absolute_url()}log_call/", {"answered": "no"})
    assert STILL not in agent.get(waiting.get_absolute_url()).text


def test_the_tick_is_offered_where_something_was_asked(agent, waiting, given):
    assert TICK in agent.get(waiting.get_absolute_url()).text
    assert TICK not in agent.get(given.get_absolute_url()).text


@pytest.mark.parametrize(("ticked", "status"), [({"answers": "on"}, "in_progress"), ({}, "waiting")])
def test_a_call_that_belongs_to_it_can_be_the_answer(ticked, status, agent, waiting, call, people):
    assert TICK in agent.get(where(call)).text
    said = {"caller": people.customer.name, "person": str(people.customer.pk), "words": "Versija 4.1"}
    agent.post(where(call, "belong"), said | {"incident": waiting.reference} | ticked)
    waiting.refresh_from_db()
    assert waiting.status == status
    assert (STILL in agent.get(waiting.get_absolute_url()).text) is (not ticked)
    sound()


def test_a_call_about_what_waits_for_nothing_says_nothing_of_waiting(agent, given):
    agent.post(f"{given.get_absolute_url()}log_call/", SPOKE | {"answers": "on"})
    given.refresh_from_db()
    assert given.status == "in_progress"
    assert not given.events.filter(kind="resumed").exists()
