"""Says a moment in the form of the reader's language and the zone of the page."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, gettext, pgettext

from helpdesk.ui import durations

# Lithuanian months stand in the genitive ("E"); the weekday comes last, so that "iki" can stand before.
DAY = {"lt": r"E j \d.", "en": "j F"}
WEEKDAY = {"lt": r"E j \d. (l)", "en": "l j F"}
FULL_DAY = {"lt": r"Y \m. E j \d.", "en": "j F Y"}
FULL_MOMENT = {"lt": r"Y \m. E j \d. H:i", "en": "j F Y, H:i"}
SHORT_DAY = {"lt": "Y-m-d", "en": "j M Y"}


def _in(forms: dict[str, str], language: str | None = None) -> str:
    return forms.get((language or get_language() or "en")[:2], forms["en"])


def local(at: datetime) -> datetime:
    """Gives the moment in the zone of the page."""
    return timezone.localtime(at)


def clock_time(at: datetime) -> str:
    """Says the time of day: "14:05"."""
    return local(at).strftime("%H:%M")


def absolute(at: datetime) -> str:
    """Says a moment in full: "22 November 2026, 14:05"."""
    minute, language = local(at).replace(tzinfo=None, second=0, microsecond=0), get_language()
    return _minute(minute, _in(FULL_MOMENT, language), language)


@lru_cache(maxsize=4_096)
def _minute(here: datetime, form: str, _language: str | None) -> str:
    return date_format(here, form)


def day(at: date | datetime) -> str:
    """Says a day with its weekday: "Tuesday 24 November"."""
    here: date = local(at) if isinstance(at, datetime) else at
    return date_format(here, _in(WEEKDAY))


def full_day(at: date | datetime) -> str:
    """Says a day with its year: "24 November 2026"."""
    here: date = local(at) if isinstance(at, datetime) else at
    return date_format(here, _in(FULL_DAY))


def when(at: datetime, now: datetime) -> str:
    """Says a moment near today the way one would aloud: "14:05", "tomorrow 10:00", "24 November 16:00"."""
    here, today = local(at), local(now).date()
    time = here.strftime("%H:%M")
    if here.date() == today:
        return time
    if here.date() == today + timedelta(days=1):
        return gettext("tomorrow %(time)s") % {"time": time}
    if here.date() == today - timedelta(days=1):
        return gettext("yesterday %(time)s") % {"time": time}
    return dated(at, now)


def stretch(start: datetime, end: datetime, now: datetime) -> str:
    """Says from when to when; the end names its day wherever that is not the day of the start."""
    last = clock_time(end)
    if local(start).date() != local(end).date():
        today = local(end).date() == local(now).date()
        last = gettext("today %(time)s") % {"time": last} if today else when(end, now)
    return f"{when(start, now)} – {last}"


def dated(at: datetime, now: datetime, *, brief: bool = False) -> str:
    """Says a moment with its date, in a letter, which may be read on any day; in brief, of its own day only
    "14:05"."""
    here, today = local(at), local(now).date()
    time = here.strftime("%H:%M")
    if brief and here.date() == today:
        return time
    form = DAY if here.year == today.year else FULL_DAY
    return f"{date_format(here, _in(form))} {time}"


def last_day(until: datetime) -> str:
    """Names the day that ends with this moment: midnight belongs to the day before it."""
    return day(local(until - timedelta(seconds=1)))


def by(at: datetime, now: datetime) -> str:
    """Says a moment the way it stands after "by": in Lithuanian the day takes its genitive."""
    here, today = local(at), local(now).date()
    time = {"time": here.strftime("%H:%M")}
    if here.date() == today + timedelta(days=1):
        return pgettext("by when", "tomorrow %(time)s") % time
    if here.date() == today - timedelta(days=1):
        return pgettext("by when", "yesterday %(time)s") % time
    return when(at, now)


def at(moment: datetime, now: datetime, *, in_letter: bool = False, brief: bool = False) -> str:
    """Says at what time, with whatever stands before it: "at 14:05", "tomorrow at 10:00"; a letter names the
    date, in brief only that of another day."""
    here, today = local(moment), local(now).date()
    time = {"time": here.strftime("%H:%M")}
    if here.date() == today and (brief or not in_letter):
        return pgettext("at what time", "at %(time)s") % time
    if here.date() == today + timedelta(days=1) and not in_letter:
        return pgettext("at what time", "tomorrow at %(time)s") % time
    if here.date() == today - timedelta(days=1) and not in_letter:
        return pgettext("at what time", "yesterday at %(time)s") % time
    form = DAY if here.year == today.year else FULL_DAY
    return pgettext("at what time", "on %(day)s at %(time)s") % (time | {"day": date_format(here, _in(form))})


def relative(at: datetime, now: datetime) -> str:
    """Says how long ago a moment was, or how far ahead; after a week, its date."""
    span = now - at
    if span < timedelta(minutes=-1):
        return gettext("in %(time)s") % {"time": durations.short(-span)}
    if span < timedelta(days=7):
        return durations.ago(span)
    language = get_language()
    return _date(local(at).date(), _in(SHORT_DAY, language), language)


@lru_cache(maxsize=4_096)
def _date(here: date, form: str, _language: str | None) -> str:
    return date_format(here, form)


def iso(at: datetime) -> str:
    """Gives the moment for machines, in UTC to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
