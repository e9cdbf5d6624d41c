"""Every clock that ever ran for a request, and what the queue and the page need to know of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Literal

from helpdesk.lib.calendars import Calendar
from incidents.impact import Impact
from incidents.sla.facts import FactId
from incidents.sla.spans import Pause, Span
from incidents.sla.terms import ClockKind

Ended = Literal["running", "paused", "met", "agreed", "superseded", "not_met"]

SECOND = timedelta(seconds=1)
REPEAT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Threshold:
    """The instant at which a share of a clock's time, in percent, is used up: time to warn."""

    percent: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One run of one clock: why it began, when it is due, how it ended, how its time was spent."""

    kind: ClockKind
    promise: bool  # the hour; everything else is a goal
    generation: int  # 1, 2, 3 … of its kind, in the order of opening
    level: Impact
    terms_version: int
    calendar: Calendar  # as it stood at the start, or as a decision on the timeline has put in its place
    length: timedelta  # open time the goal gives
    opened_by: FactId
    opened_at: datetime  # when the clock came to be; `started_at` is what it counts from
    started_at: datetime
    due_at: datetime | None  # None while paused, and where it ended in a pause
    remaining: timedelta | None  # open time left, while paused
    ended: Ended
    ended_at: datetime | None
    ended_by: FactId | None
    spans: tuple[Span, ...]
    warnings: tuple[Threshold, ...]  # of a clock that is not over

    @property
    def is_over(self) -> bool:
        """Whether nothing can meet or miss this clock any more."""
        return self.ended not in ("running", "paused")

    @property
    def met_at(self) -> datetime | None:
        """When it was met, in time or late."""
        return self.ended_at if self.ended == "met" else None

    @property
    def broken_at(self) -> datetime | None:
        """The first instant at which it is broken, if nothing meets it before: 60:00 is kept, 60:01 is not.

        Still to come while the clock runs. The hour of a request that was cancelled or merged away runs out
        all the same; what was broken stays broken, however the clock ended afterwards.
        """
        if self.due_at is None:
            return None
        breaks_at = self.due_at + SECOND
        runs_out = self.ended_at is None or (self.promise and self.ended == "not_met")
        return breaks_at if runs_out or (self.ended_at and self.ended_at >= breaks_at) else None

    @property
    def kept(self) -> bool | None:
        """True when met in time, False when broken or not met; None for what is open, dropped or replaced."""
        if self.ended == "not_met" or (self.is_over and self.broken_at):
            return False
        return True if self.ended == "met" else None

    def is_broken(self, now: datetime) -> bool:
        """Whether it is broken by now."""
        return self.broken_at is not None and self.broken_at <= now

    def time_left(self, now: datetime) -> timedelta | None:
        """What a countdown shows: time until due, negative when late; open time left while paused."""
        return self.remaining if self.due_at is None else self.due_at - now

    def used(self, now: datetime) -> float:
        """The share of the time that is used up, from 0 to 1: how far its bar is filled."""
        counted = sum(
            (
                min(span.end or now, now) - span.start
                for span in self.spans_at(now)
                if span.kind == "counting"
            ),
            timedelta(),
        )
        return min(1.0, counted / self.length)

    def spans_at(self, now: datetime) -> tuple[Span, ...]:
        """The spans as far as they have come to pass."""
        return tuple(
            Span(span.kind, span.start, min(span.end or now, now), span.because)
            for span in self.spans
            if span.start < now
        )


class Rank(IntEnum):
    """The place of a request in every queue, whatever it is sorted by."""

    NOT_STARTED = 0
    AT_WORK = 1
    UNREACHABLE = 2
    REST = 3


@dataclass(frozen=True)
class Story:
    """What the clocks of a request tell."""

    runs: tuple[ClockRun, ...]
    level: Impact | None = None
    workaround: bool = False
    failed_solutions: int = 0
    pauses: tuple[Pause, ...] = ()
    idle_alarm_at: datetime | None = (
        None  # a Critical at work: nobody named, or nothing visible for 30 minutes
    )

    def running(self, kind: ClockKind | None = None) -> tuple[ClockRun, ...]:
        """The clocks that are not over, counting or paused."""
        return tuple(run for run in self.runs if not run.is_over and kind in (None, run.kind))

    @property
    def hour(self) -> ClockRun | None:
        """The hour that nobody has met yet, else the last one there was."""
        return next((run for run in reversed(self.runs) if run.promise), None)  # unmet, it lets none follow

    @property
    def unmet_hour(self) -> ClockRun | None:
        """The hour that waits for somebody to start work."""
        return self.hour if self.hour and not self.hour.is_over else None

    @property
    def next_due(self) -> ClockRun | None:
        """The clock that the queue shows: the promise, then what falls due first, then what is paused."""
        running = self.running()
        due = [run for run in running if run.due_at]
        if due:
            return min(due, key=lambda run: (not run.promise, run.due_at))
        return min(running, key=lambda run: run.remaining or timedelta(), default=None)

    def rank(self, status: str) -> Rank:
        """Criticals first: not started, then at work, then waiting on the customer; then all the rest.

        A lower level does not take a request off the top before work has started. A workaround does.
        """
        if status in ("resolved", "closed", "cancelled"):
            return Rank.REST
        if self.unmet_hour:
            return Rank.NOT_STARTED
        if self.level != Impact.CRITICAL or self.workaround:
            return Rank.REST
        return Rank.UNREACHABLE if status == "waiting" else Rank.AT_WORK


def next_repeat(first: datetime, now: datetime, every: timedelta = REPEAT) -> datetime:
    """The next alarm after now in a row that repeats every 30 minutes from the first."""
    return first if now < first else first + ((now - first) // every + 1) * every
