"""Looking, every night and at the start of each clock, for open requests that lack a timer."""

from collections import defaultdict
from uuid import UUID

from django.db import transaction

from helpdesk import timers
from helpdesk.timers.models import Timer
from incidents import holding, revising
from incidents.act import look_again
from incidents.models import HeldReply, Incident
from tenants.door import in_tenant
from tenants.models import Tenant


@timers.reconciler
def requests_without_their_timers() -> list[str]:
    """Arms what is missing, and says of which request."""
    pending: dict[UUID | None, set[tuple[UUID, str]]] = defaultdict(set)
    known = Timer.objects.pending().filter(kind__startswith="incidents.")
    for tenant, subject, kind, generation in known.values_list(
        "tenant_id", "subject_id", "kind", "generation"
    ):
        pending[tenant].add((subject, f"{kind}:{generation}"))
    found: list[str] = []
    for tenant in Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id"):
        found += _repair(tenant, pending[tenant.pk])
    return found


@timers.reconciler
def holidays_of_the_next_year() -> list[str]:
    """Writes down the public holidays of the next year where nobody has yet, and says of which help desk."""
    found: list[str] = []
    for tenant in Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id"):
        with in_tenant(tenant), transaction.atomic():
            found += [f"{tenant.schema_name}: holidays of {year}" for year in revising.extend(tenant)]
    return found


def _repair(tenant: Tenant, pending: set[tuple[UUID, str]]) -> list[str]:
    found = []
    with in_tenant(tenant):
        for incident in Incident.objects.exclude(armed={}).order_by("id"):
            missing = sorted(key for key in incident.armed if (incident.pk, key) not in pending)
            if missing and look_again(incident):
                found.append(f"{tenant.schema_name} {incident.reference}: {', '.join(missing)}")
        held = HeldReply.objects.values("incident")
        for incident in Incident.objects.filter(pk__in=held).order_by("id"):
            if (incident.pk, f"{holding.TIMER}:1") not in pending:
                holding.arm(incident)
                found.append(f"{tenant.schema_name} {incident.reference}: {holding.TIMER}")
    return found
