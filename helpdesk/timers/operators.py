"""What an operator may do about a timer that does not go off by itself."""

from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from helpdesk.timers.kinds import is_promised
from helpdesk.timers.models import Timer

# (what was done, tenant, by, subject): the audit writes these down; it is a room above this one.
Witness = Callable[[str, UUID | None, UUID, UUID], None]

_witnesses: list[Witness] = []


def witness(function: Witness) -> Witness:
    """Registers a function that is told of every such act, in its transaction."""
    if function not in _witnesses:
        _witnesses.append(function)
    return function


def tell(kind: str, tenant: UUID | None, by: UUID, subject: UUID) -> None:
    """Tells the witnesses of an operator's act."""
    for told in _witnesses:
        told(kind, tenant, by, subject)


@transaction.atomic
def retry_now(timer: Timer, by: UUID) -> bool:
    """Lets a timer that failed be tried at once; False when it is no longer pending."""
    now = clock.now()
    waiting = Timer.objects.failing().filter(id=timer.id, next_try_at__gt=now)
    if not waiting.update(next_try_at=now):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('timers', '')")
    tell("timers.retried", timer.tenant_id, by, timer.id)
    return True


@transaction.atomic
def cancel_one(timer: Timer, by: UUID, reason: str) -> bool:
    """Calls one timer off for a reason; False when it is no longer pending, NotNow for what is promised."""
    if not reason.strip():
        raise ValueError("A timer is called off for a reason.")
    if is_promised(timer.kind):
        raise NotNow(_("Nobody calls this off: a customer relies on it."))
    ended = Timer.objects.pending().filter(id=timer.id)
    if not ended.update(
        state=Timer.State.CANCELLED, cancelled_at=clock.now(), cancelled_why=reason.strip()[:200]
    ):
        return False
    tell("timers.cancelled", timer.tenant_id, by, timer.id)
    return True
