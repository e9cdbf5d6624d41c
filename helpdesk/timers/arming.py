"""Arming, calling off, and the lock that keeps everything about one subject in a row."""

from datetime import datetime, timedelta
from hashlib import blake2b
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError

from helpdesk.lib.ids import uuid7
from helpdesk.lib.together import Part, Row
from helpdesk.timers import clock
from helpdesk.timers.models import Timer

# The clock looks every 5 s by itself, so only a timer due sooner rings its bell: a NOTIFY takes a lock that
# all committing transactions share.
BELL, SOON = "timers", timedelta(seconds=6)

# One statement. A timer that is pending moves; one that fired or was called off stays so, unless it is
# armed `again`.
_INTO = """
INSERT INTO timers_timer AS t (id, kind, tenant_id, subject_id, generation, due_at, next_try_at, state,
                               cancelled_why, attempts, last_error, created_at)
"""
_OR_MOVE = """
ON CONFLICT (subject_id, kind, generation, tenant_id) DO UPDATE
   SET due_at = EXCLUDED.due_at, next_try_at = EXCLUDED.due_at, state = 'pending', fired_at = NULL,
       cancelled_at = NULL, cancelled_why = '', attempts = 0, last_error = ''
"""
_ARM = f"""{_INTO}
VALUES (%s, %s, %s, %s, %s, %s, %s, 'pending', '', 0, '', {{now}}) {_OR_MOVE}
 WHERE (t.state = 'pending' AND t.due_at <> EXCLUDED.due_at) OR (t.state <> 'pending' AND %s)
RETURNING (SELECT pg_notify('{BELL}', '') WHERE t.due_at < {{now}} + interval '6 seconds')
"""

# The same for many at once, armed `again`, as a part of what an act writes; and those that it calls off.
ARMED = Part(
    "armed",
    f"""{_INTO}
SELECT id, kind, tenant_id, subject_id, generation, due_at, due_at, 'pending', '', 0, '', created_at
  FROM jsonb_populate_recordset(NULL::timers_timer, %(armed)s::jsonb) {_OR_MOVE}
 WHERE t.state <> 'pending' OR t.due_at <> EXCLUDED.due_at""",  # noqa: S608 - made of the words above
)
# The subjects stand in an array besides, so that their index is read whatever the planner thinks of JSON.
CALLED_OFF = Part(
    "called_off",
    """UPDATE timers_timer AS t
   SET state = 'cancelled', cancelled_at = gone.cancelled_at, cancelled_why = gone.cancelled_why
  FROM jsonb_populate_recordset(NULL::timers_timer, %(called_off)s::jsonb) AS gone
 WHERE t.subject_id = ANY (ARRAY(SELECT one.subject_id
           FROM jsonb_populate_recordset(NULL::timers_timer, %(called_off)s::jsonb) AS one))
   AND t.subject_id = gone.subject_id AND t.kind = gone.kind AND t.generation = gone.generation
   AND t.state = 'pending'""",
)


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


def armed(kind: str, subject: UUID, due_at: datetime, *, tenant: UUID, generation: int, at: datetime) -> Row:
    """The row by which an act arms a timer at its own moment."""
    return {
        "id": uuid7(),
        "kind": kind,
        "tenant_id": tenant,
        "subject_id": subject,
        "generation": generation,
        "due_at": due_at,
        "created_at": at,
    }


def called_off(kind: str, subject: UUID, *, generation: int, at: datetime, why: str = "") -> Row:
    """The row by which an act calls a timer off."""
    return {
        "kind": kind,
        "subject_id": subject,
        "generation": generation,
        "cancelled_at": at,
        "cancelled_why": why,
    }


def lock(subject: UUID) -> None:
    """Keeps all others, the clock too, off this subject until the transaction ends; a verb's first line."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("Lock a subject inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key_of(subject)])


def key_of(subject: UUID) -> int:
    """The subject's number among PostgreSQL's advisory locks; two that share one only wait for each other."""
    return int.from_bytes(blake2b(b"timers" + subject.bytes, digest_size=8).digest(), "big", signed=True)
