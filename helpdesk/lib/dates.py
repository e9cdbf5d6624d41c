"""Dates as people mean them: a month from an anchor, the end of a local day, public holidays."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

SECOND = timedelta(seconds=1)


def one_month_after(anchor: date, months: int = 1) -> date:
    """The same day of the month, `months` later, counted from the anchor: 31 Jan → 28 Feb → 31 Mar.

    Always pass the first anchor with a larger number of months: stepping from result to result would lose
    the 31st.
    """
    year, month0 = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month0 + 1, min(anchor.day, monthrange(year, month0 + 1)[1]))


def end_of_local_day(day: date, zone: ZoneInfo | str) -> datetime:
    """The instant (UTC) when that day is over in the zone, which is the first instant of the next one."""
    return instant_of(datetime.combine(day + timedelta(days=1), time.min), _zone(zone))


def local_date(at: datetime, zone: ZoneInfo | str) -> date:
    """The date that a calendar on the wall shows in the zone at that instant."""
    return at.astimezone(_zone(zone)).date()


def public_holidays(country: str, year: int, language: str | None = None) -> dict[date, str]:
    """The public holidays of a country's year by date, to pre-fill a table of one's own with.

    The library only pre-fills: an upgrade of it must never move a promise that was given. Names come in
    `language` (as "lt" or "en_US") where the library knows it, else in the country's own.
    """
    found = holidays.country_holidays(country, years=year, language=language)
    return dict(sorted(found.items()))


@lru_cache(maxsize=8192)
def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which the zone's wall clock shows this local time or a later one.

    So an hour that comes twice in autumn means its first coming, and a time that spring skips means the
    moment of the skip. Later local times never give earlier instants, which is what calendar maths rests on.
    """
    early, late = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early <= late:  # plain (equal), or shown twice: the first time
        return early
    # Skipped: `late` lies before the change and `early` after it. Close in on the change itself.
    early, late = late, early
    skipped_from = early.astimezone(zone).utcoffset()
    while late - early > SECOND:
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == skipped_from:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def _zone(zone: ZoneInfo | str) -> ZoneInfo:
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone)
