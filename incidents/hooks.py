"""What a help desk's making, closing and opening again mean for its requests."""

from django.db.models import Q

import onewindow
from helpdesk import timers
from helpdesk.timers import clock
from incidents import parts
from incidents.act import look_again
from incidents.calling_back import all_waited_for
from incidents.calls_due import hold_calls, take_up_calls
from incidents.complaints.due import hold_complaints, take_up_complaints
from incidents.holding import give_all_back
from incidents.models import BusinessHours, Complaint, HeldReply, Holiday, Incident, ServicePolicy
from incidents.models.calendar import WEEKDAY_HOURS, snapshot
from incidents.models.lifecycle import UNFINISHED
from tenants import registry
from tenants.door import in_tenant
from tenants.models import Tenant


@registry.on_provision
def set_the_terms(tenant: Tenant) -> None:
    """Gives a new help desk its calendar and the first version of its terms, once."""
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


@registry.on_close
def hold_the_timers(tenant: Tenant) -> None:
    """Nobody works in a closed help desk: its requests leave the one window and nothing of them falls due."""
    with in_tenant(tenant):
        _lock_everything()
        give_all_back()
        for incident in Incident.objects.exclude(armed={}).order_by("id").values_list("pk", flat=True):
            timers.lock(incident)
            timers.cancel(incident, reason=timers.CLOSED)
        hold_calls()
        hold_complaints()
    onewindow.hide(tenant.pk)


@registry.on_reopen
def take_up_the_timers(tenant: Tenant) -> None:
    """Everything is due again when it was due before, and what fell due meanwhile is due at once."""
    onewindow.show(tenant.pk)
    with in_tenant(tenant):
        _lock_everything()
        for incident in Incident.objects.exclude(armed={}).order_by("id"):
            look_again(incident)
        parts.take_up(tenant)
        take_up_calls(tenant)
        take_up_complaints(tenant)


def _lock_everything() -> None:
    """Keeps all others off whatever is held or taken up, in the one order in which every act locks.

    Requests first, by their ids, and then the calls about none: an act upon a request locks those, too. What
    is reported meanwhile has a higher id than all of them.
    """
    of_calls = all_waited_for().filter(incident__isnull=False).order_by().values("incident")
    held = HeldReply.objects.values("incident")
    some = Q(status__in=sorted(UNFINISHED)) | ~Q(armed={}) | Q(pk__in=held) | Q(pk__in=of_calls)
    for every in (
        Incident.objects.filter(some).order_by("id"),
        all_waited_for().filter(incident__isnull=True),
        Complaint.objects.unsettled().order_by("id"),
    ):
        for subject in every.values_list("pk", flat=True):
            timers.lock(subject)
