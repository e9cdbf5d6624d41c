"""Arming, calling off, and the lock that keeps everything about one subject in a row."""

from datetime import datetime
from hashlib import blake2b
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError

from helpdesk.lib.ids import uuid7
from helpdesk.timers import clock
from helpdesk.timers.models import Timer

# One statement. A timer that is pending moves; one that fired or was called off stays so, unless it is
# armed `again`. The clock looks every 5 s by itself, so only a timer due sooner rings its bell: a
# NOTIFY takes a lock that all committing transactions share.
_ARM = """
INSERT INTO timers_timer AS t (id, kind, tenant_id, subject_id, generation, due_at, next_try_at, state,
                               cancelled_why, attempts, last_error, created_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, 'pending', '', 0, '', {now})
ON CONFLICT (subject_id, kind, generation, tenant_id) DO UPDATE
   SET due_at = EXCLUDED.due_at, next_try_at = EXCLUDED.due_at, state = 'pending', fired_at = NULL,
       cancelled_at = NULL, cancelled_why = '', attempts = 0, last_error = ''
 WHERE (t.state = 'pending' AND t.due_at <> EXCLUDED.due_at) OR (t.state <> 'pending' AND %s)
RETURNING (SELECT pg_notify('timers', '') WHERE t.due_at < {now} + interval '6 seconds')
"""


def arm(
    kind: str,
    subject: UUID,
    due_at: datetime,
    *,
    tenant: UUID | None = None,
    generation: int = 1,
    again: bool = False,
) -> None:
    """Lets the kind of thing happen to the subject at the time, once for each generation."""
    if due_at.tzinfo is None:
        raise ValueError("A timer needs a moment with its zone.")
    now, moment = clock.sql()
    values = [uuid7(), kind, tenant, subject, generation, due_at, due_at, *moment, again, *moment]
    with connection.cursor() as cursor:
        cursor.execute(_ARM.format(now=now), values)


def cancel(subject: UUID, *kinds: str, generation: int | None = None, reason: str = "") -> int:
    """Calls off what has not happened yet to the subject: these kinds, or all; tells how many."""
    timers = Timer.objects.pending().filter(subject_id=subject)
    if kinds:
        timers = timers.filter(kind__in=kinds)
    if generation is not None:
        timers = timers.filter(generation=generation)
    return timers.update(state=Timer.State.CANCELLED, cancelled_at=clock.now(), cancelled_why=reason[:200])


def lock(subject: UUID) -> None:
    """Keeps all others, the clock too, off this subject until the transaction ends; a verb's first line."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("Lock a subject inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key_of(subject)])


def key_of(subject: UUID) -> int:
    """The subject's number among PostgreSQL's advisory locks; two that share one only wait for each other."""
    return int.from_bytes(blake2b(b"timers" + subject.bytes, digest_size=8).digest(), "big", signed=True)
