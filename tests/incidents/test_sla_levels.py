"""What becomes of the clocks when a request moves between levels or a policy gets a new version."""

from datetime import datetime, timedelta

import pytest

from helpdesk.lib.calendars import working_week
from incidents.impact import Impact
from incidents.sla import DEFAULT_GOALS, Goal, Goals, Terms
from tests.incidents.sla_telling import MONDAY, TERMS, VILNIUS, after, fact, goals, hours, last, minutes, tell

DAY = 24 * 60


def to(level: str, at: float, **data):
    return fact(at, "reclassified", to=level, **data)


# --- Up: from the raise, and never later ---------------------------------------------------------------


def test_raised_to_important_after_days_its_goals_count_from_the_raise():
    story = tell(to("important", 2 * DAY), level="minimal")
    assert last(story, "response").due_at == datetime(2026, 11, 24, 9, 0, tzinfo=VILNIUS) + timedelta(
        days=1, hours=4
    )
    assert last(story, "resolution").due_at == datetime(2026, 11, 30, 9, 0, tzinfo=VILNIUS)


def test_a_raise_makes_nothing_late_at_once():
    for level in ("important", "critical"):
        raised_at = MONDAY + minutes(3 * DAY)
        story = tell(fact(5, "replied"), to(level, 3 * DAY), level="minimal")
        assert all(run.due_at > raised_at for run in story.running())


def test_a_raise_never_moves_a_due_time_away():
    # Half an hour before the answer is due, the hour of a Critical would give more time: the old goal stays.
    story = tell(to("critical", 210), level="important")
    assert [(run.promise, after(run)) for run in story.running("response")] == [(False, 240), (True, 270)]
    # Three business days are nearly over: eight fresh hours would be a present to the vendor.
    story = tell(fact(5, "started"), to("critical", 3 * DAY - 60), level="important")
    assert after(last(story, "resolution")) == 3 * DAY


def test_what_waits_for_the_customer_is_weighed_by_the_time_it_has_left():
    # Ten business days would nearly be over by now, had the customer not been asked something.
    story = tell(
        fact(30, "waited"), to("critical", 14 * DAY - 60), fact(15 * DAY, "resumed"), level="minimal"
    )
    assert after(last(story, "resolution")) == 15 * DAY + 480


def test_within_the_last_second_nothing_is_broken_yet():
    story = tell(to("critical", 240 + 0.5 / 60), level="important")
    assert [run.promise for run in story.running("response")] == [False, True]


def test_a_goal_already_broken_is_replaced_by_the_one_of_the_graver_level_and_stays_on_record():
    story = tell(to("critical", 5 * DAY), level="important")
    old, new = goals(story, "resolution")
    assert (old.ended, old.kept) == ("superseded", False)
    assert (new.ended, after(new)) == ("running", 5 * DAY + 480)


def test_the_next_word_comes_nearer_with_the_level_and_not_farther():
    up = goals(tell(fact(10, "replied"), to("critical", 20), level="minimal"), "next_word")
    assert [(run.ended, after(run)) for run in up] == [("superseded", 3 * DAY + 10), ("running", 80)]
    down = goals(tell(fact(10, "replied"), to("minimal", 20)), "next_word")
    assert [(run.ended, after(run)) for run in down] == [("running", 70)]


def test_what_was_answered_is_not_asked_again_on_a_higher_level_short_of_critical():
    story = tell(fact(10, "replied"), to("important", 30), level="minimal")
    assert [run.ended for run in goals(story, "response")] == ["met"]


def test_the_hour_takes_the_place_of_an_unmet_response():
    story = tell(to("critical", 10), level="important")
    assert [run.ended for run in goals(story, "response")] == ["superseded"]
    assert [after(hour) for hour in hours(story)] == [70]


# --- Down: the time used and the pauses are kept -------------------------------------------------------


def test_lowered_the_goals_count_from_the_report_and_the_time_used_is_kept():
    story = tell(fact(5, "started"), to("important", 120))
    assert last(story, "resolution").started_at == MONDAY
    assert last(story, "resolution").opened_at == MONDAY + minutes(120)
    assert after(last(story, "resolution")) == 3 * DAY


def test_pauses_are_not_lost_when_the_level_changes():
    pause = (fact(30, "waited"), fact(90, "customer_replied"))
    assert after(last(tell(*pause, to("important", 120)), "resolution")) == 3 * DAY + 60
    assert after(last(tell(fact(30, "waited"), to("important", 60), fact(90, "resumed")), "resolution")) == (
        3 * DAY + 60
    )
    raised = tell(fact(30, "waited"), to("critical", 60), fact(90, "resumed"), level="minimal")
    assert after(last(raised, "resolution")) == 90 + 480


def test_lowered_before_anybody_answered_the_response_of_the_lower_level_runs_beside_the_hour():
    story = tell(to("important", 10))
    assert [(run.promise, after(run)) for run in story.running("response")] == [(True, 60), (False, 240)]
    story = tell(to("important", 10), fact(20, "replied"))
    assert [run.promise for run in story.running("response")] == [True]
    story = tell(to("important", 10), fact(20, "started"))
    assert story.running("response") == ()


def test_lowered_after_a_written_reply_there_is_no_response_left_to_wait_for():
    assert goals(tell(fact(5, "replied"), to("important", 10)), "response") == []


def test_lowering_makes_nothing_late_at_once_either():
    # Eight hours are long over, and so would be three business days: they count from now.
    story = tell(to("important", 7 * DAY))
    assert after(last(story, "resolution")) == 10 * DAY
    assert last(story, "resolution").started_at == MONDAY + minutes(7 * DAY)
    assert goals(story, "resolution")[0].kept is False


def test_up_and_down_again_comes_back_to_the_first_due_time():
    story = tell(fact(5, "started"), to("important", 60), to("minimal", 90), level="minimal")
    assert after(last(story, "resolution")) == 14 * DAY
    assert [run.ended for run in goals(story, "resolution")] == ["superseded", "superseded", "running"]


def test_a_level_moved_while_resolved_moves_the_clocks_when_it_still_fails():
    story = tell(fact(60, "resolved"), to("critical", 70), fact(100, "still_failed"), level="important")
    assert story.level == "critical"
    assert [after(hour) for hour in hours(story)] == [160]
    assert after(last(story, "resolution")) == 580


def test_a_level_moved_when_all_is_over_moves_no_clock():
    before = tell(fact(60, "resolved"), fact(70, "closed"))
    after_all = tell(fact(60, "resolved"), fact(70, "closed"), to("minimal", 80))
    assert before.runs == after_all.runs


# --- The version in force when a clock started goes on for that clock ----------------------------------

SLOWER = Terms(
    version=2,
    valid_from=MONDAY + minutes(100),
    goals={
        Impact.CRITICAL: DEFAULT_GOALS[Impact.CRITICAL],
        Impact.IMPORTANT: Goals(Goal(timedelta(hours=2)), Goal(days=2), None),
        Impact.MINIMAL: Goals(None, Goal(days=5), Goal(days=1)),
    },
)


def test_the_version_a_clock_started_under_is_the_one_it_finishes_under():
    story = tell(level="important", terms=[*TERMS, SLOWER])
    assert [(run.terms_version, after(run)) for run in story.runs] == [(1, 240), (1, 3 * DAY)]


def test_a_clock_that_keeps_its_time_keeps_its_version_and_one_that_starts_anew_takes_the_new():
    lowered = tell(to("important", 120), terms=[*TERMS, SLOWER])
    assert last(lowered, "resolution").terms_version == 1
    raised = tell(to("important", 120), level="minimal", terms=[*TERMS, SLOWER])
    assert last(raised, "resolution").terms_version == 2


def test_a_reopening_runs_under_the_version_of_its_own_day():
    story = tell(
        fact(50, "resolved"),
        fact(60, "closed"),
        fact(DAY, "reopened"),
        level="minimal",
        terms=[*TERMS, SLOWER],
    )
    assert [run.terms_version for run in goals(story, "resolution")] == [1, 2]
    assert len(goals(story, "response")) == 1  # the new version aims for no response on this level


def test_a_level_without_a_goal_has_no_clock_and_takes_it_away():
    none = Terms(3, MONDAY - minutes(1), {**DEFAULT_GOALS, Impact.MINIMAL: Goals(None, None, None)})
    story = tell(to("minimal", 30), level="important", terms=[none])
    assert story.running() == ()
    assert tell(fact(5, "replied"), level="minimal", terms=[none]).runs == ()


def test_an_agent_may_name_a_next_word_where_the_policy_has_none():
    none = Terms(3, MONDAY - minutes(1), {**DEFAULT_GOALS, Impact.MINIMAL: Goals(None, None, None)})
    named = fact(5, "replied", next_word_at=(MONDAY + minutes(60)).isoformat())
    assert after(last(tell(named, level="minimal", terms=[none]), "next_word")) == 60


def test_a_calendar_edited_later_moves_no_promise_when_versions_name_their_calendar():
    first = Terms(1, MONDAY - timedelta(days=9), business="business-1")
    second = Terms(2, MONDAY + minutes(30), business="business-2")
    calendars = {
        "business-1": working_week(VILNIUS, "08:00-17:00"),
        "business-2": working_week(VILNIUS, "10:00-12:00"),
    }
    story = tell(level="important", terms=[first, second], calendars=calendars)
    assert after(last(story, "response")) == 240
    story = tell(level="important", terms=[first, second], calendars=calendars, start=MONDAY + minutes(60))
    assert last(story, "response").due_at == datetime(2026, 11, 24, 12, 0, tzinfo=VILNIUS)


@pytest.mark.parametrize("level", list(Impact))
def test_every_level_can_be_reached_from_every_other_and_back_with_work_begun(level):
    for other in Impact:
        story = tell(fact(1, "started"), to(other, 30), fact(31, "started"), to(level, 60), level=level)
        assert story.level == level
        assert len(story.running("resolution")) == 1
