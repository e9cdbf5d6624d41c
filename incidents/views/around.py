"""What stands around a page: Criticals that nobody has started, the requests before and after this one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, Value, When
from django.urls import reverse

from helpdesk.lib.compiled import compiled
from incidents.models import Incident, Person, Rank
from incidents.views import listing, rows

AT_MOST = 5  # in the strip
NEAR = 200  # how far the page of a request looks for its neighbours
SAID = ("number", "kind", "subject", "impact", "rank", "hour_due_at", "changed_at")  # what is asked of each
ABOVE, BEFORE, AFTER = range(3)  # where a request stands around another

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
    if view == "closed":
        return _around_over(person, here)
    if not view:
        return _without_neighbours(person, here)
    wanted = rows.views(person, now, rows.today_ends(now))[view]
    inside = Case(When(wanted, then=Value(True)), default=Value(False), output_field=BooleanField())
    listed = Incident.objects.visible_to(person).filter(wanted | ALONE).annotate(inside=inside)
    few = listed.only(*SAID).order_by(*listing.order("due"))[:NEAR]
    every = list(few)
    view_rows = [one for one in every if one.inside]
    at = next((place for place, one in enumerate(view_rows) if one.pk == here.pk), None)
    before = view_rows[at - 1] if at else None
    after = view_rows[at + 1] if at is not None and at + 1 < len(view_rows) else None
    return {
        "strip": [one for one in every if one.rank == Rank.NOT_STARTED and one.pk != here.pk][:AT_MOST],
        "neighbours": {"before": _page(before, view), "after": _page(after, view)},
    }


def _without_neighbours(person: Person, here: Incident) -> dict[str, Any]:
    return {"strip": strip(person, besides=[here.pk]), "neighbours": {"before": "", "after": ""}}


def _around_over(person: Person, here: Incident) -> dict[str, Any]:
    """The same for what is over: the nearest by their ends on each side, however many there are."""
    ended = here.closed_at or here.cancelled_at
    if ended is None:  # it was opened again meanwhile
        return _without_neighbours(person, here)
    every = list(_over(person.pk, here.pk, ended, here.number, sees_all=person.sees_all))
    beside = {one.place: one for one in every}
    return {
        "strip": sorted((one for one in every if one.place == ABOVE), key=lambda one: one.hour_due_at),
        "neighbours": {
            "before": _page(beside.get(BEFORE), "closed"),
            "after": _page(beside.get(AFTER), "closed"),
        },
    }


@compiled
def _over(reader: UUID, here: UUID, ended: datetime, number: int, *, sees_all: bool) -> Any:
    person = Person(id=reader)
    person.sees_all = sees_all
    seen = Incident.objects.visible_to(person)
    over = seen.filter(status__in=rows.OVER).alias(ended=listing.ENDED_AT)
    later = over.filter(Q(ended__gte=ended) & (Q(ended__gt=ended) | Q(number__gt=number)))
    earlier = over.filter(Q(ended__lte=ended) & (Q(ended__lt=ended) | Q(number__lt=number)))
    above, before, after = (
        part.annotate(place=Value(place)).only(*SAID)
        for place, part in (
            (ABOVE, seen.filter(ALONE).exclude(pk=here).order_by("hour_due_at")[:AT_MOST]),
            (BEFORE, later.order_by(listing.ENDED_AT.asc(), F("number").asc())[:1]),
            (AFTER, earlier.order_by(*listing.BY_END)[:1]),
        )
    )
    return above.union(before, after, all=True)


def _page(one: Incident | None, view: str) -> str:
    return f"{reverse('incidents:incident', args=[one.reference])}?from={view}" if one else ""
