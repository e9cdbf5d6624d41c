"""The work behind a new help desk: a timer sees that it is begun and begun again, a worker does it."""

from uuid import UUID

from celery import shared_task

from helpdesk import timers
from helpdesk.celery import knock
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from tenants import provisioning


@timers.handler(provisioning.TIMER)
def hand_to_a_worker(timer: Timer) -> None:
    """Hands the making to a worker, and looks again later until it is finished."""
    if timer.tenant_id is None:
        raise ValueError("A making without a tenant.")
    if provisioning.is_finished(timer.tenant_id):
        return
    knock(provision, str(timer.tenant_id))
    timers.arm(
        provisioning.TIMER,
        timer.subject_id,
        clock.now() + provisioning.LOOK_AGAIN,
        tenant=timer.tenant_id,
        generation=timer.generation + 1,
        again=True,  # after an operator's retry the next look has been taken once already
    )


@shared_task(name="tenants.provision", ignore_result=True)
def provision(tenant_id: str) -> None:
    """Makes a help desk, or goes on with a making that was broken off."""
    provisioning.make(UUID(tenant_id))
