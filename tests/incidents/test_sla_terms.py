"""What a policy may say, and what it may not."""

from datetime import datetime, timedelta

import pytest

from helpdesk.lib.calendars import always
from incidents.impact import Impact
from incidents.sla import DEFAULT_GOALS, Fact, Goal, Goals, Terms, clocks, hour, in_force
from tests.incidents.sla_telling import BUSINESS, CALENDARS, MONDAY, NARROWED, TERMS, VILNIUS, minutes


def with_hour(goal: Goal | None) -> Terms:
    return Terms(1, MONDAY, {**DEFAULT_GOALS, Impact.CRITICAL: Goals(goal, None, None)})


@pytest.mark.parametrize(
    "goal", [Goal(timedelta(minutes=61), "always"), Goal(days=1), hour(duration=timedelta(hours=2)), None]
)
def test_the_hour_is_never_longer_than_an_hour(goal):
    with pytest.raises(ValueError, match="within 1 hour"):
        with_hour(goal)


def test_the_hour_may_be_shorter_and_is_warned_of_at_half_and_three_quarters():
    terms = with_hour(hour(duration=timedelta(minutes=30)))
    [run] = clocks([Fact("reported", MONDAY, 1, "customer", {"impact": "critical"})], [terms], CALENDARS).runs
    assert run.due_at == MONDAY + minutes(30)
    assert [w.at - MONDAY for w in run.warnings] == [minutes(0), minutes(15), minutes(22.5)]


def test_the_calendar_of_the_hour_can_be_told_before_filing():
    assert TERMS[0].hour_calendar == "always"
    assert NARROWED[0].hour_calendar == "business"


@pytest.mark.parametrize(
    "crooked",
    [
        {},
        {"duration": -timedelta(hours=1)},
        {"days": -1},
        {"days": 1, "calendar": "sometimes"},
        {"days": 1, "warn": (100,)},
        {"days": 1, "warn": (-1,)},
    ],
)
def test_goals_that_are_none_are_refused(crooked):
    with pytest.raises(ValueError):
        Goal(**crooked)


def test_a_business_day_is_the_open_time_of_a_standard_day():
    assert Goal(days=3).length(BUSINESS) == timedelta(hours=27)
    assert Goal(timedelta(hours=1), days=1).length(BUSINESS) == timedelta(hours=10)
    assert Goal(days=1).length(always()) == timedelta(hours=24)


def test_what_a_level_would_mean_can_be_said_before_filing():
    friday = datetime(2026, 11, 20, 16, 30, tzinfo=VILNIUS)
    due = {
        (level, kind): TERMS[0].due(level, kind, friday, CALENDARS)
        for level, kind in [
            (Impact.CRITICAL, "response"),
            (Impact.IMPORTANT, "response"),
            (Impact.MINIMAL, "response"),
            (Impact.IMPORTANT, "resolution"),
        ]
    }
    assert [at.astimezone(VILNIUS).strftime("%a %H:%M") for at in due.values()] == [
        "Fri 17:30",
        "Mon 11:30",
        "Mon 16:30",
        "Wed 16:30",
    ]
    assert with_hour(hour()).due(Impact.CRITICAL, "resolution", friday, CALENDARS) is None


def test_the_version_in_force_is_the_latest_that_was_valid():
    first, second = Terms(1, MONDAY), Terms(2, MONDAY + minutes(10))
    assert in_force([second, first], MONDAY + minutes(9)) is first
    assert in_force([second, first], MONDAY + minutes(10)) is second
    assert in_force([second, first], MONDAY - minutes(10)) is first


def test_two_versions_of_the_same_instant_are_told_apart_by_their_number():
    assert in_force([Terms(3, MONDAY), Terms(2, MONDAY)], MONDAY).version == 3


def test_no_terms_at_all_are_refused():
    with pytest.raises(ValueError, match="without terms"):
        in_force([], MONDAY)


def test_before_the_report_there_is_no_story():
    story = clocks([Fact("started", MONDAY, 1, "agent")], TERMS, CALENDARS)
    assert (story.runs, story.level, story.next_due, story.hour) == ((), None, None, None)


def test_facts_may_come_in_any_order():
    facts = [
        Fact("reported", MONDAY, 1, "customer", {"impact": "critical"}),
        Fact("started", MONDAY + minutes(5), 2, "agent"),
        Fact("replied", MONDAY + minutes(5), 3, "agent"),
        Fact("resolved", MONDAY + minutes(50), 4, "agent"),
    ]
    assert clocks(facts, TERMS, CALENDARS) == clocks(reversed(facts), TERMS, CALENDARS)
