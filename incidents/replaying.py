"""Telling the timeline of a request again and looking whether what is stored says the same."""

from datetime import datetime

from incidents import agenda, kept, settle
from incidents.desk import desk
from incidents.models import Clock, Event, Incident, ServicePolicy, Status
from incidents.models.policy import Book
from incidents.sla import Story
from onewindow import promises
from onewindow.models import PromiseRow

FIGURES = ("tenant_id", "level", "month", "ended_at", "kept", "took", "cause")


def differences(
    incident: Incident, now: datetime, book: Book | None = None, *, repair: bool = False
) -> list[str]:
    """What is stored otherwise than the timeline tells: columns, clocks, timers, promises on record.

    `repair` writes the promises that the record lacks; what is on record already is never changed.
    """
    book = book or ServicePolicy.book()
    timeline = list(incident.events.in_order())
    story = settle.story(timeline, book)
    resolved = incident.resolved_at if incident.status == Status.RESOLVED else None
    told = settle.columns(story, timeline, incident.status, incident.waiting_until, now)
    told["impact"] = str(story.level)
    told["armed"] = agenda.as_json(agenda.of(story, timeline, incident.waiting_until, resolved, book))
    found = [
        f"{incident.reference} {name}: {getattr(incident, name)!r}, by the timeline {value!r}"
        for name, value in told.items()
        if getattr(incident, name) != value
    ]
    return found + _clocks(incident, story) + _promises(incident, story, timeline, repair)


def _clocks(incident: Incident, story: Story) -> list[str]:
    stored = {(row.kind, row.generation): row for row in incident.clocks.all()}
    found = []
    for run in story.runs:
        row, fresh = stored.pop((run.kind, run.generation), None), Clock.of(incident.pk, run)
        for name in Clock.KEPT:
            if row is None or getattr(row, name) != getattr(fresh, name):
                found.append(f"{incident.reference} {run.kind} {run.generation} {name}")
    return found + [f"{incident.reference} {kind} {generation}: never ran" for kind, generation in stored]


def _promises(incident: Incident, story: Story, timeline: list[Event], repair: bool) -> list[str]:
    """How the record of promises kept differs from what the clocks tell."""
    over = kept.rows(incident, kept.ended(story, incident.status), timeline, desk())
    stored = {(row.clock, row.generation): row for row in PromiseRow.objects.filter(incident_id=incident.pk)}
    found, lacking = [], []
    for fresh in over:
        row = stored.pop((fresh.clock, fresh.generation), None)
        name = f"{incident.reference} promise {fresh}"
        if row is None:
            lacking.append(fresh)
            found += [] if repair else [f"{name}: not on record"]
            continue
        found += [
            f"{name} {figure}: {getattr(row, figure)!r}, by the timeline {getattr(fresh, figure)!r}"
            for figure in FIGURES
            if getattr(row, figure) != getattr(fresh, figure)
        ]
    if repair:
        promises.record(lacking)
    return found + [f"{incident.reference} promise {row}: did not end" for row in stored.values()]
