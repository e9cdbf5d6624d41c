"""What the vendor promises and aims for: one version of a service policy, as the clocks read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from helpdesk.lib.calendars import Calendar, always
from incidents.impact import Impact

ClockKind = Literal["response", "resolution", "next_word"]
CalendarKind = Literal["always", "business"]
Calendars = Mapping[str, Calendar]

# Whom an alarm can go to: the agent who has the request, all agents, the company's manager.
AUDIENCES = frozenset({"agent", "agents", "manager"})
THE_HOUR = timedelta(hours=1)
AROUND_THE_CLOCK = always()


@dataclass(frozen=True)
class Goal:
    """A length of time on a calendar, in hours, in business days, or both together.

    A business day is the open time of a standard day of the calendar. `warn` holds the shares of the time, in
    percent, at which somebody is warned; 0 is at once. `tell` says who is warned, `tell_late` who hears that
    the time is over.
    """

    duration: timedelta = timedelta()
    calendar: CalendarKind = "business"
    days: int = 0
    warn: tuple[int, ...] = (75,)
    tell: tuple[str, ...] = ("agent",)
    tell_late: tuple[str, ...] = ("agent",)

    def __post_init__(self) -> None:
        if self.duration < timedelta() or self.days < 0 or not (self.duration or self.days):
            raise ValueError("A goal takes some time.")
        if self.calendar not in ("always", "business"):
            raise ValueError("A goal runs around the clock or in business hours.")
        if any(not 0 <= share < 100 for share in self.warn):
            raise ValueError("A warning comes before the time is up.")
        if not (self.tell and self.tell_late and AUDIENCES.issuperset(self.tell + self.tell_late)):
            raise ValueError("An alarm goes to somebody: the agent, all agents, the manager.")

    def length(self, calendar: Calendar) -> timedelta:
        """The open time that the goal gives on its calendar."""
        return self.duration + self.days * calendar.business_day


@dataclass(frozen=True)
class Goals:
    """The goals of one level; None where nothing is aimed for."""

    response: Goal | None
    resolution: Goal | None
    next_word: Goal | None


def hour(calendar: CalendarKind = "always", duration: timedelta = THE_HOUR) -> Goal:
    """The promise of Critical, warned of at once, at 30 and at 45 minutes."""
    return Goal(duration, calendar, warn=(0, 50, 75), tell=("agents",), tell_late=("agents", "manager"))


DEFAULT_GOALS: Mapping[Impact, Goals] = {
    Impact.CRITICAL: Goals(hour(), Goal(timedelta(hours=8), "always"), Goal(timedelta(hours=1), "always")),
    Impact.IMPORTANT: Goals(Goal(timedelta(hours=4)), Goal(days=3), Goal(days=1)),
    Impact.MINIMAL: Goals(Goal(days=1), Goal(days=10), Goal(days=3)),
}


@dataclass(frozen=True)
class Terms:
    """One version of a service policy; a clock finishes under the version it started under.

    `business` names the business calendar among those given to the replay. Terms that name a calendar's
    version ("business-3") keep it as it stood: editing a calendar moves no promise that was given.
    """

    version: int
    valid_from: datetime
    goals: Mapping[Impact, Goals] = field(default_factory=lambda: DEFAULT_GOALS, hash=False)
    business: str = "business"

    def __post_init__(self) -> None:
        promise = self.goals[Impact.CRITICAL].response
        if promise is None or promise.days or promise.duration > THE_HOUR:
            raise ValueError("Work on what is critical starts within 1 hour; a policy cannot make it longer.")

    def told(self, level: Impact, kind: ClockKind, *, late: bool) -> frozenset[str]:
        """Who hears that a goal runs out, or that its time is over.

        Of the hour all agents hear, and of its breach the manager too: a policy can add to that, and take
        nothing away.
        """
        goal = self.goal(level, kind)
        chosen = frozenset((goal.tell_late if late else goal.tell) if goal else ("agent",))
        if (level, kind) == (Impact.CRITICAL, "response"):
            return chosen | {"agents"} | ({"manager"} if late else frozenset())
        return chosen

    @property
    def hour_calendar(self) -> CalendarKind:
        """Whether the hour runs around the clock or was narrowed to business hours."""
        promise = self.goals[Impact.CRITICAL].response
        return promise.calendar if promise else "always"

    def goal(self, level: Impact, kind: ClockKind) -> Goal | None:
        """What is aimed for at a level, or None."""
        goal: Goal | None = getattr(self.goals[level], kind)
        return goal

    def calendar(self, goal: Goal, calendars: Calendars) -> Calendar:
        """The calendar that the goal runs on."""
        if goal.calendar == "always":
            return calendars.get("always", AROUND_THE_CLOCK)
        return calendars[self.business]

    def due(self, level: Impact, kind: ClockKind, at: datetime, calendars: Calendars) -> datetime | None:
        """When a clock of that level that starts at this instant would fall due, for saying so beforehand."""
        goal = self.goal(level, kind)
        if goal is None:
            return None
        calendar = self.calendar(goal, calendars)
        return calendar.add(at, goal.length(calendar))


def in_force(terms: Sequence[Terms], at: datetime) -> Terms:
    """The version in force at an instant; before the first one there was none, so the first one counts."""
    if not terms:
        raise ValueError("A help desk without terms promises nothing that a clock could run on.")
    ordered = sorted(terms, key=lambda version: (version.valid_from, version.version))
    return next((version for version in reversed(ordered) if version.valid_from <= at), ordered[0])
