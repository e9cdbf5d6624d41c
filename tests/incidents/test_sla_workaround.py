"""A workaround and the promised hour: what it ends, and what comes back when it fails."""

from tests.incidents.sla_telling import after, fact, goals, hours, tell

DOWN = {"to": "important", "from": "critical", "reason": "a part only"}
UP = {"to": "critical", "from": "important", "reason": "all of it"}


def test_a_workaround_ends_the_top_priority_and_the_level_stays():
    story = tell(fact(20, "workaround_given"))
    assert (story.workaround, story.level, story.rank("in_progress").name) == (True, "critical", "REST")


def test_no_to_a_workaround_puts_it_back_on_top_and_counts_as_a_failed_solution():
    story = tell(fact(20, "workaround_given"), fact(30, "workaround_failed"), fact(31, "workaround_failed"))
    assert (story.workaround, story.failed_solutions) == (False, 1)
    assert story.rank("in_progress").name == "NOT_STARTED"
    assert after(story.unmet_hour) == 90


def test_a_workaround_is_not_held_against_a_later_entry_into_critical():
    story = tell(
        fact(20, "workaround_given"), fact(30, "reclassified", **DOWN), fact(40, "reclassified", **UP)
    )
    assert story.workaround is False
    assert tell(fact(20, "resolved"), fact(30, "workaround_given")).workaround is False


def test_what_anybody_else_calls_resolved_neither_meets_the_hour_nor_ends_it():
    for way_back in ("still_failed", "reopened"):
        story = tell(fact(5, "replied"), fact(20, "resolved", "system"), fact(30, way_back))
        assert [(hour.ended, after(hour)) for hour in hours(story)] == [("running", 60)]
        assert len(story.running("next_word")) == (way_back == "still_failed")


def test_a_workaround_that_fails_on_a_lower_level_starts_no_hour():
    story = tell(fact(20, "workaround_given"), fact(30, "workaround_failed"), level="important")
    assert (hours(story), story.failed_solutions) == ([], 1)


def test_the_resolution_goal_of_a_critical_goes_on_beside_the_hour():
    [resolution] = goals(tell(), "resolution")
    assert after(resolution) == 8 * 60
