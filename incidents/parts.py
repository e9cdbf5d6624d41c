"""Requests that are parts of another one: one level, one whole at most, and no clock moves by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.models.lifecycle import OPEN, UNFINISHED
from incidents.need import refuse
from incidents.obstacles import NO_PARTS_OF_PARTS

if TYPE_CHECKING:
    from incidents.act import Act
    from incidents.models.incident import Incident
    from tenants.models import Tenant

TIMER = "incidents.parts"


def refuse_or_join(part: Incident, whole: Incident) -> None:
    """Refuses what would make a ring, a second level or a second whole; both are locked by now."""
    whole.refresh_from_db()
    if part.parent_id == whole.pk:
        raise NotNow(_("The two are linked like this already."))
    if part.parent_id:
        refuse(_("It is a part of another request already: take it out there first."), "other")
    if whole.parent_id:
        refuse(NO_PARTS_OF_PARTS, "other")
    if part.parts.exists():
        refuse(_("It has parts itself, and parts have no parts."), "other")
    if whole.status not in UNFINISHED:
        refuse(_("That request is over: choose one that is still worked on."), "other")


def look_at_the_whole(doing: Act) -> None:
    """A part that is over, or no part any more, may have been the last open one: its whole looks by itself.

    By a timer, for the whole is locked by its own acts alone: two locks taken the wrong way round would wait
    for each other.
    """
    whole = doing.incident.parent_id
    if whole and doing.tenant.is_active:
        timers.arm(TIMER, whole, doing.now, tenant=doing.tenant.pk, again=True)


def all_are_solved(whole: Incident) -> bool:
    """Whether the parts of an open request are over by now, and nobody was told so yet."""
    every = whole.parts.all()
    if not whole.is_open or not every.exists() or every.filter(status__in=sorted(OPEN)).exists():
        return False
    last = every.aggregate(at=Max(Greatest("resolved_at", "cancelled_at")))["at"]
    return not whole.events.filter(kind="parts_solved", at__gte=last).exists()


def take_up(tenant: Tenant) -> None:
    """The help desk opens again: a whole whose last part was over by the time it closed is told so now."""
    from incidents.models.incident import Incident  # its verbs are what calls this

    with_parts = Incident.objects.open().filter(parts__isnull=False).order_by("pk").distinct()
    for whole in with_parts:
        if all_are_solved(whole):
            timers.arm(TIMER, whole.pk, clock.now(), tenant=tenant.pk, again=True)


def open_parts(whole: Incident) -> list[Incident]:
    """The parts that wait for somebody's work or answer, in the order in which acts upon many go."""
    return list(whole.parts.open().order_by("pk"))


def with_open_ones(incidents: Iterable[Incident]) -> set[UUID]:
    """Those of many requests that have open parts; one statement."""
    from incidents.models.incident import Incident  # its verbs are what calls this

    chosen = [one.pk for one in incidents]
    return set(Incident.objects.open().filter(parent__in=chosen).values_list("parent", flat=True))


def last_changed() -> Greatest:
    """When a request's parts, or the whole that it is a part of, have changed last; none for most.

    A column of the statement that reads the request: its page shows how they stand.
    """
    from incidents.models.incident import Incident  # as above

    every = Incident.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
    return Greatest(Subquery(every.annotate(at=Max("changed_at")).values("at")), F("parent__changed_at"))


def shown(links: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A request's whole and parts, out of its links that the reader may see; nothing where there are none."""
    of_parts = [one for one in links if one["tie"] == "part_of"]
    whole = next((one["other"] for one in of_parts if one["way"] == "to"), None)
    every = sorted((one["other"] for one in of_parts if one["way"] == "from"), key=lambda one: one.number)
    return {"whole": whole, "every": every, "open": [one for one in every if one.is_open]} if of_parts else {}


def besides(links: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The links of a request that are not of its parts."""
    return [one for one in links if one["tie"] != "part_of"]
