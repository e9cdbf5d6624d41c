"""Says a stretch of time the way the help desk does: at most two units, never "78:00"."""

import json
import re
from datetime import timedelta
from functools import lru_cache
from math import floor

from django.utils.translation import get_language, gettext, ngettext

MINUTE, HOUR, DAY = 60, 3600, 86400


def whole_seconds(span: timedelta | float) -> int:
    """Gives a span in whole seconds, rounded down: a screen never promises more time than there is."""
    return floor(span.total_seconds() if isinstance(span, timedelta) else span)


def short(span: timedelta | float) -> str:
    """Says a span in the short units of a dense screen: "1 h 10 min", "2 d 4 h", "45 s"."""
    return _short(_shown(abs(whole_seconds(span))), get_language())


def _shown(seconds: int) -> int:
    """As much of it as two units say, so that few spans are ever put into words."""
    unit = HOUR if seconds >= DAY else MINUTE if seconds >= MINUTE else 1
    return seconds // unit * unit


@lru_cache(4_096)
def _short(seconds: int, _language: str | None) -> str:
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    if days:
        return _pair(gettext("%(n)s d") % {"n": days}, gettext("%(n)s h") % {"n": hours} if hours else "")
    if hours:
        return _pair(
            gettext("%(n)s h") % {"n": hours}, gettext("%(n)s min") % {"n": minutes} if minutes else ""
        )
    if minutes:
        return gettext("%(n)s min") % {"n": minutes}
    return gettext("%(n)s s") % {"n": seconds}


def words(span: timedelta | float) -> str:
    """Says a span in whole words for a sentence: "1 hour 10 minutes"."""
    seconds = abs(whole_seconds(span))
    parts = [
        (seconds // DAY, ngettext("%(n)s day", "%(n)s days", seconds // DAY)),
        (seconds % DAY // HOUR, ngettext("%(n)s hour", "%(n)s hours", seconds % DAY // HOUR)),
        (seconds % HOUR // MINUTE, ngettext("%(n)s minute", "%(n)s minutes", seconds % HOUR // MINUTE)),
        (seconds % MINUTE, ngettext("%(n)s second", "%(n)s seconds", seconds % MINUTE)),
    ]
    first = next((i for i, (n, _) in enumerate(parts) if n), 3)
    chosen = parts[first : first + (2 if first < 2 else 1)]
    return " ".join(text % {"n": n} for n, text in chosen if n or len(chosen) == 1)


def left(span: timedelta | float) -> str:
    """Says how long is left, or how late it is."""
    seconds = whole_seconds(span)
    return _left(seconds < 0, _shown(abs(seconds)), get_language())


@lru_cache(4_096)
def _left(late: bool, seconds: int, language: str | None) -> str:
    said = gettext("%(time)s late") if late else gettext("%(time)s left")
    return said % {"time": _short(seconds, language)}


def unbroken(said: str) -> str:
    """The same words, each number kept in one line with its unit."""
    return re.sub(r"(\d) ", "\\1\u00a0", said)


def ago(span: timedelta | float) -> str:
    """Says how long ago something was, in its largest unit."""
    seconds = whole_seconds(span)
    unit = DAY if seconds >= DAY else HOUR if seconds >= HOUR else MINUTE
    return _ago(max(0, seconds // unit * unit), get_language())


@lru_cache(4_096)
def _ago(seconds: int, language: str | None) -> str:
    if seconds < MINUTE:
        return gettext("just now")
    return gettext("%(time)s ago") % {"time": _short(seconds, language)}


def vocabulary() -> str:
    """Gives the words above as JSON for countdown.js, so that both say the same."""
    return json.dumps(
        {
            "d": gettext("%(n)s d"),
            "h": gettext("%(n)s h"),
            "min": gettext("%(n)s min"),
            "s": gettext("%(n)s s"),
            "left": gettext("%(time)s left"),
            "late": gettext("%(time)s late"),
            "ago": gettext("%(time)s ago"),
            "now": gettext("just now"),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _pair(first: str, second: str) -> str:
    return f"{first} {second}" if second else first
