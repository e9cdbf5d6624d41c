"""The list of the calls that somebody asked for: what came of each, page by page."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents.models import Callback
from tests.incidents.calls.conftest import PHONE, SECRET
from tests.statements import at_most

pytestmark = pytest.mark.django_db


def test_the_list_of_what_was_asked_for_says_what_came_of_each(about, alone, given, people, english, ring):
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    text = english("agent").get("/calls/asked/").text
    assert text.count("<tr data-row") == 2
    assert "Called" in text
    assert SECRET in text
    assert 'href="/calls/asked/" aria-current="true"' in text
    assert 'href="/calls/asked/"' in english("agent").get("/calls/").text


def test_the_list_has_pages_and_costs_the_same(people, english, given):
    agent = english("agent")
    assert "Nobody has asked for a call yet" in agent.get("/calls/asked/").text
    given.ask_call(phone=PHONE, by=people.customer)
    again = Callback.objects.get()
    common = {name: getattr(again, name) for name in ("person", "asked_by", "phone", "wanted_at")}
    Callback.objects.bulk_create(
        Callback(
            incident=given,
            turn=n,
            status="withdrawn",
            ended_at=clock.now(),
            **common,
            asked_at=clock.now() - timedelta(hours=n),
        )
        for n in range(2, 40)
    )
    with at_most(8):
        first = agent.get("/calls/asked/")
    assert first.text.count("<tr data-row") == 25
    assert "/calls/asked/?page=2" in first.text
    assert agent.get("/calls/asked/?page=2").text.count("<tr data-row") == 14
