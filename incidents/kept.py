"""Which clocks of a request are over for good, for the record of promises kept."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from helpdesk.lib.dates import local_date
from helpdesk.lib.together import Sheet, row_of
from incidents import agenda
from incidents.breaches import causes
from incidents.models.event import Event
from incidents.models.lifecycle import Status
from incidents.sla import ClockRun, Story
from onewindow.models import PromiseRow
from onewindow.writing import PROMISES

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from tenants.models import Tenant


def record(
    incident: "Incident",
    story: Story,
    past: Iterable[Event],
    entries: Iterable[Event],
    status: str,
    tenant: "Tenant",
    sheet: Sheet,
) -> None:
    """Keeps what this act has ended for good."""
    now_entered = {event.pk for event in entries}
    solved = status == Status.CLOSED
    over = [
        run for run in ended(story, status) if run.ended_by in now_entered or (solved and _is_solved(run))
    ]
    if over:
        sheet.add(PROMISES, *map(row_of, rows(incident, over, [*past, *entries], tenant)))


def ended(story: Story, status: str) -> Iterator[ClockRun]:
    """The clocks that were kept or broken for good; a solution counts once closed, for it may still fail."""
    solutions = [run for run in story.runs if run.kind == "resolution"]
    for run in story.runs:
        still_open = _is_solved(run) and status != Status.CLOSED and run is solutions[-1]
        if run.kept is not None and not still_open:
            yield run


def rows(
    incident: "Incident", runs: Iterable[ClockRun], timeline: Iterable[Event], tenant: "Tenant"
) -> list[PromiseRow]:
    """How clocks ended, as the record of promises kept has it."""
    why = causes(timeline)
    return [_row(incident, run, why, tenant) for run in runs]


def _is_solved(run: ClockRun) -> bool:
    return run.kind == "resolution" and run.ended == "met"


def _row(
    incident: "Incident", run: ClockRun, why: dict[tuple[str, int], str], tenant: "Tenant"
) -> PromiseRow:
    over_at = run.ended_at or run.started_at
    clock = agenda.clock_name(run)
    return PromiseRow(
        incident_id=incident.pk,
        clock=clock,
        generation=run.generation,
        tenant_id=tenant.pk,
        level=str(run.level),
        month=local_date(over_at, tenant.zone).replace(day=1),
        ended_at=over_at,
        kept=bool(run.kept),
        took=_took(run) if run.ended == "met" else None,
        cause=why.get((clock, run.generation), ""),
    )


def _took(run: ClockRun) -> timedelta:
    """The open time it took, pauses left out."""
    spent = [span for span in run.spans if span.kind in ("counting", "late") and span.end]
    return sum((run.calendar.elapsed(span.start, span.end) for span in spent if span.end), timedelta())
