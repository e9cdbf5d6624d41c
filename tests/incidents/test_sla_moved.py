"""Goals that a decision moves, under any history: the hour never, what is over never, nothing late by it."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.lib.calendars import working_week
from incidents.sla import Fact, clocks
from tests.incidents.sla_telling import BUSINESS, MONDAY, TERMS, VILNIUS, fact, last, minutes, tell
from tests.incidents.test_sla_properties import histories

LATER = datetime(2099, 1, 1, tzinfo=UTC)  # no clock starts under these terms: a decision alone leads there
VERSIONS = [
    *TERMS,
    replace(TERMS[0], version=2, valid_from=LATER, business="shorter"),
    replace(TERMS[0], version=3, valid_from=LATER, business="longer"),
]
CALENDARS = {
    "business": BUSINESS,
    "shorter": working_week(VILNIUS, "09:00-12:00", weekdays=range(4)),
    "longer": working_week(VILNIUS, "06:00-22:00", weekdays=range(6)),
}
EVERY = [[kind, number] for kind in ("response", "resolution", "next_word") for number in range(1, 30)]


@st.composite
def with_decisions(draw) -> list[Fact]:
    """A history in which decisions have moved clocks now and then."""
    found = []
    for one in draw(histories()):
        found.append(one)
        if draw(st.integers(0, 3)) == 0:
            named = draw(st.lists(st.sampled_from(EVERY), max_size=6)) or EVERY
            data = {"version": draw(st.sampled_from([1, 2, 3, 9])), "clocks": named}
            found.append(Fact("rescheduled", one.at, one.id, "agent", data))
    return [replace(one, id=number) for number, one in enumerate(found)]


def told(facts):
    return clocks(facts, VERSIONS, CALENDARS)


@given(with_decisions())
@settings(max_examples=150, deadline=None)
def test_a_decision_moves_no_hour_nothing_that_is_over_and_makes_nothing_late(facts):
    for count, one in enumerate(facts, start=1):
        if one.kind != "rescheduled":
            continue
        before, after = told(facts[: count - 1]), told(facts[:count])
        assert len(before.runs) == len(after.runs)
        for old, new in zip(before.runs, after.runs, strict=True):
            if old.promise or old.is_over or old.is_broken(one.at):
                assert old == new
            elif old != new:
                assert [new.kind, new.generation] in one.data["clocks"]
                assert new.due_at is None or new.due_at > one.at


@given(with_decisions(), st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_over_never_changes_whatever_is_decided_afterwards(facts, data):
    count = data.draw(st.integers(1, len(facts)))
    for early, late in zip(told(facts[:count]).runs, told(facts).runs, strict=False):
        only_resolved = early.kind == "resolution" and early.ended == "met"  # it may still fail
        if early.is_over and not only_resolved:
            assert early == late
        if early.is_broken(facts[count - 1].at):
            assert early.broken_at == late.broken_at


@given(with_decisions())
@settings(max_examples=100, deadline=None)
def test_every_answer_that_a_page_asks_for_can_be_given(facts):
    now = facts[-1].at + minutes(7)
    for run in told(facts).runs:
        assert 0 <= run.used(now) <= 1
        assert all(span.end is None or span.start < span.end for span in run.spans)


def decided(after: float, version: int, *named: tuple[str, int]) -> Fact:
    return fact(after, "rescheduled", version=version, clocks=[list(one) for one in named])


def test_a_goal_that_moves_is_counted_wholly_by_the_new_calendar():
    story = tell(decided(30, 3, ("response", 1)), level="important", terms=VERSIONS, calendars=CALENDARS)
    plain = tell(level="important", terms=[replace(TERMS[0], business="longer")], calendars=CALENDARS)
    assert last(story, "response").spans == last(plain, "response").spans
    assert last(story, "resolution").calendar == BUSINESS


def test_a_decision_that_names_terms_that_are_not_there_changes_nothing():
    story = tell(decided(30, 9, ("response", 1)), level="important", terms=VERSIONS, calendars=CALENDARS)
    assert story.runs == tell(level="important", terms=VERSIONS, calendars=CALENDARS).runs
    assert last(story, "response").started_at == MONDAY
