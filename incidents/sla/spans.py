"""How the time of a clock is spent: counting, paused, closed hours, late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from helpdesk.lib.calendars import Calendar
from incidents.sla.facts import FactId

SpanKind = Literal["counting", "paused", "closed", "late"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a clock's time and the entry that began it; without an end it goes on."""

    kind: SpanKind
    start: datetime
    end: datetime | None
    because: FactId


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count, from the question to the answer, or from resolving to "it still fails"."""

    start: datetime
    because: FactId
    end: datetime | None = None
    ended_by: FactId | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time between pauses, or a pause."""

    start: datetime
    end: datetime | None
    because: FactId
    paused: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """When the time of a clock is used up, or how much is left of it while it is paused."""

    due_at: datetime | None
    left: timedelta
    stretches: tuple[Stretch, ...]


def measure(
    start: datetime,
    length: timedelta,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    until: datetime | None = None,
    because: FactId = "",
) -> Measure:
    """Uses up the length on the calendar outside the pauses, from the start on, not looking past `until`."""
    due_at, left = None, length
    stretches = tuple(_stretches(start, pauses, until, because))
    for stretch in stretches:
        if stretch.paused or due_at:
            continue
        reached = calendar.add(stretch.start, left)
        # The last stretch may end before the time is up: what was due then is still the answer.
        if stretch.end is None or reached <= stretch.end or stretch.end == until:
            due_at, left = reached, timedelta()
        else:
            left -= calendar.elapsed(stretch.start, stretch.end)
    if not stretches:  # ended in the instant of its start
        due_at, left = calendar.add(start, length), timedelta()
    return Measure(due_at, left, stretches)


def lay(measured: Measure, calendar: Calendar) -> tuple[Span, ...]:
    """The spans of a measured clock, one after the other from its start, without gap or overlap."""
    return tuple(
        span for stretch in measured.stretches for span in _spans(stretch, measured.due_at, calendar)
    )


def _stretches(
    start: datetime, pauses: Sequence[Pause], until: datetime | None, because: FactId
) -> Iterator[Stretch]:
    cursor = start
    for pause in pauses:
        if pause.end is not None and (pause.end <= cursor or pause.end == pause.start):
            continue
        if until is not None and max(cursor, pause.start) >= until:
            break
        if pause.start > cursor:
            yield Stretch(cursor, pause.start, because, paused=False)
            cursor = pause.start
        end = pause.end if until is None or (pause.end and pause.end < until) else until
        yield Stretch(cursor, end, pause.because, paused=True)
        if end is None or end == until:
            return
        cursor, because = end, pause.ended_by if pause.ended_by is not None else pause.because
    if cursor != until:
        yield Stretch(cursor, until, because, paused=False)


def _spans(stretch: Stretch, due_at: datetime | None, calendar: Calendar) -> Iterator[Span]:
    start, end, because = stretch.start, stretch.end, stretch.because
    if stretch.paused:
        yield Span("paused", start, end, because)
        return
    counted_to = end if due_at is None or (end and end < due_at) else due_at
    if counted_to is None:
        raise ValueError("Time that goes on for ever has a due time.")
    cursor = start
    for window in calendar.windows(start, max(start, counted_to)):
        if cursor < window.start:
            yield Span("closed", cursor, window.start, because)
        yield Span("counting", window.start, window.end, because)
        cursor = window.end
    if cursor < counted_to:
        yield Span("closed", cursor, counted_to, because)
        cursor = counted_to
    if end is None or cursor < end:
        yield Span("late", cursor, end, because)
