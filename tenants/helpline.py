"""The vendor's hours: whether the help line is open now, and the calendar of the one business day."""

import time
from dataclasses import dataclass
from datetime import datetime
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from django.conf import settings

from helpdesk.lib.calendars import Calendar, Opening
from tenants.models import VendorHoliday, VendorHours

ZONE = ZoneInfo("Europe/Vilnius")
REMEMBERED = 5.0  # seconds, as host names are

_remembered: tuple[float, Calendar] | None = None


@dataclass(frozen=True)
class HelpLine:
    """The number to call, whether somebody answers now, and until or from when (local time of the vendor)."""

    number: str
    is_open: bool
    until: datetime | None
    opens: datetime | None

    @property
    def dial(self) -> str:
        """The number as a telephone link wants it."""
        return "tel:" + self.number.replace(" ", "")


def vendor_calendar() -> Calendar:
    """The vendor's opening hours and holidays, as its tables say; remembered for five seconds."""
    global _remembered
    now, remembered = time.monotonic(), _remembered  # once: another thread may forget it meanwhile
    if remembered is None or remembered[0] <= now:
        _remembered = remembered = (now + REMEMBERED, _read())
    return remembered[1]


def forget() -> None:
    """Forgets the remembered hours, after somebody edited them."""
    global _remembered
    _remembered = None


def _read() -> Calendar:
    week: list[list[Opening]] = [[] for _ in range(7)]
    for row in VendorHours.objects.all():
        week[row.weekday].append(Opening(_minutes(row.opens), _minutes(row.closes)))
    return Calendar(
        zone=ZONE,
        week=tuple(tuple(day) for day in week),
        days_off=frozenset(VendorHoliday.objects.values_list("day", flat=True)),
    )


def _minutes(at: time_of_day) -> int:
    return at.hour * 60 + at.minute


def helpline(now: datetime) -> HelpLine:
    """The help line as it is at an instant."""
    calendar = vendor_calendar()
    is_open = calendar.is_open(now)
    until = calendar.closes_next(now) if is_open else None
    opens = None if is_open else calendar.opens_next(now)
    return HelpLine(
        number=settings.HELP_LINE,
        is_open=is_open,
        until=until.astimezone(ZONE) if until else None,
        opens=opens.astimezone(ZONE) if opens else None,
    )
