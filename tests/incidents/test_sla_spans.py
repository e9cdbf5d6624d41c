"""Where the time of a clock went: the answer to "why is it red?"."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.sla.spans import Pause, lay, measure
from tests.incidents.sla_telling import BUSINESS, MONDAY, VILNIUS, after, fact, hours, last, minutes, tell


def drawn(run) -> list[tuple]:
    """The spans in minutes since the report."""
    return [(span.kind, after(span.start), after(span.end), span.because) for span in run.spans]


def test_a_clock_that_runs_shows_what_is_to_come_and_ends_nowhere():
    assert drawn(hours(tell())[0]) == [("counting", 0, 60, 0), ("late", 60, None, 0)]


def test_a_clock_that_was_met_ends_where_it_was_met():
    assert drawn(hours(tell(fact(20, "started")))[0]) == [("counting", 0, 20, 0)]


def test_a_clock_that_was_met_late_shows_how_late():
    assert drawn(hours(tell(fact(90, "started")))[0]) == [("counting", 0, 60, 0), ("late", 60, 90, 0)]


def test_every_span_names_the_entry_that_began_it():
    story = tell(
        fact(30, "waited"), fact(50, "customer_replied"), fact(100, "resolved"), fact(130, "still_failed")
    )
    assert drawn(last(story, "resolution")) == [
        ("counting", 0, 30, 0),
        ("paused", 30, 50, 1),
        ("counting", 50, 100, 2),
        ("paused", 100, 130, 3),
        ("counting", 130, 480 + 50, 4),
        ("late", 480 + 50, None, 4),
    ]


def test_a_pause_that_goes_on_has_no_end_yet():
    assert drawn(last(tell(fact(30, "waited")), "resolution"))[-1] == ("paused", 30, None, 1)


def test_a_pause_of_no_length_leaves_no_span():
    story = tell(fact(30, "waited"), fact(30, "customer_replied"))
    assert drawn(last(story, "resolution")) == [("counting", 0, 480, 0), ("late", 480, None, 0)]


def test_what_begins_and_ends_in_one_instant_of_a_pause_has_no_spans():
    story = tell(fact(5, "waited"), fact(10, "replied"), fact(10, "replied"))
    assert [run.spans for run in story.runs if run.kind == "next_word" and run.opened_by == 2] == [()]


def test_a_pause_after_the_due_time_is_a_pause_in_what_is_late():
    story = tell(fact(500, "waited"), fact(510, "resumed"))
    assert [kind for kind, *_ in drawn(last(story, "resolution"))] == ["counting", "late", "paused", "late"]


def test_closed_hours_are_closed_and_not_counted():
    run = last(tell(fact(10 * 60, "noted"), level="important"), "resolution")
    assert drawn(run)[:3] == [
        ("counting", 0, 8 * 60, 0),
        ("closed", 8 * 60, 23 * 60, 0),
        ("counting", 23 * 60, 32 * 60, 0),
    ]


def test_a_report_at_night_begins_with_closed_hours():
    night = datetime(2026, 11, 23, 22, 0, tzinfo=VILNIUS)
    spans = last(tell(level="important", start=night), "response").spans
    assert [span.kind for span in spans] == ["closed", "counting", "late"]
    assert spans[1].end == datetime(2026, 11, 24, 12, 0, tzinfo=VILNIUS)


def test_a_lowered_clock_is_drawn_from_the_report_that_it_counts_from():
    run = last(tell(fact(5, "started"), fact(120, "reclassified", to="important")), "resolution")
    assert (run.opened_by, run.spans[0].because, after(run.spans[0].start)) == (2, 0, 0)


def test_as_of_now_the_spans_end_now():
    [hour] = hours(tell())
    assert [(s.kind, after(s.end)) for s in hour.spans_at(MONDAY + minutes(40))] == [("counting", 40)]
    late = [(s.kind, after(s.end)) for s in hour.spans_at(MONDAY + minutes(90))]
    assert late == [("counting", 60), ("late", 90)]


def test_the_bar_fills_with_the_time_used():
    [hour] = hours(tell())
    assert [hour.used(MONDAY + minutes(m)) for m in (-5, 0, 15, 60, 90)] == [0, 0, 0.25, 1, 1]
    paused = last(tell(fact(120, "waited")), "resolution")
    assert paused.used(MONDAY + minutes(9999)) == 0.25


def test_the_countdown_tells_what_is_left_how_late_it_is_and_what_a_pause_has_saved():
    [hour] = hours(tell())
    assert hour.time_left(MONDAY + minutes(40)) == minutes(20)
    assert hour.time_left(MONDAY + minutes(70)) == -minutes(10)
    assert last(tell(fact(120, "waited")), "resolution").time_left(MONDAY + minutes(999)) == minutes(360)


def test_warnings_move_with_pauses():
    story = tell(fact(60, "waited"), fact(100, "resumed"))
    assert [after(w.at) for w in last(story, "resolution").warnings] == [360 + 40]
    assert last(tell(fact(60, "waited")), "resolution").warnings == ()
    assert [after(w.at) for w in last(tell(fact(400, "waited")), "resolution").warnings] == [360]


def test_what_is_met_in_the_instant_of_its_start_is_due_later_all_the_same():
    [word, _] = [run for run in tell(fact(5, "replied"), fact(5, "replied")).runs if run.kind == "next_word"]
    assert (word.spans, after(word), word.kept) == ((), 65, True)


# --- An independent reading: count the open, unpaused minutes one by one -------------------------------

cuts = st.lists(st.integers(1, 3000), max_size=8, unique=True).map(sorted)


@given(st.integers(0, 7 * 24 * 60), st.integers(1, 600), cuts)
@settings(max_examples=60, deadline=None)
def test_counting_minutes_one_by_one_gives_the_same_due_time(offset, length, marks):
    start = MONDAY + minutes(offset)
    at = [start + minutes(mark) for mark in marks]
    pauses = [Pause(a, "asked", b, "answered") for a, b in zip(at[::2], at[1::2], strict=False)]
    counted, now = 0, start
    while counted < length:
        paused = any(p.start <= now < p.end for p in pauses)
        counted += BUSINESS.is_open(now) and not paused
        now += timedelta(minutes=1)
    measured = measure(start, minutes(length), BUSINESS, pauses)
    assert measured.due_at == now
    spans = lay(measured, BUSINESS)
    assert sum((s.end - s.start for s in spans if s.kind == "counting"), timedelta()) == minutes(length)
