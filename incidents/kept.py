"""Which clocks of a request are over for good, for the record of promises kept."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from helpdesk.lib.dates import local_date
from incidents import agenda
from incidents.breaches import causes
from incidents.models.event import Event
from incidents.models.lifecycle import Status
from incidents.models.policy import Book
from incidents.sla import ClockRun, Story
from onewindow import promises
from onewindow.models import PromiseRow

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from tenants.models import Tenant


def record(
    incident: "Incident",
    story: Story,
    past: Iterable[Event],
    entries: Iterable[Event],
    status: str,
    book: Book,
    tenant: "Tenant",
) -> None:
    """Keeps what this act has ended for good; one statement, and none where nothing ended."""
    over = list(_over(story, {event.pk for event in entries}, status))
    if not over:
        return
    why = causes([*past, *entries])
    promises.record([_row(incident, run, why, book, tenant) for run in over])


def _over(story: Story, now_entered: set[object], status: str) -> Iterator[ClockRun]:
    """The clocks that these entries ended; a solution counts once closed, for it may still fail."""
    for run in story.runs:
        if run.kind == "next_word" or run.kept is None:
            continue
        solved = run.kind == "resolution" and run.ended == "met"
        if (solved and status == Status.CLOSED) or (not solved and run.ended_by in now_entered):
            yield run


def _row(
    incident: "Incident", run: ClockRun, why: dict[tuple[str, int], str], book: Book, tenant: "Tenant"
) -> PromiseRow:
    ended = run.ended_at or run.started_at
    clock = agenda.clock_name(run)
    return PromiseRow(
        incident_id=incident.pk,
        clock=clock,
        generation=run.generation,
        tenant_id=tenant.pk,
        level=str(run.level),
        month=local_date(ended, tenant.zone).replace(day=1),
        ended_at=ended,
        kept=bool(run.kept),
        took=_took(run, book) if run.ended == "met" else None,
        cause=why.get((clock, run.generation), ""),
    )


def _took(run: ClockRun, book: Book) -> timedelta:
    """The open time it took, pauses left out."""
    terms = next(terms for terms in book.terms if terms.version == run.terms_version)
    goal = terms.goal(run.level, run.kind)
    if goal is None:  # a clock that runs has one
        return timedelta()
    calendar = terms.calendar(goal, book.calendars)
    spent = [span for span in run.spans if span.kind in ("counting", "late") and span.end]
    return sum((calendar.elapsed(span.start, span.end) for span in spent if span.end), timedelta())
