"""What is found by fewer words than it should be is gathered anew, by itself and in pieces."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents.desk import desk
from incidents.models.search import SearchDocument
from incidents.search.indexing import gather
from tenants.door import in_tenant
from tenants.models import Tenant

TIMER = "incidents.search_anew"
PIECE = 100  # requests whose acts may have to wait for it, a fraction of a second
PAUSE = timedelta(seconds=1)  # what has to happen by the clock goes in between


@timers.handler(TIMER)
def gather_a_piece(timer: Timer) -> None:
    """Gathers the words of the newest requests that still lack some, and goes on a second later."""
    if timer.tenant_id is None:
        raise ValueError("A timer of search belongs to a help desk.")
    with in_tenant(timer.tenant_id) as tenant:
        if not tenant.is_active:
            return  # found again when it is open
        # Kept from acts meanwhile: what they say is added after this, not lost beneath it. What an act has
        # in hand is left for the next piece.
        stale = SearchDocument.objects.filter(stale=True).order_by("-number")
        piece = list(stale.select_for_update(skip_locked=True).values_list("pk", flat=True)[:PIECE])
        gather(piece)
        if stale.exists():
            timers.arm(TIMER, tenant.pk, clock.now() + PAUSE, tenant=tenant.pk, again=True)


def lacking(incidents: Collection[UUID]) -> None:
    """These are gathered anew a moment later, with what others are saying of them now."""
    SearchDocument.objects.filter(pk__in=incidents).update(stale=True)
    tenant = desk()
    timers.arm(TIMER, tenant.pk, clock.now() + PAUSE, tenant=tenant.pk, again=True)


@timers.reconciler
def words_that_are_missing() -> list[str]:
    """Begins with it where something is to be gathered, and says of how many requests."""
    pending = set(Timer.objects.pending().filter(kind=TIMER).values_list("tenant_id", flat=True))
    found: list[str] = []
    for tenant in Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id"):
        with in_tenant(tenant):
            left = SearchDocument.objects.filter(stale=True).count()
        if left and tenant.pk not in pending:
            timers.arm(TIMER, tenant.pk, clock.now(), tenant=tenant.pk, again=True)
            found.append(f"{tenant.schema_name}: the words of {left} requests are gathered anew for search")
    return found
