"""When somebody wishes to be left in peace, and when their gathered mail comes; by the help desk's clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from helpdesk.lib.calendars import Calendar
from helpdesk.lib.dates import instant_of

DAY = timedelta(days=1)
MORNING = 8  # the hour of the gathered mail of a day, unless its reader names another


@dataclass(frozen=True)
class Rest:
    """The quiet hours of each day, whether days off are quiet, and the hour of a morning's mail."""

    begins: time | None = None
    ends: time | None = None
    days_off: bool = False
    morning: int = MORNING

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """As it is kept with the person."""
        begins, ends = (time.fromisoformat(kept[name]) if name in kept else None for name in ("from", "to"))
        return cls(begins, ends, bool(kept.get("days_off")), int(kept.get("morning", MORNING)))

    def as_json(self) -> dict[str, Any]:
        """What is kept with the person: nothing of what is usual."""
        kept: dict[str, Any] = {}
        if self.begins is not None and self.ends is not None:
            kept |= {"from": f"{self.begins:%H:%M}", "to": f"{self.ends:%H:%M}"}
        if self.days_off:
            kept["days_off"] = True
        return kept if self.morning == MORNING else kept | {"morning": self.morning}

    def over(self, at: datetime, zone: ZoneInfo, calendar: Calendar) -> datetime:
        """When the quiet that holds at this instant is over: the instant itself where there is none."""
        over = at
        # Quiet may follow upon quiet: a night upon a Sunday upon a night.
        while quiet := self._at(over, zone, calendar):
            over = quiet
        return over

    def hourly(self, after: datetime, zone: ZoneInfo, calendar: Calendar) -> datetime:
        """When the gathered mail of an hour comes next: upon the full hour, or when the quiet is over."""
        local = after.astimezone(zone)
        # Counted from the instant and not by the wall: the hour that autumn shows twice is two hours.
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return self.over((local.astimezone(UTC) - past) + timedelta(hours=1), zone, calendar)

    def daily(self, after: datetime, zone: ZoneInfo, calendar: Calendar) -> datetime:
        """When the gathered mail of a day comes next: at the hour that its reader named."""
        day = after.astimezone(zone).date()
        while (at := instant_of(datetime.combine(day, time(self.morning)), zone)) <= after:
            day += DAY
        return self.over(at, zone, calendar)

    def _at(self, at: datetime, zone: ZoneInfo, calendar: Calendar) -> datetime | None:
        """The end of a stretch of quiet that holds at this instant."""
        today = at.astimezone(zone).date()
        for day in (today - DAY, today):  # last evening's night may still be on
            for start, end in self._of(day, zone, calendar):
                if start <= at < end:
                    return end
        return None

    def _of(self, day: date, zone: ZoneInfo, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of quiet that begin on a local date."""
        if self.days_off and not calendar.hours_of(day):
            yield instant_of(_on(day), zone), instant_of(_on(day + DAY), zone)
        if self.begins is not None and self.ends is not None:
            last = day if self.begins < self.ends else day + DAY
            yield instant_of(_on(day, self.begins), zone), _last(_on(last, self.ends), zone)


def _on(day: date, at: time = time.min) -> datetime:
    return datetime.combine(day, at)


def _last(local: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which the wall shows this: nobody is woken in the hour that comes twice."""
    again = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return max(instant_of(local, zone), again)
