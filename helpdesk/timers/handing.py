"""Handing over: a worker does what takes long; the timer stays pending until the worker says it is done."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from helpdesk.lib.errors import describe
from helpdesk.timers import clock
from helpdesk.timers.models import Timer


def hand_over(timer: Timer, again_at: datetime) -> None:
    """Said by a handler that only knocked at a worker: unless it is done by then, the clock asks again."""
    timer.state, timer.fired_at, timer.next_try_at = Timer.State.PENDING, None, again_at
    timer.save(update_fields=["state", "fired_at", "next_try_at"])


def done(timer: UUID) -> bool:
    """Said by the worker: it has happened; False when it had, or was called off."""
    now = clock.now()
    pending = Timer.objects.pending().filter(id=timer)
    return bool(pending.update(state=Timer.State.FIRED, fired_at=now, last_error=""))


@transaction.atomic
def in_vain(timer: UUID, error: Exception) -> None:
    """Said by the worker: it did not succeed, and is tried again, ever more seldom; operators see why."""
    from helpdesk.timers.firing import pause_after  # which needs the handlers, as this room does not

    row = Timer.objects.pending().select_for_update().filter(id=timer).first()
    if row is not None:
        row.attempts += 1
        row.next_try_at = clock.now() + pause_after(row.attempts)
        row.last_error = describe(error)
        row.save(update_fields=["attempts", "next_try_at", "last_error"])
