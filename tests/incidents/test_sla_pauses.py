"""Only waiting on the customer pauses, sentence by sentence."""

from datetime import datetime

import pytest

from tests.incidents.sla_telling import MONDAY, VILNIUS, after, fact, last, minutes, tell

DAY = 24 * 60  # minutes from one morning to the next


def test_it_pauses_only_while_the_customer_is_asked_something():
    paused = last(tell(fact(30, "waited")), "resolution")
    assert (paused.ended, paused.due_at, paused.remaining) == ("paused", None, minutes(450))
    answered = last(tell(fact(30, "waited"), fact(50, "customer_replied")), "resolution")
    assert (answered.ended, after(answered), answered.remaining) == ("running", 480 + 20, None)


@pytest.mark.parametrize(
    "answer",
    [
        fact(50, "customer_replied"),
        fact(50, "resumed", why="answered"),
        fact(50, "resumed", why="expired"),
        fact(50, "resumed", "agent", why="agent"),
        fact(50, "workaround_confirmed"),
        fact(50, "workaround_failed"),
    ],
    ids=lambda f: f.kind,
)
def test_the_answer_the_expiry_or_the_agent_ends_it(answer):
    story = tell(fact(30, "waited"), answer)
    assert after(last(story, "resolution")) == 500
    assert [(after(p.start), after(p.end), p.because, p.ended_by) for p in story.pauses] == [(30, 50, 1, 2)]


@pytest.mark.parametrize("kind", ["noted", "replied", "assigned", "started", "call_logged"])
def test_nothing_else_ends_a_pause_or_begins_one(kind):
    assert last(tell(fact(30, "waited"), fact(50, kind)), "resolution").ended == "paused"
    assert last(tell(fact(50, kind)), "resolution").ended == "running"


def test_waiting_for_a_release_is_a_note_and_pauses_nothing():
    assert tell(fact(30, "noted", waits_for="release", until="2026-12-01")).pauses == ()


def test_several_pauses_add_up():
    story = tell(fact(10, "waited"), fact(20, "resumed"), fact(100, "waited"), fact(130, "resumed"))
    assert after(last(story, "resolution")) == 480 + 10 + 30


def test_a_second_question_while_waiting_does_not_begin_the_pause_anew():
    story = tell(fact(10, "waited"), fact(20, "waited"), fact(40, "resumed"))
    assert after(last(story, "resolution")) == 480 + 30


def test_a_pause_over_the_night_takes_only_business_time_from_a_business_goal():
    story = tell(fact(7 * 60, "waited"), fact(DAY, "customer_replied"), level="important")
    # From Monday 16:00 to Tuesday 09:00 there are two open hours, and nights count for nobody.
    assert last(story, "resolution").due_at == datetime(2026, 11, 26, 11, 0, tzinfo=VILNIUS)


def test_a_pause_does_not_take_a_breach_back():
    late = last(tell(fact(500, "waited")), "resolution")
    assert (late.ended, after(late), late.remaining) == ("paused", 480, None)
    assert late.is_broken(MONDAY + minutes(501))
    at_the_last_instant = last(tell(fact(480, "waited"), fact(600, "resumed")), "resolution")
    assert after(at_the_last_instant) == 480


def test_a_canned_question_pauses_the_response_too():
    response = last(tell(fact(60, "waited", canned=True), level="important"), "response")
    assert (response.ended, response.remaining) == ("paused", minutes(180))
