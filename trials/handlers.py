"""What happens to an order by itself, at its time; each looks at the facts again before it acts."""

from collections.abc import Callable

from helpdesk import audit, timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from onewindow.queries import open_requests
from tenants.models import Tenant
from trials import post, schedule
from trials.models import Order, Wish
from trials.models.order import OWED


@timers.handler(schedule.WARN)
def warn(timer: Timer) -> None:
    """Tells the admins that a link is still owed today."""
    order = Order.objects.filter(pk=timer.subject_id, status__in=OWED).first()
    if order:
        post.to_admins("trials.promise_near", subject=order.pk, key=str(order.pk), order=str(order.pk))


@timers.handler(schedule.BREAK)
def break_promise(timer: Timer) -> None:
    """Puts on record that the link did not leave within the business day, and tells the admins."""
    order = Order.objects.filter(pk=timer.subject_id, status__in=OWED).first()
    if order is None:
        return
    Order.objects.filter(pk=order.pk).update(missed_at=clock.now())
    post.to_admins("trials.promise_broken", subject=order.pk, key=str(order.pk), order=str(order.pk))
    audit.record("order.promise_broken", tenant=order.tenant_id, by=None, subject=order.pk)


@timers.handler(schedule.ACTIVATE)
def activate(timer: Timer) -> None:
    """Begins the month where nobody has signed in for 14 days."""
    order = Order.objects.get(pk=timer.subject_id)
    if Order.LIFE.possible("activate", order.status):
        order.activate(at=clock.now())


@timers.handler(schedule.END)
def end(timer: Timer) -> None:
    """Deactivates the help desk when its last day is over, unless a wish to carry on stands."""
    order = Order.objects.get(pk=timer.subject_id)
    if timer.generation != order.term or order.wish_stands() or not Order.LIFE.possible("end", order.status):
        return
    answer = order.wishes.values_list("answer", flat=True).last()
    refused = answer == Wish.Answer.REFUSED
    order.end(Tenant.Why.REFUSED if refused else Tenant.Why.MONTH_OVER, by=None, at=clock.now())


def _reminder(days: int) -> Callable[[Timer], None]:
    def remind(timer: Timer) -> None:
        """Reminds the managers of the end, and the operators of Criticals that are open in it."""
        order = Order.objects.select_related("tenant").get(pk=timer.subject_id)
        last_day = order.desk.ends_on
        if timer.generation != order.term or last_day is None or order.wish_stands():
            return
        key = f"{order.pk}:{last_day}:{days}"
        until = last_day.isoformat()
        post.to_managers(order, "trials.reminder", key=key, days=days, until=until)
        criticals = open_criticals(order.desk) if days else 0
        if criticals:
            post.to_operators(
                "trials.criticals_open",
                subject=order.pk,
                tenant=order.tenant_id,
                key=key,
                order=str(order.pk),
                criticals=criticals,
                until=until,
            )

    return remind


for _days, _kind in schedule.REMIND.items():
    timers.handler(_kind)(_reminder(_days))


def open_criticals(tenant: Tenant) -> int:
    """How many Critical requests of the help desk are open, by the index."""
    return open_requests().filter(tenant_id=tenant.pk, impact="critical").count()


@timers.handler(schedule.WISH_WARN)
def warn_of_wish(timer: Timer) -> None:
    """Tells the admins that a wish to carry on is to be answered today."""
    wish = _unanswered(timer)
    if wish:
        wish.tell_admins("trials.wish_near")


@timers.handler(schedule.WISH_BREAK)
def break_wish(timer: Timer) -> None:
    """Puts on record that a wish was not answered within the business day, and tells the admins."""
    wish = _unanswered(timer)
    if wish:
        Wish.objects.filter(pk=wish.pk).update(missed_at=clock.now())
        wish.tell_admins("trials.wish_late")
        audit.record("wish.late", tenant=timer.tenant_id, by=None, subject=wish.pk)


def _unanswered(timer: Timer) -> Wish | None:
    wishes = Wish.objects.select_related("order").filter(order=timer.subject_id, ordinal=timer.generation)
    return wishes.filter(answered_at__isnull=True).first()
