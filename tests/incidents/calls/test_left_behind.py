"""A call that goes on while whoever answered it leaves the help desk: any other agent finishes it."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents.models import Call, Incident, Person
from tenants.door import Entry
from tenants.models import Membership
from tests.incidents.browsing import Browser
from tests.incidents.calls.sent import CALLER, SENT, sent, where

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(people):
    """A call that the agent of the help desk has just answered."""
    return Call.answer(by=people.agent)


@pytest.fixture
def other(people, acme, operator_agent, inside):
    """The browser of another agent, who needs no membership."""
    one = Browser(inside(acme, operator_agent), acme.tenant.schema_name)
    one.client.cookies["language"] = "en"
    return one


@pytest.fixture
def gone(acme, call):
    """Ends the membership of whoever speaks."""
    Membership.objects.filter(tenant=acme.tenant, user=acme.agent).delete()


@pytest.mark.parametrize("verb", sorted(SENT))
def test_while_they_serve_it_is_theirs(verb, call, other, file):
    assert other.post(where(call, verb), sent(verb, file)).status_code == 403
    call.refresh_from_db()
    assert call.is_running


@pytest.mark.parametrize("verb", sorted(SENT))
def test_once_they_have_left_another_agent_does_each_thing_with_it(verb, call, gone, other, file):
    assert "Finish it" in other.get("/calls/").text
    assert f'action="{where(call, "keep")}"' in other.get(where(call)).text
    answer = other.post(where(call, verb), sent(verb, file))
    assert answer.status_code == (200 if verb == "keep" else 303)


def test_it_becomes_a_request_that_counts_from_its_beginning(call, gone, other, hand):
    hand.forward(timedelta(minutes=20))
    form = other.post(where(call, "become"), CALLER | {"topic": "Neveikia algos"})["Location"]
    said = {"kind": "incident", "subject": "Neveikia algos", "text": "Sustojo", "marks": ["data_lost"]}
    made = other.post(form, said | {"line": "Jungiuosi"})
    one = Incident.objects.get()
    call.refresh_from_db()
    assert (made.status_code, made["Location"]) == (303, one.get_absolute_url())
    assert one.reported_at == call.began_at == clock.now() - timedelta(minutes=20)
    assert (call.status, call.incident) == ("request", one)


def test_somebody_who_serves_the_company_now_left_it_behind_too(call, acme, other, people):
    Membership.objects.filter(tenant=acme.tenant, user=acme.agent).update(role="customer")
    assert other.post(where(call, "discard"), {"reason": "Išėjo"}).status_code == 303
    call.refresh_from_db()
    assert (call.status, call.ended_at) == ("discarded", clock.now())


def test_so_did_somebody_whose_account_is_switched_off(call, acme, other):
    type(acme.agent).objects.filter(pk=acme.agent.pk).update(is_active=False)
    assert other.post(where(call, "hang_up")).status_code == 303
    call.refresh_from_db()
    assert call.status == "unfinished"


@pytest.mark.parametrize("verb", sorted(SENT))
def test_an_operators_own_call_is_left_behind_by_nobody(verb, call, people, operator_agent, agent, file):
    theirs = Call.answer(by=Person.enter(Entry(operator_agent, people.tenant, "agent", as_operator=True)))
    assert agent.post(where(theirs, verb), sent(verb, file)).status_code == 403
    assert "Look" in agent.get("/calls/").text
