"""When things happen to an order by themselves: the kinds of its timers, and when each is due.

The subject of all of them is the order, so that whatever happens to it happens in a row.
"""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from helpdesk import timers
from helpdesk.lib.dates import end_of_local_day
from tenants.models import Tenant
from trials.promises import JUST_AFTER, WARN_BEFORE

WARN, BREAK = "trials.promise_near", "trials.promise_broken"
ACTIVATE = "trials.activate"
END = "trials.end"
REMIND = {7: "trials.remind_week", 1: "trials.remind_eve", 0: "trials.remind_day"}
WISH_WARN, WISH_BREAK = "trials.wish_near", "trials.wish_broken"
# Reserved for the erasure 90 days after a deactivation: "trials.erase".

ACTIVATED_BY_ITSELF = timedelta(days=14)  # after the link, where nobody has signed in
REMINDED_AT = time(9)  # local time of the help desk


def arm_promise(order: UUID, due_at: datetime) -> None:
    """Watches over the promise of one business day."""
    timers.arm(WARN, order, due_at - WARN_BEFORE)
    timers.arm(BREAK, order, due_at + JUST_AFTER)


def disarm_promise(order: UUID, reason: str) -> None:
    """The link is sent, or never will be: nobody need be warned."""
    timers.cancel(order, WARN, BREAK, reason=reason)


def arm_activation(order: UUID, tenant: UUID, sent_at: datetime) -> None:
    """Begins the month by itself where nobody comes in."""
    timers.arm(ACTIVATE, order, sent_at + ACTIVATED_BY_ITSELF, tenant=tenant)


def arm_end(order: UUID, tenant: Tenant, last_day: date, *, term: int, now: datetime) -> None:
    """Sees to the end of the last day and to the reminders before it, those whose time has not passed."""
    timers.arm(END, order, end_of_local_day(last_day, tenant.zone), tenant=tenant.pk, generation=term)
    for days, kind in REMIND.items():
        at = datetime.combine(last_day - timedelta(days=days), REMINDED_AT, tenant.zone)
        if at > now:
            timers.arm(kind, order, at, tenant=tenant.pk, generation=term)


def disarm_end(order: UUID, reason: str) -> None:
    """Calls off the end and its reminders."""
    timers.cancel(order, END, *REMIND.values(), reason=reason)


def arm_wish(order: UUID, tenant: UUID, due_at: datetime, *, ordinal: int) -> None:
    """Watches over the business day in which a wish is answered."""
    timers.arm(WISH_WARN, order, due_at - WARN_BEFORE, tenant=tenant, generation=ordinal)
    timers.arm(WISH_BREAK, order, due_at + JUST_AFTER, tenant=tenant, generation=ordinal)


def disarm_wish(order: UUID) -> None:
    """The wish is answered."""
    timers.cancel(order, WISH_WARN, WISH_BREAK, reason="answered")
