"""Whose a call is: who may do what with it, and whom the queue reminds of it."""

import pytest

from helpdesk.timers import clock
from incidents.models import Call, Person
from tenants.door import Entry
from tests.incidents.calls.sent import SENT, sent, where

pytestmark = pytest.mark.django_db


# --- who may --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
@pytest.mark.parametrize("verb", sorted(SENT))
def test_the_company_may_not(verb, part, browser, call):
    assert browser(part).post(where(call, verb), SENT[verb]).status_code == 403
    assert browser(part).get(where(call)).status_code == 403
    assert browser(part).get("/calls/").status_code == 403
    assert browser(part).post("/calls/answer/").status_code == 403
    call.refresh_from_db()
    assert call.is_running


@pytest.mark.parametrize("verb", sorted(set(SENT) - {"hang_up"}))
def test_who_speaks_finishes_it_and_one_left_behind_any_agent(
    verb, agent, call, file, people, operator_agent
):
    other = Person.enter(Entry(operator_agent, people.tenant, "agent", as_operator=True))
    Call.objects.update(agent=other)
    assert agent.post(where(call, verb), sent(verb, file)).status_code == 403
    Call.objects.update(status="unfinished", ended_at=call.began_at, minutes=3)
    assert agent.post(where(call, verb), sent(verb, file)).status_code == (200 if verb == "keep" else 303)


@pytest.mark.parametrize("verb", ["", *sorted(SENT)])
def test_another_help_desk_does_not_have_it(verb, call, globex, inside, operator_agent):
    browser = inside(globex, operator_agent)
    answer = browser.post(where(call, verb), SENT[verb]) if verb else browser.get(where(call))
    assert answer.status_code == 404


# --- the queue reminds ----------------------------------------------------------------------------------


def test_the_queue_reminds_an_agent_of_their_own_call_until_it_is_finished(agent, people, hand):
    assert "A call of yours is not finished" not in agent.get("/queue/").text
    begun = Call.answer(by=people.agent)
    for status in ("running", "unfinished"):
        begun.refresh_from_db()
        assert begun.status == status
        page = agent.get("/queue/").text
        assert f'href="/calls/{begun.pk}/">A call of yours is not finished' in page
        if status == "running":
            begun.hang_up(by=people.agent)
    begun.consult("Kainos", person=people.customer, by=people.agent)
    assert "A call of yours is not finished" not in agent.get("/queue/").text


def test_another_agents_call_reminds_nobody(agent, people, hand):
    other = Person.objects.create(name="Jonas Kitas", side=Person.Side.AGENT)
    Call.objects.create(agent=other, began_at=clock.now())
    assert "A call of yours is not finished" not in agent.get("/queue/").text


def test_an_open_queue_hears_of_a_call_that_was_begun(agent, people, hand):
    panel = {"HX-Request": "true", "HX-Target": "panel"}
    first = agent.get("/queue/", **panel)
    asked = panel | {"If-None-Match": first["ETag"]}
    assert agent.get("/queue/", **asked).status_code == 304
    Call.answer(by=people.agent)
    assert "A call of yours is not finished" in agent.get("/queue/", **asked).text
