"""The figures of promises kept, in words and as lines of a table."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from helpdesk.ui import durations
from incidents.models.lifecycle import Cause
from onewindow.complaints import ComplaintFigures
from onewindow.promises import Figures


def clock_words(clock: str) -> str:
    """What had to be done in time."""
    return {
        "hour": _("Start work"),
        "response": _("Answer"),
        "resolution": _("Solve"),
        "next_word": _("Next word"),
    }[clock]


def heading(clock: str) -> str:
    """The clock by its whole name: the hour is a promise, everything else a goal."""
    return {
        "hour": _("Start of work: a promise"),
        "response": _("Response goal"),
        "resolution": _("Resolution goal"),
        "next_word": _("Next word"),
    }[clock]


def level_words(level: str) -> str:
    """The level, in a word."""
    return {
        "critical": pgettext("level", "Critical"),
        "important": pgettext("level", "Important"),
        "minimal": pgettext("level", "Minimal"),
    }[level]


def cause_words(cause: str) -> str:
    """What a breach came from, in words."""
    return str(Cause(cause).label) if cause in Cause.values else ""


def why(one: Figures) -> str:
    """The causes of what was broken, the commonest first; what nobody has justified is said too."""
    said = [f"{cause_words(cause)} ({n})" for cause, n in one.causes.items()]
    # A silence is on record, and asks nobody for a reason.
    silent = 0 if one.clock == "next_word" else one.broken - sum(one.causes.values())
    if silent:
        said.append(_("not justified yet (%(n)s)") % {"n": silent})
    return ", ".join(said)


def took(one: Figures, span: timedelta | None) -> str:
    """How long it took by the clock that counts; where none of its time went by, that is said, not "0 s"."""
    if span is None:
        return "–"
    if span >= timedelta(seconds=1):
        return durations.short(span)
    if one.level == "critical":  # it counts around the clock: there it was done in the same moment
        return _("at once")
    why = (
        _("At least half of them took no business time, and only business hours count.")
        if one.worst and one.worst >= timedelta(seconds=1)
        else _("All of it was done outside business hours, and only business hours count.")
    )
    return format_html(
        '<span title="{}"><span aria-hidden="true">–</span><span class="visually-hidden">{}</span></span>',
        why,
        why,
    )


def head() -> list[str]:
    """The names of the columns."""
    return [
        _("Month"),
        _("Impact"),
        _("What"),
        _("Promise or goal"),
        _("Count"),
        _("Kept"),
        _("Broken"),
        _("Median, minutes"),
        _("Longest, minutes"),
        _("Why"),
        _("Agreed"),
        pgettext("complaints", "Withdrawn"),
        _("Still open"),
    ]


def line(one: Figures) -> list[Any]:
    """One line of the table."""
    return [
        one.month.strftime("%Y-%m"),
        level_words(one.level),
        clock_words(one.clock),
        _("promise") if one.is_promise else _("goal"),
        one.count,
        one.kept,
        one.broken,
        _minutes(one.median),
        _minutes(one.worst),
        why(one),
        *("", "", ""),
    ]


def complaints_line(one: ComplaintFigures) -> list[Any]:
    """One line of the same table: the complaints of a month, and what came of them."""
    return [
        one.month.strftime("%Y-%m"),
        "",
        _("Answer a complaint"),
        _("goal"),
        one.received,
        one.in_time,
        one.late,
        *("", "", ""),
        one.agreed,
        one.withdrawn,
        one.still_open,
    ]


def lines(
    promises: Iterable[Figures], complaints: Iterable[ComplaintFigures]
) -> Iterator[tuple[UUID | None, list[Any]]]:
    """The whole table, each line with its help desk: the newest month first, its complaints last."""
    every: list[tuple[Figures | ComplaintFigures, list[Any]]] = [
        *((one, line(one)) for one in promises),
        *((one, complaints_line(one)) for one in complaints),
    ]
    every.sort(key=lambda pair: (-pair[0].month.toordinal(), str(pair[0].tenant_id)))
    return ((one.tenant_id, said) for one, said in every)


def _minutes(took: Any) -> str:
    return "" if took is None else f"{took.total_seconds() / 60:.1f}"
