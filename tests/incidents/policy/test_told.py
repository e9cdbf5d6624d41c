"""Who is told when: by the terms under which the clock runs, and of the hour never fewer than is promised."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents.impact import Impact
from incidents.models import ServicePolicy
from incidents.sla import DEFAULT_GOALS, Goal, Goals, hour

pytestmark = pytest.mark.django_db
MANAGER = ["manager@acme.example"]
ALL_AGENTS = {"agent@acme.example", "agent@vendor.example", "admin@vendor.example"}


def goal(**told):
    return Goals(Goal(timedelta(hours=4), **told), Goal(days=3), Goal(days=1))


def test_the_agent_who_has_it_is_told_where_nothing_else_is_said(file, people, ring, letters):
    incident = file("important")
    incident.assign(people.agent, by=people.agent)
    ring(minutes=240, seconds=1)
    assert set(letters("goal")) == {"agent@acme.example"}
    assert letters("aim") == []


def test_all_agents_and_the_manager_are_told_where_the_terms_say_so(file, people, ring, letters, mail):
    told = goal(tell=("agents",), tell_late=("agents", "manager"))
    ServicePolicy.revise(at=clock.now(), goals=dict(DEFAULT_GOALS) | {Impact.IMPORTANT: told})
    incident = file("important")
    incident.assign(people.agent, by=people.agent)
    ring(minutes=180)
    assert (set(letters("goal")), letters("aim")) == (ALL_AGENTS, [])
    ring(minutes=60, seconds=1)
    assert letters("aim") == MANAGER
    assert any(incident.reference in one.subject for one in mail("manager@acme.example"))


def test_terms_that_change_tell_nobody_else_of_a_clock_that_runs(file, people, ring, letters, hand):
    file("important")
    hand.forward(timedelta(minutes=1))
    told = goal(tell_late=("agents", "manager"))
    ServicePolicy.revise(at=clock.now(), goals=dict(DEFAULT_GOALS) | {Impact.IMPORTANT: told})
    ring(minutes=240)
    assert letters("aim") == []


def test_the_manager_can_be_told_of_the_hour_before_it_is_over(file, people, ring, letters):
    promise = hour()
    more = Goal(promise.duration, "always", warn=promise.warn, tell=("agents", "manager"))
    critical = Goals(more, DEFAULT_GOALS[Impact.CRITICAL].resolution, None)
    ServicePolicy.revise(at=clock.now(), goals=dict(DEFAULT_GOALS) | {Impact.CRITICAL: critical})
    file("critical")
    ring()
    ring(minutes=30)
    assert letters("aim") == MANAGER * 2  # at once, and at 30 minutes


def test_no_terms_take_an_alarm_of_the_hour_away(file, people, ring, letters):
    fewer = Goal(timedelta(hours=1), "always", warn=(0, 50, 75), tell=("agent",), tell_late=("agent",))
    critical = Goals(fewer, DEFAULT_GOALS[Impact.CRITICAL].resolution, None)
    ServicePolicy.revise(at=clock.now(), goals=dict(DEFAULT_GOALS) | {Impact.CRITICAL: critical})
    incident = file("critical")
    incident.assign(people.agent, by=people.agent)
    ring(minutes=60, seconds=1)
    assert set(letters("alarm")) == ALL_AGENTS
    assert letters("breached") == MANAGER


def test_at_each_repeat_the_manager_hears_of_it_too(file, people, ring, letters):
    file("critical")
    ring(minutes=60, seconds=1)
    ring(minutes=30)
    assert letters("breached") == MANAGER * 2


@pytest.mark.parametrize("told", [(), ("somebody",), ("agent", "nobody")])
def test_an_alarm_goes_to_somebody_who_exists(told):
    with pytest.raises(ValueError, match="goes to somebody"):
        Goal(timedelta(hours=1), tell=told)
