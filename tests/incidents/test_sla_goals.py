"""The goals that run besides the hour, sentence by sentence."""

from datetime import UTC, datetime

import pytest

from tests.incidents.sla_telling import BUSINESS, MONDAY, VILNIUS, after, fact, goals, last, minutes, tell

DAY = 24 * 60  # minutes from one morning to the next


# --- Response ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["started", "replied", "waited", "workaround_given", "resolved"])
@pytest.mark.parametrize("level", ["important", "minimal"])
def test_response_is_met_by_start_work_or_by_a_reply_that_a_person_wrote(level, kind):
    [response] = goals(tell(fact(20, kind), level=level), "response")
    assert (response.ended, response.met_at, response.kept) == ("met", MONDAY + minutes(20), True)


@pytest.mark.parametrize(
    "nothing",
    [
        fact(2, "replied", canned=True),
        fact(2, "waited", canned=True),
        fact(2, "replied", "system"),
        fact(2, "replied", "first_line"),
        fact(2, "noted"),
        fact(2, "assigned"),
        fact(2, "customer_replied"),
        fact(2, "call_logged", answered=True),
    ],
    ids=lambda f: f"{f.kind}-{f.by_side}",
)
def test_response_is_not_met_by_a_canned_text_a_mail_a_note_or_an_assignment(nothing):
    assert not last(tell(nothing, level="important"), "response").is_over


def test_reported_friday_half_past_four_we_aim_to_answer_by_monday_half_past_eleven():
    friday = datetime(2026, 11, 20, 16, 30, tzinfo=VILNIUS)
    response = last(tell(level="important", start=friday), "response")
    assert response.due_at == datetime(2026, 11, 23, 11, 30, tzinfo=VILNIUS)
    assert not response.promise


def test_a_late_answer_is_met_and_broken_all_the_same():
    response = last(tell(fact(300, "replied"), level="important"), "response")
    assert (response.ended, response.kept) == ("met", False)
    assert response.broken_at == datetime(2026, 11, 23, 13, 0, 1, tzinfo=VILNIUS)


# --- Resolution ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "due"),
    [
        ("critical", datetime(2026, 11, 23, 17, 0, tzinfo=VILNIUS)),
        ("important", datetime(2026, 11, 26, 9, 0, tzinfo=VILNIUS)),
        ("minimal", datetime(2026, 12, 7, 9, 0, tzinfo=VILNIUS)),
    ],
)
def test_resolution_is_due_in_8_hours_in_3_or_in_10_business_days(level, due):
    assert last(tell(level=level), "resolution").due_at == due


def test_resolving_meets_it_and_a_workaround_does_not():
    assert not last(tell(fact(30, "workaround_given")), "resolution").is_over
    assert last(tell(fact(30, "resolved")), "resolution").met_at == MONDAY + minutes(30)


def test_a_development_order_aims_for_an_answer_and_for_no_resolution():
    story = tell(level="minimal", kind="development")
    assert [run.kind for run in story.runs] == ["response"]
    raised = tell(fact(5, "reclassified", to="important"), level="minimal", kind="development")
    assert goals(raised, "resolution") == []


# --- It still fails, and reopening ---------------------------------------------------------------------


def test_it_still_fails_continues_the_same_clock_and_the_time_as_resolved_is_a_pause():
    story = tell(fact(60, "resolved"), fact(200, "still_failed"))
    [resolution] = goals(story, "resolution")
    assert (resolution.ended, resolution.met_at, after(resolution)) == ("running", None, 480 + 140)
    assert story.failed_solutions == 1


def test_resolved_while_waiting_and_still_failing_counts_both_as_pauses():
    story = tell(fact(30, "waited"), fact(60, "resolved"), fact(100, "still_failed"))
    assert after(last(story, "resolution")) == 480 + 70


def test_a_message_of_the_customer_after_resolving_reopens_nothing():
    story = tell(fact(60, "resolved"), fact(100, "customer_replied"), fact(200, "still_failed"))
    assert after(last(story, "resolution")) == 480 + 140


def test_after_confirming_only_a_reopening_takes_the_work_up_again():
    story = tell(fact(60, "resolved"), fact(70, "confirmed"), fact(80, "still_failed"))
    assert (story.running(), story.failed_solutions) == ((), 0)


def test_a_resolution_that_came_late_stays_late_when_it_still_fails():
    story = tell(fact(500, "resolved"), fact(600, "still_failed"), fact(700, "resolved"))
    assert (after(last(story, "resolution")), last(story, "resolution").kept) == (480, False)


def test_a_reopening_after_closing_starts_new_clocks():
    story = tell(
        fact(60, "resolved"), fact(90, "closed"), fact(1 * DAY, "reopened"), fact(1 * DAY + 5, "started")
    )
    old, new = goals(story, "resolution")
    assert (old.kept, old.met_at, old.generation) == (True, MONDAY + minutes(60), 1)
    assert (new.ended, after(new), new.generation) == ("running", DAY + 480, 2)
    assert story.failed_solutions == 1


def test_a_reopened_request_of_a_lower_level_is_answered_anew():
    story = tell(fact(60, "resolved"), fact(90, "closed"), fact(DAY, "reopened"), level="important")
    assert [after(run) for run in goals(story, "response")] == [240, DAY + 240]


def test_what_failed_three_ways_counts_three_times():
    story = tell(
        fact(10, "workaround_given"),
        fact(20, "workaround_failed"),
        fact(30, "resolved"),
        fact(40, "still_failed"),
        fact(50, "resolved"),
        fact(60, "confirmed"),
        fact(70, "reopened"),
    )
    assert story.failed_solutions == 3


# --- Next word -----------------------------------------------------------------------------------------


def test_nothing_is_said_about_a_next_word_before_an_agent_spoke():
    assert goals(tell(), "next_word") == []


@pytest.mark.parametrize(
    ("level", "due"), [("critical", 70), ("important", DAY + 10), ("minimal", 3 * DAY + 10)]
)
def test_every_message_of_an_agent_sets_when_the_customer_will_hear_again(level, due):
    assert after(last(tell(fact(10, "replied"), level=level), "next_word")) == due


@pytest.mark.parametrize("kind", ["started", "replied", "workaround_given", "call_logged"])
def test_work_begun_a_workaround_and_an_answered_call_are_messages(kind):
    assert after(last(tell(fact(10, kind, answered=True)), "next_word")) == 70


@pytest.mark.parametrize(
    "silent",
    [
        fact(10, "noted"),
        fact(10, "assigned"),
        fact(10, "call_logged", answered=False),
        fact(10, "replied", "system"),
        fact(10, "replied", "first_line"),
        fact(10, "reclassified", to="critical"),
    ],
    ids=lambda f: f.kind,
)
def test_a_note_an_assignment_and_a_call_in_vain_are_silence(silent):
    assert goals(tell(silent), "next_word") == []


def test_the_agent_may_name_a_nearer_time_and_a_later_one_is_not_taken():
    near = fact(10, "replied", next_word_at=(MONDAY + minutes(40)).astimezone(UTC).isoformat())
    late = fact(10, "replied", next_word_at=(MONDAY + minutes(300)).isoformat())
    past = fact(10, "replied", next_word_at=(MONDAY - minutes(5)).isoformat())
    assert [after(last(tell(said), "next_word")) for said in (near, late, past)] == [40, 70, 70]


def test_a_named_time_after_closing_is_kept_as_named():
    evening = datetime(2026, 11, 23, 19, 0, tzinfo=VILNIUS)
    named = last(tell(fact(10, "replied", next_word_at=evening.isoformat()), level="minimal"), "next_word")
    assert named.due_at == evening
    assert not BUSINESS.is_open(evening)


def test_the_next_message_ends_it_and_sets_the_next():
    first, second = goals(tell(fact(10, "replied"), fact(50, "replied")), "next_word")
    assert (first.ended, first.ended_by, first.kept) == ("met", 2, True)
    assert (second.ended, after(second), second.generation) == ("running", 110, 2)


def test_silence_is_on_record():
    first, second = goals(tell(fact(10, "replied"), fact(200, "replied")), "next_word")
    assert first.kept is False
    assert after(first.broken_at) == 70 + 1 / 60
    assert second.ended == "running"


def test_the_agent_is_warned_before_the_word_is_due():
    [word] = goals(tell(fact(0, "replied")), "next_word")
    assert [(w.percent, after(w.at)) for w in word.warnings] == [(75, 45)]


def test_a_question_is_a_message_and_the_next_word_waits_for_the_answer():
    waiting = last(tell(fact(10, "waited")), "next_word")
    assert (waiting.ended, waiting.due_at, waiting.remaining) == ("paused", None, minutes(60))
    assert after(last(tell(fact(10, "waited"), fact(200, "customer_replied")), "next_word")) == 260


@pytest.mark.parametrize("end", ["resolved", "cancelled"])
def test_resolving_and_cancelling_are_the_last_word(end):
    [word] = goals(tell(fact(10, "replied"), fact(30, end)), "next_word")
    assert (word.ended, word.kept) == ("met", True)


def test_a_word_is_promised_again_when_it_still_fails():
    story = tell(fact(30, "resolved"), fact(100, "still_failed"))
    assert after(last(story, "next_word")) == 160


# --- The end -------------------------------------------------------------------------------------------


def test_a_goal_cancelled_away_counts_as_not_met_unless_by_the_customers_own_click():
    assert last(tell(fact(30, "cancelled")), "resolution").kept is False
    assert last(tell(fact(30, "cancelled", "customer")), "resolution").kept is None


def test_closing_and_confirming_change_nothing_about_what_was_met():
    for end in (fact(90, "closed"), fact(90, "confirmed")):
        story = tell(fact(30, "resolved"), end)
        assert all(run.kept for run in story.runs)
        assert story.running() == ()
