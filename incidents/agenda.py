"""What must happen next to a request by itself, and when: at most one timer for each of its clocks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from incidents.models.event import Event
from incidents.models.policy import Book
from incidents.sla import ClockRun, Story, in_force, next_repeat
from tenants.models import Tenant

if TYPE_CHECKING:
    from incidents.pen import Pen

CLOSES_AFTER = 5  # business days after resolving

Agenda = dict[tuple[str, int], datetime]


class Step(NamedTuple):
    """What is to be written down of one clock, and when."""

    kind: Event.Kind
    at: datetime
    percent: int = 100


def clock_name(run: ClockRun) -> str:
    """The clock as timers and entries call it: hour, response, resolution or next_word."""
    return "hour" if run.promise else run.kind


def next_step(run: ClockRun, timeline: Sequence[Event]) -> Step | None:
    """The next warning, the breach, or the next alarm of a clock, by what is on the timeline already."""
    told = [event for event in timeline if _is_about(event, run)]
    if any(event.kind in (Event.Kind.BREACHED, Event.Kind.SILENCE) for event in told):
        if not run.promise or run.is_over or run.broken_at is None:
            return None
        last = max(event.at for event in told if event.kind != Event.Kind.WARNED)
        return Step(Event.Kind.ALARMED, next_repeat(run.broken_at, last))
    # A clock that a decision has moved is warned of anew where its share of the time is used up later now.
    shares = {warning.percent: warning.at for warning in run.warnings}
    done = [one for one in told if shares.get(one.data["percent"], one.at) <= one.at]
    warned = max((event.data["percent"] for event in done), default=-1)
    for warning in run.warnings:
        if warning.percent > warned:
            return Step(Event.Kind.WARNED, warning.at, warning.percent)
    # Also of a clock that was met late before anybody was told: what was broken is on the timeline.
    if run.broken_at is None:
        return None
    broken = Event.Kind.SILENCE if run.kind == "next_word" else Event.Kind.BREACHED
    return Step(broken, run.broken_at)


def step_due(run: ClockRun, timeline: Sequence[Event], now: datetime) -> Step | None:
    """The step that is due by now; of several that are, the last, for one letter says it all."""
    step = next_step(run, timeline)
    if step is None or step.at > now:
        return None
    if step.kind == Event.Kind.WARNED:
        if run.broken_at and run.broken_at <= now:
            broken = Event.Kind.SILENCE if run.kind == "next_word" else Event.Kind.BREACHED
            return Step(broken, run.broken_at)
        last = max((w for w in run.warnings if w.at <= now), key=lambda warning: warning.percent)
        return Step(Event.Kind.WARNED, last.at, last.percent)
    return step


def idle_at(story: Story, timeline: Sequence[Event]) -> datetime | None:
    """When a Critical at work alarms again, because nobody is named or nothing was seen for 30 minutes."""
    if story.idle_alarm_at is None:
        return None
    alarms = [event for event in timeline if event.kind == Event.Kind.ALARMED]
    last = max((event.at for event in alarms if event.data["clock"] == "idle"), default=None)
    if last is None or last < story.idle_alarm_at:
        return story.idle_alarm_at
    return next_repeat(story.idle_alarm_at, last)


def of(
    story: Story,
    timeline: Sequence[Event],
    waiting_until: datetime | None,
    resolved_at: datetime | None,  # of one that is not closed yet
    book: Book,
) -> Agenda:
    """Every timer that the request should have now."""
    wanted: Agenda = {}
    for run in story.runs:
        step = next_step(run, timeline)
        if step:
            wanted[f"incidents.{clock_name(run)}", run.generation] = step.at
    if alarm := idle_at(story, timeline):
        wanted["incidents.idle", 1] = alarm
    if waiting_until:
        wanted["incidents.waiting", 1] = waiting_until
    if resolved_at:
        wanted["incidents.closing", 1] = closes_at(resolved_at, book)
    return wanted


def closes_at(resolved_at: datetime, book: Book) -> datetime:
    """When a resolved request closes by itself."""
    calendar = book.calendars[in_force(book.terms, resolved_at).business]
    return calendar.business_day_end(resolved_at, CLOSES_AFTER)


def as_json(wanted: Agenda) -> dict[str, str]:
    """The agenda as the request remembers what is armed."""
    return {f"{kind}:{generation}": at.isoformat() for (kind, generation), at in wanted.items()}


def arm(wanted: Agenda, armed: Mapping[str, str], tenant: Tenant, now: datetime, pen: "Pen") -> None:
    """Brings the timers in step with the agenda; only what differs from what is armed is written."""
    new = as_json(wanted)
    for (kind, generation), at in wanted.items():
        if armed.get(f"{kind}:{generation}") != new[f"{kind}:{generation}"]:
            pen.arm(kind, at, tenant, at=now, generation=generation)
    for key in armed.keys() - new.keys():
        gone, _colon, number = key.rpartition(":")
        pen.call_off(gone, at=now, generation=int(number))


def _is_about(event: Event, run: ClockRun) -> bool:
    return event.data.get("clock") == clock_name(run) and event.data.get("generation") == run.generation
