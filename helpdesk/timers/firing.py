"""Firing: one timer, one transaction; all of it happens or nothing does."""

import logging
import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, Min, OuterRef

from helpdesk import metrics
from helpdesk.lib.errors import describe
from helpdesk.lib.schema import to_public
from helpdesk.timers import clock
from helpdesk.timers.arming import key_of
from helpdesk.timers.kinds import handler_of
from helpdesk.timers.models import Timer

logger = logging.getLogger(__name__)

BATCH = 100
LONGEST_PAUSE = timedelta(minutes=5)
# After a time without any clock there is a backlog. What falls due meanwhile must not wait behind it: it is
# looked for so often, in seconds, and goes first while it is no later than this.
KEEP_UP_EVERY = 0.2
FRESH = timedelta(seconds=1)

# A handler that hangs would hold up all others: it may wait 5 s for a row and work 30 s on a statement.
_BEGIN = (
    "SELECT pg_try_advisory_xact_lock(%s), {now},"
    " set_config('lock_timeout', '5s', true), set_config('statement_timeout', '30s', true)"
)


class Place(NamedTuple):
    """Where a timer stands in the line of what is due."""

    at: datetime
    timer: UUID
    subject: UUID


def fire_due(limit: int | None = None, now: datetime | None = None, *, strict: bool = False) -> int:
    """Makes what is due happen, oldest first, and tells how much did; `strict` lets errors out (tests)."""
    to_public()
    fired = 0
    # A handler may arm what is due already, so the line is walked until a walk finds nothing to do.
    while walked := _walk(None if limit is None else limit - fired, now, strict):
        fired += walked
        if fired == limit:
            break
    return fired


def _walk(limit: int | None, now: datetime | None, strict: bool) -> int:
    """Once along the line of what is due; what is locked or fails is stepped over, never waited for."""
    fired = 0
    busy: set[UUID] = set()
    place: Place | None = None
    looked_at = time.monotonic()
    while limit is None or fired < limit:
        due = _due(now or clock.now(), place, BATCH if limit is None else min(BATCH, limit - fired))
        for place in due:
            if time.monotonic() - looked_at >= KEEP_UP_EVERY:
                fired += _keep_up(now, busy, strict)
                looked_at = time.monotonic()
            if place.subject not in busy:
                fired += _try(place, now, busy, strict)
        if not due:
            break
    return fired


def _keep_up(now: datetime | None, busy: set[UUID], strict: bool) -> int:
    """Fires what has only just fallen due, so that a backlog makes nothing late that is not late yet."""
    return sum(
        _try(place, now, busy, strict) for place in _fresh(now or clock.now()) if place.subject not in busy
    )


def next_due() -> datetime | None:
    """When the next timer will be tried, or None when nothing is pending."""
    earliest: datetime | None = Timer.objects.pending().aggregate(at=Min("next_try_at"))["at"]
    return earliest


def _due(now: datetime, after: Place | None, limit: int) -> list[Place]:
    ready = Timer.objects.pending().filter(next_try_at__lte=now).order_by("next_try_at", "id")
    if after is not None:
        ready = ready.filter(next_try_at__gte=after.at).exclude(next_try_at=after.at, id__lte=after.timer)
    return [Place(*row) for row in ready.values_list("next_try_at", "id", "subject_id")[:limit]]


def _fresh(now: datetime) -> list[Place]:
    """What fell due within the last second, save where something older of the same subject waits."""
    older = Timer.objects.pending().filter(
        subject_id=OuterRef("subject_id"), next_try_at__lt=OuterRef("next_try_at")
    )
    ready = Timer.objects.pending().filter(next_try_at__gt=now - FRESH, next_try_at__lte=now)
    fresh = ready.exclude(Exists(older)).order_by("next_try_at", "id")
    return [Place(*row) for row in fresh.values_list("next_try_at", "id", "subject_id")[:BATCH]]


def _try(place: Place, now: datetime | None, busy: set[UUID], strict: bool) -> int:
    try:
        done = _fire(place.timer, place.subject, now)
    except Exception as error:
        if strict:
            raise
        _note_failure(place.timer, error, now)
        return 0
    finally:
        to_public()
    if done is None:
        # Somebody works on the subject; its later timers must not overtake this one.
        busy.add(place.subject)
    return int(bool(done))


def _fire(timer_id: UUID, subject_id: UUID, now: datetime | None) -> bool | None:
    """True when it happened, False when it was no longer due, None when the subject is locked."""
    with transaction.atomic():
        sql, moments = clock.sql()
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN.format(now=sql), [key_of(subject_id), *moments])
            is_mine, moment, *_limits = cursor.fetchone()
        if not is_mine:
            return None
        moment = now or moment.astimezone(UTC)
        ready = Timer.objects.pending().filter(id=timer_id, next_try_at__lte=moment)
        timer = ready.select_for_update(skip_locked=True).first()
        if timer is None:
            return False
        # Marked first, so that a handler which arms or calls off timers of its subject finds this one done.
        timer.state, timer.fired_at = Timer.State.FIRED, moment
        timer.save(update_fields=["state", "fired_at"])
        handler_of(timer.kind)(timer)
    metrics.lateness.labels(timer.kind).observe((moment - timer.due_at).total_seconds())
    return True


def _note_failure(timer_id: UUID, error: Exception, now: datetime | None) -> None:
    """Remembers why it failed and when to try again; nothing of the failed try is left."""
    logger.exception("Timer %s failed", timer_id, exc_info=error)
    with transaction.atomic():
        timer = Timer.objects.pending().select_for_update().filter(id=timer_id).first()
        if timer is None:
            return
        timer.attempts += 1
        timer.next_try_at = (now or clock.now()) + pause_after(timer.attempts)
        timer.last_error = describe(error)
        timer.save(update_fields=["attempts", "next_try_at", "last_error"])
    metrics.failures.labels(timer.kind).inc()


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many tries in vain: 1 s, doubled each time, at most 5 minutes."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 20)), LONGEST_PAUSE)
