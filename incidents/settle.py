"""From the timeline of a request to what the queue, the index and the page read."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from incidents import call_times
from incidents.impact import Impact
from incidents.models.event import Event
from incidents.models.lifecycle import OPEN, Rank, Status
from incidents.models.policy import Book
from incidents.sla import ClockRun, Fact, Story, clocks
from incidents.sla import Rank as StoryRank

CALL = "call"


class NextDue(NamedTuple):
    """What the queue shows as due next: when, what, and since when it runs."""

    at: datetime | None
    kind: str = ""
    since: datetime | None = None


def story(timeline: Iterable[Event], book: Book) -> Story:
    """What the clocks tell, by replaying the timeline."""
    return clocks([event.fact for event in timeline], book.terms, book.calendars)


def moved(before: Story, after: Story) -> list[tuple[ClockRun, ClockRun]]:
    """The clocks whose time a decision has moved: as they were, and as they are."""
    then = {(run.kind, run.generation): run for run in before.running()}
    pairs = [(then.get((run.kind, run.generation)), run) for run in after.running()]
    return [(old, new) for old, new in pairs if old and _differs(old, new)]


def _differs(old: ClockRun, new: ClockRun) -> bool:
    # A paused clock has no due time; it will have another one when it goes on.
    rests = new.due_at is None and new.calendar != old.calendar
    return rests or (old.due_at, old.remaining) != (new.due_at, new.remaining)


def columns(
    told: Story, timeline: Sequence[Event], status: str, waiting_until: datetime | None, now: datetime
) -> dict[str, Any]:
    """The columns that are a cache of the replay."""
    facts = [event.fact for event in timeline]
    call = call_times.wish_of(timeline)
    due = _next_due(told, call if status in OPEN else None, status, waiting_until)
    return {
        "rank": rank_of(told, status, calls=due.kind == CALL),
        "next_due_at": due.at,
        "next_due_kind": due.kind,
        "next_due_since": due.since,
        "call_wanted_at": call.aim_at if call else None,
        "call_soon": bool(call and call.soon),
        "paused": any(run.ended == "paused" for run in told.running("resolution")),
        "hour_due_at": told.unmet_hour.due_at if told.unmet_hour else None,
        "response_due_at": _due(run for run in told.running("response") if not run.promise),
        "resolution_due_at": _due(told.running("resolution")),
        "next_word_due_at": _due(told.running("next_word")),
        "broken_at": min((at for run in told.runs if (at := _broken(run, now))), default=None),
        "failed_solutions": told.failed_solutions,
        "last_customer_word_at": _last(fact.at for fact in facts if _is_the_customers_word(fact)),
        "last_agent_word_at": _last(f.at for f in facts if f.is_a_word),
    }


def _next_due(
    told: Story, call: call_times.Wish | None, status: str, waiting_until: datetime | None
) -> NextDue:
    """The clock that falls due next, or a call that we aim to make sooner; never before the promised hour."""
    shown = told.next_due if status in OPEN else None
    due = NextDue(None) if shown is None else NextDue(shown.due_at, shown.kind, shown.started_at)
    if shown and shown.promise:
        return due._replace(kind="hour")
    if due.at is None and waiting_until:
        due = due._replace(at=waiting_until, kind="waiting")
    return NextDue(call.aim_at, CALL, call.asked_at) if call and _is_sooner(call.aim_at, due.at) else due


def _is_sooner(at: datetime, due: datetime | None) -> bool:
    return due is None or at <= due


def rank_of(told: Story, status: str, *, calls: bool = False) -> Rank:
    """The place in the queue: the Criticals of the story first, then what is left by how it stands.

    What waits for the customer stands last, unless it is we who are to call next.
    """
    if status == Status.RESOLVED:
        return Rank.SOLVED
    if status not in OPEN:
        return Rank.OVER
    place = told.rank(status)
    if place != StoryRank.REST:
        return Rank(int(place))
    if told.level == Impact.CRITICAL:
        return Rank.EASED
    return Rank.PAUSED if status == Status.WAITING and not calls else Rank.REST


def _is_the_customers_word(fact: Fact) -> bool:
    # A report by phone is the customer's word, whoever typed it in.
    return fact.by_side == "customer" or fact.kind == "reported"


def _broken(run: ClockRun, now: datetime) -> datetime | None:
    # Silence is on record, and no promise or goal of the request itself is broken by it.
    return run.broken_at if run.kind != "next_word" and run.is_broken(now) else None


def _due(runs: Iterable[ClockRun]) -> datetime | None:
    return min((run.due_at for run in runs if run.due_at), default=None)


def _last(moments: Iterable[datetime]) -> datetime | None:
    return max(moments, default=None)
