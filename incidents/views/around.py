"""What stands around a page: Criticals that nobody has started, the requests before and after this one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Q, Value, When
from django.urls import reverse

from helpdesk.lib.compiled import compiled
from incidents.models import Incident, Person, Rank
from incidents.views import listing, rows

AT_MOST = 5  # in the strip
NEAR = 200  # how far the page of a request looks for its neighbours

# Open ones, as the index of the queue has them: without that word every closed request would be read.
ALONE = Q(rank=Rank.NOT_STARTED) & rows.IS_OPEN


def strip(person: Person, besides: Iterable[UUID] = ()) -> list[Incident]:
    """The Criticals that nobody has started and that this page does not show: they stand above every page."""
    return list(_alone(person.pk, tuple(besides), sees_all=person.sees_all))


@compiled
def _alone(reader: UUID, besides: tuple[UUID, ...], *, sees_all: bool) -> Any:
    person = Person(id=reader)
    person.sees_all = sees_all
    alone = Incident.objects.visible_to(person).filter(ALONE).exclude(pk__in=besides)
    return alone.order_by("hour_due_at")[:AT_MOST]


def around(person: Person, view: str, here: Incident, now: datetime) -> dict[str, Any]:
    """The strip, and the neighbours in the view that the request was reached from; in one statement."""
    if not view or view == "closed":  # what is over has no order to be worked in
        return {"strip": strip(person, besides=[here.pk]), "neighbours": {"before": "", "after": ""}}
    wanted = rows.views(person, now, rows.today_ends(now))[view]
    inside = Case(When(wanted, then=Value(True)), default=Value(False), output_field=BooleanField())
    listed = Incident.objects.visible_to(person).filter(wanted | ALONE).annotate(inside=inside)
    few = listed.only("number", "kind", "subject", "rank", "hour_due_at", "changed_at").order_by(
        *listing.order("due")
    )[:NEAR]
    every = list(few)
    view_rows = [one for one in every if one.inside]
    at = next((place for place, one in enumerate(view_rows) if one.pk == here.pk), None)
    before = view_rows[at - 1] if at else None
    after = view_rows[at + 1] if at is not None and at + 1 < len(view_rows) else None
    return {
        "strip": [one for one in every if one.rank == Rank.NOT_STARTED and one.pk != here.pk][:AT_MOST],
        "neighbours": {"before": _page(before, view), "after": _page(after, view)},
    }


def _page(one: Incident | None, view: str) -> str:
    return f"{reverse('incidents:incident', args=[one.reference])}?from={view}" if one else ""
