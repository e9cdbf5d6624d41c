"""Looking, every night and at the start of each clock, for open requests that lack a timer."""

from uuid import UUID

from django.db import transaction

from helpdesk import timers
from incidents import holding, revising
from incidents.act import find_again
from incidents.models import HeldReply, Incident
from tenants.door import in_tenant
from tenants.models import Tenant

HELD = f"{holding.TIMER}:1"
BATCH = 500  # requests whose timers are asked for in one statement


@timers.reconciler
def requests_without_their_timers() -> list[str]:
    """Arms what is missing, and says of which request."""
    found: list[str] = []
    for tenant in Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id"):
        with timers.apart(found, tenant.schema_name), in_tenant(tenant):
            _look_over(tenant, found)
    return found


@timers.reconciler
def holidays_of_the_next_year() -> list[str]:
    """Writes down the public holidays of the next year where nobody has yet, and says of which help desk."""
    found: list[str] = []
    for tenant in Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id"):
        with timers.apart(found, tenant.schema_name), in_tenant(tenant), transaction.atomic():
            found += [f"{tenant.schema_name}: holidays of {year}" for year in revising.extend(tenant)]
    return found


def _look_over(tenant: Tenant, found: list[str]) -> None:
    every = sorted({*Incident.objects.exclude(armed={}).values_list("pk", flat=True), *_with_held()})
    for start in range(0, len(every), BATCH):
        for pk in _lacking(every[start : start + BATCH]):
            with timers.apart(found, f"{tenant.schema_name} {pk}"):
                found += [f"{tenant.schema_name} {line}" for line in _repair(pk)]


def _lacking(requests: list[UUID]) -> dict[UUID, list[str]]:
    """Which of these requests lack timers, and which; where an act is under way it may only seem so."""
    held = set(_with_held())
    # The requests first: what is armed of them afterwards is known.
    wanted = dict(Incident.objects.filter(pk__in=requests).order_by("pk").values_list("pk", "armed"))
    known = {(subject, f"{kind}:{generation}") for subject, kind, generation in timers.known(requests)}
    lacking = {}
    for pk, armed in wanted.items():
        keys = [*armed, *([HELD] if pk in held else [])]
        if lost := sorted(key for key in keys if (pk, key) not in known):
            lacking[pk] = lost
    return lacking


@transaction.atomic
def _repair(pk: UUID) -> list[str]:
    """Arms what a request lacks, asked again while nobody else acts upon it."""
    timers.lock(pk)
    lost = _lacking([pk]).get(pk)
    if not lost:
        return []
    incident = Incident.objects.get(pk=pk)
    armed = find_again(incident, [key for key in lost if key != HELD])
    if HELD in lost:
        holding.arm(incident)
        armed.append(HELD)
    return [f"{incident.reference}: {', '.join(armed)}"] if armed else []


def _with_held() -> list[UUID]:
    return list(HeldReply.objects.values_list("incident", flat=True).distinct())
