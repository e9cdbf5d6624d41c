"""One run of a clock while its story is being told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from helpdesk.lib.calendars import Calendar
from incidents.impact import Impact
from incidents.sla.facts import Fact, FactId
from incidents.sla.spans import Measure, Pause, lay, measure
from incidents.sla.story import SECOND, ClockRun, Ended, Threshold
from incidents.sla.terms import ClockKind, Goal


@dataclass
class Run:
    """A clock that may still be met, dropped, replaced or broken."""

    kind: ClockKind
    level: Impact
    goal: Goal
    calendar: Calendar
    terms_version: int
    opened: Fact
    started: Fact  # an earlier fact than `opened` where a lower level keeps the time already used
    generation: int = 0
    ended: Ended = "running"
    ended_at: datetime | None = None
    ended_by: FactId | None = None

    @property
    def promise(self) -> bool:
        """Whether this is the hour."""
        return self.kind == "response" and self.level == Impact.CRITICAL

    @property
    def length(self) -> timedelta:
        """The open time given."""
        return self.goal.length(self.calendar)

    def end(self, how: Ended, fact: Fact) -> None:
        """Ends the clock by a fact."""
        self.ended, self.ended_at, self.ended_by = how, fact.at, fact.id

    def move_to(self, calendar: Calendar) -> None:
        """Lets the whole clock run on another calendar, from its start."""
        self.calendar = calendar

    def go_on(self) -> None:
        """Takes the end back: the same clock continues."""
        self.ended, self.ended_at, self.ended_by = "running", None, None

    def measured(self, pauses: Sequence[Pause], share: int = 100) -> Measure:
        """How its time, or a share of it in percent, is used up; the hour knows no pause."""
        return measure(
            self.started.at,
            self.length * share / 100,
            self.calendar,
            () if self.promise else pauses,
            until=self.ended_at,
            because=self.started.id,
        )

    def expected(self, pauses: Sequence[Pause], at: datetime) -> datetime:
        """When it falls due if nothing pauses it from now on, and a pause that lasts ends now."""
        measured = self.measured(pauses)
        return measured.due_at or self.calendar.add(at, measured.left)

    def is_broken(self, pauses: Sequence[Pause], at: datetime) -> bool:
        """Whether it is broken by now."""
        return self.expected(pauses, at) + SECOND <= at

    def told(self, pauses: Sequence[Pause]) -> ClockRun:
        """The run as it stands in the story."""
        measured = self.measured(pauses)
        going_on = self.ended == "running"
        paused = going_on and measured.stretches[-1].paused
        return ClockRun(
            kind=self.kind,
            promise=self.promise,
            generation=self.generation,
            level=self.level,
            terms_version=self.terms_version,
            calendar=self.calendar,
            length=self.length,
            opened_by=self.opened.id,
            opened_at=self.opened.at,
            started_at=self.started.at,
            due_at=measured.due_at,
            remaining=measured.left if paused and measured.due_at is None else None,
            ended="paused" if paused else self.ended,
            ended_at=self.ended_at,
            ended_by=self.ended_by,
            spans=lay(measured, self.calendar),
            warnings=self._warnings(pauses) if going_on else (),
        )

    def _warnings(self, pauses: Sequence[Pause]) -> tuple[Threshold, ...]:
        reached = ((s, self.measured(pauses, s).due_at if s else self.started.at) for s in self.goal.warn)
        return tuple(Threshold(share, at) for share, at in reached if at)
