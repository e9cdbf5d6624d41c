"""Telling the timeline of a request again and looking whether what is stored says the same."""

from datetime import datetime

from incidents import agenda, settle
from incidents.models import Clock, Incident, ServicePolicy, Status
from incidents.models.policy import Book


def differences(incident: Incident, now: datetime, book: Book | None = None) -> list[str]:
    """What the stored columns, clocks and timers say otherwise than the timeline; nothing, if all is well."""
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
    stored = {(row.kind, row.generation): row for row in incident.clocks.all()}
    for run in story.runs:
        row, fresh = stored.pop((run.kind, run.generation), None), Clock.of(incident.pk, run)
        for name in Clock.KEPT:
            if row is None or getattr(row, name) != getattr(fresh, name):
                found.append(f"{incident.reference} {run.kind} {run.generation} {name}")
    return found + [f"{incident.reference} {kind} {generation}: never ran" for kind, generation in stored]
