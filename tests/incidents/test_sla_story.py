"""What the queue reads from the clocks."""

from datetime import datetime, timedelta

import pytest

from incidents.sla import Rank, next_repeat, tried_twice
from tests.incidents.sla_telling import MONDAY, NARROWED, VILNIUS, after, fact, minutes, tell

DOWN = {"to": "important", "reason": "a part only"}


# --- Criticals first -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happened", "status", "rank"),
    [
        ([], "new", Rank.NOT_STARTED),
        ([fact(5, "waited")], "waiting", Rank.NOT_STARTED),  # the hour never pauses
        ([fact(5, "reclassified", **DOWN)], "new", Rank.NOT_STARTED),  # no way round it
        ([fact(5, "reclassified", **DOWN), fact(6, "agreed")], "new", Rank.REST),
        ([fact(5, "started")], "in_progress", Rank.AT_WORK),
        ([fact(5, "started"), fact(6, "waited")], "waiting", Rank.UNREACHABLE),
        ([fact(5, "started"), fact(6, "workaround_given")], "in_progress", Rank.REST),
        ([fact(5, "started"), fact(6, "reclassified", **DOWN)], "in_progress", Rank.REST),
        ([fact(5, "workaround_given"), fact(6, "workaround_failed")], "in_progress", Rank.NOT_STARTED),
        ([fact(5, "resolved")], "resolved", Rank.REST),
        ([fact(5, "resolved"), fact(6, "still_failed")], "reopened", Rank.NOT_STARTED),
        ([fact(5, "resolved"), fact(6, "still_failed"), fact(7, "started")], "in_progress", Rank.AT_WORK),
        ([fact(5, "cancelled")], "cancelled", Rank.REST),
    ],
)
def test_criticals_come_first_in_their_order(happened, status, rank):
    assert tell(*happened).rank(status) is rank


def test_lower_levels_come_after():
    assert tell(level="important").rank("new") is Rank.REST


# --- What is due next ----------------------------------------------------------------------------------


def test_the_promise_is_shown_before_any_goal_even_one_that_is_due_earlier():
    story = tell(fact(1, "replied", next_word_at=(MONDAY + minutes(10)).isoformat()))
    assert (story.next_due.promise, after(story.next_due)) == (True, 60)


def test_without_an_hour_the_nearest_due_time_is_shown():
    story = tell(fact(5, "started"))
    assert (story.next_due.kind, after(story.next_due), after(story.next_due.started_at)) == (
        "next_word",
        65,
        5,
    )


def test_what_is_paused_is_shown_only_when_nothing_else_runs():
    story = tell(fact(5, "started"), fact(10, "waited"))
    assert (story.next_due.ended, story.next_due.due_at) == ("paused", None)


def test_when_all_is_over_nothing_is_due():
    assert tell(fact(5, "resolved"), fact(6, "confirmed")).next_due is None


def test_the_hour_shown_is_the_unmet_one_else_the_last():
    assert tell(level="minimal").hour is None
    met = tell(fact(5, "workaround_given"))
    assert (met.hour.generation, met.unmet_hour) == (1, None)
    again = tell(fact(5, "workaround_given"), fact(6, "workaround_failed"))
    assert again.hour.generation == 2
    assert again.unmet_hour == again.hour


# --- A Critical at work --------------------------------------------------------------------------------


def test_no_visible_act_for_30_minutes_alarms():
    assert after(tell(fact(5, "started")).idle_alarm_at) == 35
    assert after(tell(fact(5, "started"), fact(20, "replied")).idle_alarm_at) == 50
    assert after(tell(fact(5, "started"), fact(20, "call_logged", answered=False)).idle_alarm_at) == 50


@pytest.mark.parametrize("unseen", [fact(20, "noted"), fact(20, "assigned"), fact(20, "customer_replied")])
def test_what_the_customer_cannot_see_does_not_count_as_an_act(unseen):
    assert after(tell(fact(5, "started"), unseen).idle_alarm_at) == 35


def test_releasing_a_critical_at_work_alarms_at_once_until_somebody_is_named():
    assert after(tell(fact(5, "started"), fact(10, "released")).idle_alarm_at) == 10
    assert after(tell(fact(5, "started"), fact(10, "released"), fact(12, "replied")).idle_alarm_at) == 10
    assert after(tell(fact(5, "started"), fact(10, "released"), fact(12, "assigned")).idle_alarm_at) == 42
    assert after(tell(fact(5, "started"), fact(10, "released"), fact(12, "started")).idle_alarm_at) == 42


@pytest.mark.parametrize(
    "happened",
    [
        [],  # the hour itself alarms
        [fact(5, "started"), fact(6, "waited")],
        [fact(5, "started"), fact(6, "workaround_given")],
        [fact(5, "started"), fact(6, "reclassified", **DOWN)],
        [fact(5, "resolved")],
        [fact(5, "started"), fact(6, "cancelled")],
        [fact(5, "resolved"), fact(6, "still_failed")],
    ],
)
def test_there_is_no_such_alarm_where_nobody_must_be_at_work(happened):
    assert tell(*happened).idle_alarm_at is None


def test_after_the_customers_answer_there_are_30_minutes_again():
    assert (
        after(tell(fact(5, "started"), fact(6, "waited"), fact(300, "customer_replied")).idle_alarm_at) == 330
    )


def test_where_the_hour_was_narrowed_nobody_is_alarmed_at_night():
    evening = datetime(2026, 11, 23, 16, 45, tzinfo=VILNIUS)
    story = tell(fact(5, "started", start=evening), start=evening, terms=NARROWED)
    assert story.idle_alarm_at == datetime(2026, 11, 24, 8, 20, tzinfo=VILNIUS)


def test_alarms_repeat_every_30_minutes():
    first = MONDAY + timedelta(minutes=60, seconds=1)
    assert next_repeat(first, MONDAY) == first
    assert next_repeat(first, first) == first + minutes(30)
    assert next_repeat(first, first + minutes(29)) == first + minutes(30)
    assert next_repeat(first, first + minutes(30)) == first + minutes(60)
    assert next_repeat(first, first + minutes(100)) == first + minutes(120)


# --- Two attempts --------------------------------------------------------------------------------------


def in_vain(at: float, **data):
    return fact(at, "call_logged", answered=False, **data)


@pytest.mark.parametrize(
    ("happened", "enough"),
    [
        ([], False),
        ([in_vain(0)], False),
        ([in_vain(0), in_vain(14)], False),
        ([in_vain(0), in_vain(15)], True),
        ([in_vain(0), in_vain(5), in_vain(16)], True),
        ([in_vain(0), fact(5, "call_logged", answered=True), in_vain(15)], False),
        ([in_vain(0), fact(5, "customer_replied"), in_vain(15)], False),
        ([in_vain(0), fact(20, "call_logged", "first_line", answered=False)], False),
    ],
)
def test_two_logged_attempts_15_minutes_apart_are_asked_for(happened, enough):
    numbered = [type(f)(f.kind, f.at, n, f.by_side, f.data) for n, f in enumerate(happened)]
    assert tried_twice(numbered) is enough
