"""The clocks under any history, likely or not."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.impact import Impact
from incidents.sla import Fact, Story, clocks
from incidents.sla.terms import AROUND_THE_CLOCK
from tests.incidents.sla_telling import BUSINESS, CALENDARS, MONDAY, NARROWED, TERMS, minutes

SECOND = timedelta(seconds=1)
SIDES = ["agent", "agent", "agent", "customer", "first_line", "system"]
KINDS = [
    *("reclassified", "agreed", "started", "replied", "customer_replied", "noted", "call_logged", "waited"),
    *("resumed", "workaround_given", "workaround_confirmed", "workaround_failed", "resolved", "still_failed"),
    *(
        "confirmed",
        "closed",
        "reopened",
        "cancelled",
        "merged",
        "rescheduled",
        "assigned",
        "released",
        "warned",
        "breached",
        "silence",
    ),
]
FAILURES = ("workaround_failed", "still_failed", "reopened")
GAPS = st.one_of(st.integers(0, 90), st.integers(0, 3 * 24 * 60)).map(minutes)


@st.composite
def histories(draw, kinds=KINDS) -> list[Fact]:
    """A report and up to 25 things that happened to it, in any order that a random hand gives them."""
    now = MONDAY + draw(GAPS)
    facts = [
        Fact(
            "reported",
            now,
            0,
            "customer",
            {"impact": draw(levels), "kind": draw(st.sampled_from(["incident", "incident", "development"]))},
        )
    ]
    for number in range(1, draw(st.integers(1, 25)) + 1):
        now += draw(GAPS)
        kind = draw(st.sampled_from(kinds))
        data = {
            "to": draw(levels),
            "agreed": draw(st.booleans()) and kind == "reclassified",
            "canned": draw(st.booleans()),
            "answered": draw(st.booleans()),
        }
        if kind == "replied" and draw(st.booleans()):
            data["next_word_at"] = (now + draw(GAPS)).isoformat()
        facts.append(Fact(kind, now, number, draw(st.sampled_from(SIDES)), data))
    return facts


levels = st.sampled_from([impact.value for impact in Impact])
terms = st.sampled_from([TERMS, NARROWED])


def told(facts: list[Fact], versions=TERMS) -> Story:
    return clocks(facts, versions, CALENDARS)


@given(histories(), terms)
@settings(max_examples=150, deadline=None)
def test_spans_tile_the_time_of_every_clock_without_gap_or_overlap(facts, versions):
    for run in told(facts, versions).runs:
        assert all(span.end is None or span.start < span.end for span in run.spans)
        assert all(one.end == two.start for one, two in pairwise(run.spans))
        if run.spans:
            assert (run.spans[0].start, run.spans[-1].end) == (run.started_at, run.ended_at)
        else:
            assert run.started_at == run.ended_at


@given(histories(), terms)
@settings(max_examples=150, deadline=None)
def test_at_the_due_time_exactly_the_goal_is_used_up(facts, versions):
    for run in told(facts, versions).runs:
        counted = sum((s.end - s.start for s in run.spans if s.kind == "counting"), timedelta())
        if run.due_at and (run.ended_at is None or run.ended_at >= run.due_at):
            assert counted == run.length
            assert all(s.start >= run.due_at for s in run.spans if s.kind == "late")
        else:
            assert counted <= run.length
            assert not any(s.kind == "late" for s in run.spans)


@given(histories(), terms)
@settings(max_examples=150, deadline=None)
def test_open_hours_count_closed_ones_do_not_and_pauses_lie_where_they_were(facts, versions):
    story = told(facts, versions)
    for run in story.runs:
        for span in run.spans:
            calendar = BUSINESS if any(s.kind == "closed" for s in run.spans) else AROUND_THE_CLOCK
            if span.kind == "counting":
                assert calendar.elapsed(span.start, span.end) == span.end - span.start
            if span.kind == "closed":
                assert not calendar.elapsed(span.start, span.end)
            if span.kind == "paused":
                assert any(p.because == span.because and p.start <= span.start for p in story.pauses)


@given(histories())
@settings(max_examples=150, deadline=None)
def test_the_hour_is_never_paused_and_always_an_hour(facts):
    for run in told(facts).runs:
        if run.promise:
            assert run.ended != "paused"
            assert not any(span.kind in ("paused", "closed") for span in run.spans)
            assert run.due_at == run.started_at + timedelta(hours=1)


@given(histories())
@settings(max_examples=200, deadline=None)
def test_an_hour_ends_only_by_start_work_the_customers_click_or_the_end_of_the_request(facts):
    by_id = {fact.id: fact for fact in facts}
    for run in told(facts).runs:
        if run.promise and run.is_over:
            end = by_id[run.ended_by]
            if run.ended == "met":
                assert end.by_side == "agent"
                assert end.kind in ("started", "workaround_given", "resolved")
            elif run.ended == "agreed":
                assert end.by_side == "customer" or end.data["agreed"]
            else:
                assert run.ended == "not_met"
                assert end.kind in ("cancelled", "merged", "closed", "confirmed")


@given(histories())
@settings(max_examples=200, deadline=None)
def test_a_critical_that_nobody_works_on_always_has_its_hour(facts):
    """Walks the history again by the letter of the domain, and asks whether an hour is owed."""
    owed, level = False, None
    for count, fact in enumerate(facts, start=1):
        story, before = told(facts[:count]), level
        level = story.level
        entered = fact.kind in ("reported", "reclassified") and level == "critical" and before != "critical"
        started = fact.by_side == "agent" and fact.kind in ("started", "workaround_given", "resolved")
        clicked = level != "critical" and (fact.by_side == "customer" or fact.data.get("agreed"))
        open_now = bool(story.running("resolution") or not story.runs)
        dropped = fact.kind in ("agreed", "reclassified") and clicked
        if started or dropped or fact.kind in ("cancelled", "merged", "closed", "confirmed"):
            owed = False
        elif entered and open_now:
            owed = True
        if owed:
            assert story.unmet_hour
            assert story.rank("in_progress") == 0


@given(histories())
@settings(max_examples=100, deadline=None)
def test_generations_are_ordered_and_at_most_one_goal_of_a_kind_runs(facts):
    story = told(facts)
    for kind in ("response", "resolution", "next_word"):
        runs = [run for run in story.runs if run.kind == kind]
        assert [run.generation for run in runs] == list(range(1, len(runs) + 1))
        assert all(one.opened_at <= two.opened_at for one, two in pairwise(runs))
        assert sum(not run.is_over and not run.promise for run in runs) <= 1
        assert sum(not run.is_over and run.promise for run in runs) <= 1


@given(histories(), st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_over_never_changes_whatever_happens_afterwards(facts, data):
    """The stored results of any moment agree with the replay of the whole, for clocks closed by then."""
    count = data.draw(st.integers(1, len(facts)))
    then, whole = told(facts[:count]), told(facts)
    assert len(then.runs) <= len(whole.runs)
    for early, late in zip(then.runs, whole.runs, strict=False):
        assert (early.kind, early.generation, early.opened_by, early.started_at, early.length) == (
            late.kind,
            late.generation,
            late.opened_by,
            late.started_at,
            late.length,
        )
        only_resolved = early.kind == "resolution" and early.ended == "met"  # it may still fail
        if early.is_over and not only_resolved:
            assert early == late
        if early.is_broken(facts[count - 1].at):
            assert early.broken_at == late.broken_at


@given(histories())
@settings(max_examples=150, deadline=None)
def test_a_level_that_moves_makes_nothing_late_at_once(facts):
    for count, fact in enumerate(facts, start=1):
        if fact.kind == "reclassified":
            opened = [run for run in told(facts[:count]).runs if run.opened_by == fact.id]
            assert all(run.due_at is None or run.due_at > fact.at for run in opened)


@given(histories())
@settings(max_examples=150, deadline=None)
def test_a_level_that_rises_moves_no_due_time_away(facts):
    for count, fact in enumerate(facts, start=1):
        if fact.kind != "reclassified":
            continue
        before, now = told(facts[: count - 1]), told(facts[:count])
        if not now.level.graver_than(before.level) or not now.running():
            continue
        for kind in ("resolution", "next_word"):
            due = [run.due_at for run in before.running(kind) if run.due_at and run.due_at > fact.at]
            assert all(run.due_at <= due[0] for run in now.running(kind) if due)


@given(histories(), terms)
@settings(max_examples=100, deadline=None)
def test_every_answer_that_a_page_asks_for_can_be_given(facts, versions):
    story = told(facts, versions)
    now = facts[-1].at + minutes(7)
    for run in story.runs:
        assert 0 <= run.used(now) <= 1
        assert run.kept in (True, False, None)
        run.time_left(now)
        drawn = run.spans_at(now)
        assert not drawn or drawn[-1].end == min(run.ended_at or now, now)
        if run.broken_at and not run.is_over:
            assert run.broken_at == run.due_at + SECOND
    if story.next_due:
        assert not story.next_due.is_over
    assert 0 <= story.failed_solutions <= sum(fact.kind in FAILURES for fact in facts)
