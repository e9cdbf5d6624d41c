"""Opening hours and the open time between instants.

All maths is done in UTC. Local time serves only to build the windows in which a calendar is open, so that
daylight saving can neither lend an hour nor take one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from helpdesk.lib.calendars.hours import (
    DAY_MINUTES,
    Day,
    Opening,
    covers_the_day,
    parse_day,
    refuse_crooked,
    shortened,
)
from helpdesk.lib.dates import instant_of

DAY = timedelta(days=1)
HORIZON = timedelta(days=3653)  # ten years: nobody promises further, and a search must end


class BeyondHorizon(ValueError):
    """The calendar has too little open time ahead for what was asked."""


class Window(NamedTuple):
    """A stretch of open time, in UTC; open at the start, closed at the end."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Calendar:
    """When somebody works: a week of opening hours in a zone, with days off, short days and exceptions.

    An exception replaces whatever the day would have had, be it a Sunday or a holiday. Hours belong to the
    day on which they begin: a day off does not cut the night shift that began the evening before.
    """

    zone: ZoneInfo
    week: tuple[Day, ...]  # Monday first
    days_off: frozenset[date] = frozenset()
    exceptions: Mapping[date, Day] = field(default_factory=dict, hash=False)
    short_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("A week has seven days, Monday first.")
        if not any(self.week):
            raise ValueError("A calendar that is never open cannot hold anybody to anything.")
        for day in (*self.week, *self.exceptions.values()):
            refuse_crooked(day)

    # --- questions about an instant ---------------------------------------------------------------

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at that instant; the instant of closing is closed."""
        return self.never_closes or self.opens_next(at) == at

    def opens_next(self, at: datetime) -> datetime:
        """The first instant, from this one on, when it is open: this one itself while it is open."""
        at = _utc(at)
        return at if self.never_closes else max(at, next(self._windows_after(at)).start)

    def closes_next(self, at: datetime) -> datetime | None:
        """The next instant of closing after this one, or None where none is in sight."""
        if self.never_closes:
            return None
        ahead = self._windows_after(_utc(at))
        closes = next(ahead).end
        try:
            while (following := next(ahead)).start == closes:
                closes = following.end
        except BeyondHorizon:
            return None
        return closes

    def windows(self, a: datetime, b: datetime) -> list[Window]:
        """The stretches of open time between two instants, those that touch joined into one."""
        a, b = _utc(a), _utc(b)
        if self.never_closes:
            return [Window(a, b)] if a < b else []
        found: list[Window] = []
        for window in self._windows_after(a, until=b):
            start, end = max(a, window.start), min(b, window.end)
            if start >= end:
                break
            if found and found[-1].end == start:
                start = found.pop().start
            found.append(Window(start, end))
        return found

    # --- open time ----------------------------------------------------------------------------------

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """The open time from one instant to another; negative when the second comes first."""
        if b < a:
            return -self.elapsed(b, a)
        if self.never_closes:
            return _utc(b) - _utc(a)
        return sum((window.end - window.start for window in self.windows(a, b)), timedelta())

    def add(self, a: datetime, duration: timedelta) -> datetime:
        """The earliest instant by which that much open time has passed; never in closed hours.

        The last minute of a day ends at closing time, so what is due may be due exactly then. No time at
        all from closed hours is the next opening.
        """
        if duration < timedelta():
            raise ValueError("Open time is counted forwards only.")
        a = _utc(a)
        if self.never_closes:
            return a + duration
        if not duration:
            return self.opens_next(a)
        for window in self._windows_after(a):
            start = max(a, window.start)
            if duration <= window.end - start:
                return start + duration
            duration -= window.end - start
        raise BeyondHorizon("Not enough open time within ten years.")

    # --- business days ------------------------------------------------------------------------------

    @cached_property
    def business_day(self) -> timedelta:
        """The open time of a standard day: the commonest length in the week, the longer one when two tie."""
        lengths = Counter(sum(o.closes - o.opens for o in day) for day in self.week if day)
        return timedelta(minutes=max(lengths, key=lambda minutes: (lengths[minutes], minutes)))

    def business_day_end(self, received: date | datetime, days: int = 1) -> datetime:
        """Closing time of the next business day after the local date of receiving, whatever the hour."""
        if days < 1:
            raise ValueError("A promise of business days is of one at least.")
        day = _utc(received).astimezone(self.zone).date() if isinstance(received, datetime) else received
        last = day + HORIZON
        while days:
            day += DAY
            if day > last:
                raise BeyondHorizon("Not enough business days within ten years.")
            days -= 1 if self._windows_of(day) else 0
        return max(window.end for window in self._windows_of(day))

    def hours_of(self, day: date) -> Day:
        """The opening hours that begin on a local date, after days off, short days and exceptions."""
        if day in self.exceptions:
            return self.exceptions[day]
        if day in self.days_off:
            return ()
        hours = self.week[day.weekday()]
        return shortened(hours) if day in self.short_days else hours

    # --- windows ------------------------------------------------------------------------------------

    @cached_property
    def never_closes(self) -> bool:
        """Open at every instant: what 23:59 is often taken for."""
        round_the_clock = all(covers_the_day(day) for day in self.week)
        return round_the_clock and not (self.days_off or self.exceptions or self.short_days)

    def _windows_after(self, at: datetime, until: datetime | None = None) -> Iterator[Window]:
        """The open windows that end after the instant, in order; they may touch but never overlap."""
        last = (until or at + HORIZON).astimezone(self.zone).date()
        day = at.astimezone(self.zone).date() - DAY  # yesterday's night shift may still be on
        reached = at - DAY
        while day <= last:
            for start, end in self._windows_of(day):
                if end > at and end > reached:
                    yield Window(max(start, reached), end)
                    reached = end
            day += DAY
        if until is None:
            raise BeyondHorizon("The calendar has no more open time within ten years.")

    def _windows_of(self, day: date) -> list[Window]:
        midnight = datetime.combine(day, time.min)
        found = []
        for opens, closes in self.hours_of(day):
            start = instant_of(midnight + timedelta(minutes=opens), self.zone)
            end = instant_of(midnight + timedelta(minutes=closes), self.zone)
            if start < end:  # hours that daylight saving swallowed whole are no window
                found.append(Window(start, end))
        return found


def always() -> Calendar:
    """Around the clock, every day."""
    return Calendar(zone=ZoneInfo("UTC"), week=((Opening(0, DAY_MINUTES),),) * 7)


def working_week(
    zone: ZoneInfo | str,
    hours: str = "08:00-17:00",
    *,
    weekdays: Collection[int] = range(5),
    days_off: Iterable[date] = (),
    short_days: Iterable[date] = (),
    exceptions: Mapping[date, Day] | None = None,
) -> Calendar:
    """The same hours on each working day; several intervals a day are separated by commas."""
    day = parse_day(hours)
    return Calendar(
        zone=zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone),
        week=tuple(day if weekday in weekdays else () for weekday in range(7)),
        days_off=frozenset(days_off),
        exceptions=dict(exceptions or {}),
        short_days=frozenset(short_days),
    )


def short_days(holidays: Collection[date]) -> frozenset[date]:
    """The eves of public holidays, which end an hour earlier where they are working days."""
    return frozenset(day - DAY for day in holidays if day - DAY not in holidays)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("An instant needs its zone; a wall-clock time without one is ambiguous.")
    return at.astimezone(UTC)
