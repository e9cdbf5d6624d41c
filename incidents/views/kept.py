"""Promises kept: what came of the clocks of this help desk, month by month and level by level."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from helpdesk.lib import sheets
from helpdesk.lib.http import Request, answer
from helpdesk.ui.context import asked_once
from incidents import paused_in_vain
from incidents.breaches import clocks_of
from incidents.desk import desk
from incidents.kept_in_words import cause_words, head, heading, level_words, lines
from incidents.models import Event, Incident
from onewindow import calls, complaints
from onewindow.models import CallRow, ComplaintRow, PromiseRow
from onewindow.promises import Figures, figures

MONTHS = 24
BROKEN_AT_MOST = 200


@dataclass(frozen=True)
class Broken:
    """A clock that was broken: of which request, and why."""

    incident: Incident
    row: PromiseRow
    why: Event | None

    @property
    def clock(self) -> str:
        """What was broken."""
        return heading(self.row.clock)

    @property
    def asks_why(self) -> bool:
        """Whether a reason is asked for; a word that did not come is on record, and asks nobody for one."""
        return self.row.clock != "next_word"

    @property
    def level(self) -> str:
        """At which level."""
        return level_words(self.row.level)

    @property
    def cause(self) -> str:
        """What it came from, as far as somebody has said."""
        return cause_words(self.row.cause)


@require_GET
def kept(request: Request) -> HttpResponse:
    """Shows the figures of each month, what was broken and why; for agents also pauses that were in vain."""
    own = PromiseRow.objects.filter(tenant_id=desk().pk)
    months: dict[date, list[Figures]] = defaultdict(list)
    for one in figures(own):
        months[one.month].append(one)
    of_the_desk = request.entry is not None and request.entry.is_agent
    broken = _broken(own)
    context = {
        "now": asked_once(request)(),
        "months": [_month(month, rows, broken) for month, rows in list(months.items())[:MONTHS]],
        "calls": calls.figures(CallRow.objects.filter(tenant_id=desk().pk))[:MONTHS],
        "complaints": complaints.figures(ComplaintRow.objects.filter(tenant_id=desk().pk))[:MONTHS],
        "of_the_desk": of_the_desk,
        "in_vain": paused_in_vain.pauses() if of_the_desk else [],
    }
    return answer(request, "incidents/kept/kept.html", context)


@require_GET
def kept_csv(request: Request) -> HttpResponse:
    """Gives the same figures as a table for a spreadsheet."""
    rows = figures(PromiseRow.objects.filter(tenant_id=desk().pk))
    came = complaints.figures(ComplaintRow.objects.filter(tenant_id=desk().pk))
    return sheets.sheet("promises-kept", head(), [said for _desk, said in lines(rows, came)])


def _month(month: date, rows: list[Figures], every: list[Broken]) -> dict[str, Any]:
    """The figures of a month and what of it was broken, with how many more than are listed."""
    broken = [one for one in every if one.row.month == month]
    return {
        "month": month,
        "rows": rows,
        "broken": broken,
        "unlisted": sum(one.broken for one in rows) - len(broken),
    }


def _broken(rows: Any) -> list[Broken]:
    """What was broken lately, with the justification; three statements, however many."""
    late = list(rows.filter(kept=False).order_by("-ended_at", "clock")[:BROKEN_AT_MOST])
    requests = {one.pk: one for one in Incident.objects.filter(pk__in={row.incident_id for row in late})}
    said = Event.objects.filter(incident__in=requests, kind=Event.Kind.JUSTIFIED).select_related("comment")
    why = _by_clock(said)
    return [
        Broken(requests[row.incident_id], row, why.get((row.incident_id, row.clock, row.generation)))
        for row in late
        if row.incident_id in requests
    ]


def _by_clock(events: Iterable[Event]) -> dict[tuple[Any, str, int], Event]:
    return {
        (event.incident_id, clock, generation): event
        for event in events
        for clock, generation in clocks_of(event)
    }
