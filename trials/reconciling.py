"""Finds orders without the timers they should have, and gives them back."""

from django.db import transaction

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from trials import schedule
from trials.models import Order, Wish
from trials.models.order import OWED


@timers.reconciler
def reconcile_orders() -> list[str]:
    """Looks at every order that something must still happen to; what was missing is armed and told."""
    found: list[str] = []
    for order in Order.objects.filter(status__in=OWED, missed_at__isnull=True):
        if _missing(order, schedule.BREAK, 1):
            timers.arm(schedule.BREAK, order.pk, order.due_at + schedule.JUST_AFTER, again=True)
            found.append(f"order {order.pk}: nobody watched over its promise")
    for order in Order.objects.filter(status="provisioned").select_related("tenant"):
        if _missing(order, schedule.ACTIVATE, 1) and order.link_sent_at:
            due = order.link_sent_at + schedule.ACTIVATED_BY_ITSELF
            timers.arm(schedule.ACTIVATE, order.pk, due, tenant=order.tenant_id, again=True)
            found.append(f"order {order.pk}: its month would not have begun by itself")
    standing = set(Wish.objects.filter(answered_at__isnull=True).values_list("order_id", flat=True))
    for order in Order.objects.filter(status__in=["running", "extended"]).select_related("tenant"):
        last_day = order.desk.ends_on
        if last_day and order.pk not in standing and _missing(order, schedule.END, order.term):
            with transaction.atomic():
                timers.lock(order.pk)
                order.run_until(last_day, at=clock.now())
            found.append(f"order {order.pk}: nothing would have ended it")
    return found


def _missing(order: Order, kind: str, generation: int) -> bool:
    # One that an operator called off, with a reason, stays called off.
    timer = Timer.objects.filter(subject_id=order.pk, kind=kind, generation=generation)
    return not timer.exclude(state=Timer.State.FIRED).exists()
