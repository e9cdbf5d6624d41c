"""What a help desk's making, closing and reopening mean for its requests."""

from helpdesk.timers import clock
from incidents.models.calendar import WEEKDAY_HOURS, BusinessHours, Holiday, snapshot
from incidents.models.policy import ServicePolicy
from tenants import registry
from tenants.door import in_tenant
from tenants.models import Tenant


@registry.on_provision
def set_the_terms(tenant: Tenant) -> None:
    """Gives a new help desk its calendar and the first version of its terms; a second call changes nothing."""
    now = clock.now()
    with in_tenant(tenant):
        if ServicePolicy.objects.exists():
            return
        BusinessHours.objects.bulk_create(
            BusinessHours(weekday=weekday, hours=WEEKDAY_HOURS if weekday < 5 else "") for weekday in range(7)
        )
        year = now.astimezone(tenant.zone).year
        for filled in (year, year + 1):
            Holiday.prefill(filled)
        ServicePolicy.revise(at=now, calendar=snapshot(tenant.time_zone))
