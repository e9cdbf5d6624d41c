"""Changing the terms of a help desk: a new version each time, with who, when and why on record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.desk import desk
from incidents.impact import Impact
from incidents.models.calendar import Holiday, snapshot
from incidents.models.policy import ServicePolicy
from incidents.need import Unclear
from incidents.sla import Goals

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person
    from incidents.proposing import Proposal
    from tenants.models import Tenant

FILLED_IN = _("The public holidays were written down for %(years)s.")
CHANGED = _("Somebody has changed the terms meanwhile. Look at them again before you change them.")


def revise_goals(goals: Mapping[Impact, Goals], *, seen: int, reason: str, by: "Person") -> ServicePolicy:
    """Puts new goals in force for every clock that starts from now on; those that run keep their version."""
    with transaction.atomic():
        return _revise(seen, by, reason, "policy.goals", goals=goals)


def edit_calendar(proposal: "Proposal", *, seen: int, reason: str, by: "Person") -> ServicePolicy:
    """Puts an edited calendar in force for every clock that starts from now on; no promise given moves."""
    with transaction.atomic():
        tenant = desk()
        timers.lock(tenant.pk)
        proposal.apply(by=by, at=clock.now())
        calendar = snapshot(tenant.time_zone, shorten_eves=proposal.shorten_eves)
        return _revise(seen, by, reason, "policy.calendar", calendar=calendar)


def reschedule(
    goals: Iterable[tuple["Incident", tuple[str, int]]], *, reason: str, version: int, by: "Person"
) -> list["Incident"]:
    """Moves goals that run to the calendar of a version, request by request; gives those that stayed.

    Each request is an act of its own, in the order of their ids, so that no two of them wait for each other.
    """
    chosen: dict[Incident, list[tuple[str, int]]] = defaultdict(list)
    for incident, clock_of_it in goals:
        chosen[incident].append(clock_of_it)
    stayed = []
    for incident in sorted(chosen, key=lambda one: one.pk):
        try:
            incident.reschedule(reason, version=version, clocks=chosen[incident], by=by)
        except (NotNow, Unclear):
            stayed.append(incident)
    return stayed


def extend(tenant: "Tenant") -> list[int]:
    """Fills in the public holidays of this year and the next, each year once; gives the years it filled.

    A new version of the terms: no clock that runs moves by it. A year that somebody has emptied stays empty.
    """
    timers.lock(tenant.pk)
    versions = list(ServicePolicy.objects.order_by("version"))
    if not versions:
        return []
    known = {int(day[:4]) for version in versions for day in version.calendar["days_off"]}
    year = clock.now().astimezone(tenant.zone).year
    filled = [one for one in (year, year + 1) if one not in known]
    for one in filled:
        Holiday.prefill(one)
    if filled:
        calendar = snapshot(tenant.time_zone, shorten_eves=bool(versions[-1].calendar["short_days"]))
        with translation.override(tenant.language):
            reason = str(FILLED_IN % {"years": ", ".join(map(str, filled))})
        _revise(versions[-1].version, None, reason, "policy.holidays", calendar=calendar)
    return filled


def _revise(seen: int, by: "Person | None", reason: str, kind: str, **changed: Any) -> ServicePolicy:
    tenant = desk()
    timers.lock(tenant.pk)
    latest = ServicePolicy.objects.order_by("version").last()
    if latest is None or latest.version != seen:
        raise NotNow(CHANGED)
    now = clock.now()
    version = ServicePolicy.revise(at=now, by=by, reason=reason, **changed)
    audit.record(
        kind,
        tenant=tenant.pk,
        by=(by.user_id or by.pk) if by else None,
        subject=version.pk,
        data={"version": version.version, "narrowed": _is_narrowed(version)},
        at=now,
    )
    return version


def _is_narrowed(version: ServicePolicy) -> bool:
    promise = version.goals[Impact.CRITICAL]["response"]
    return bool(promise["calendar"] == "business")
