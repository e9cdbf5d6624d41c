"""Who may send which letter now: one at a time for each person and each help desk, in the order written."""

import time
from datetime import datetime
from hashlib import blake2b

from django.db import connection, transaction

from helpdesk.outbox.models import Letter

_ONE_CLAIM_AT_A_TIME = int.from_bytes(blake2b(b"outbox", digest_size=8).digest(), "big", signed=True)

# Whether a letter is in hand is answered by outbox_in_hand() (migration 0002): until a minute is over
# or the database session of its holder is gone. So what a killed sender held is free at once. A sender that
# lives hands over only what it still has in hand, and is done with it within that minute: so no two ever send
# the same letter side by side, however slowly the mail server speaks.
LEASE = 60.0  # seconds, as it stands below and in the migration
SLOW = 5.0  # what took longer before the hand-over is asked for anew
HAND_OVER = LEASE - 2 * SLOW  # the longest talk with the mail server about one letter
# Each question is answered by one entry of a partial index, whatever the planner believes of a table that
# was empty a minute ago: the line is walked from its oldest letter to the first that may go.
_CLAIM = """
WITH served AS MATERIALIZED (
    SELECT tenant_id FROM outbox_letter
     WHERE leased_until IS NOT NULL AND outbox_in_hand(leased_until, leased_by))
UPDATE outbox_letter SET leased_until = clock_timestamp() + interval '60 seconds',
                         leased_by = pg_backend_pid()
 WHERE id = (
    SELECT l.id FROM outbox_letter AS l
     WHERE l.state IN ('waiting', 'faulty') AND l.next_try_at <= %(now)s
       AND NOT outbox_in_hand(l.leased_until, l.leased_by)
       AND NOT EXISTS (SELECT FROM served WHERE served.tenant_id = l.tenant_id)
       AND coalesce((
           SELECT (first.written_at, first.id) >= (l.written_at, l.id) FROM outbox_letter AS first
            WHERE first."to" = l."to" AND first.state = 'waiting' AND first.hold_until <= %(now)s
            ORDER BY first.written_at, first.id LIMIT 1), true)
     ORDER BY l.written_at, l.id
     LIMIT 1 FOR UPDATE OF l SKIP LOCKED)
RETURNING id
"""


def claim(now: datetime) -> Letter | None:
    """Takes the next letter in hand for a minute, or None when there is none to send."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_CLAIM_AT_A_TIME])
        cursor.execute(_CLAIM, {"now": now})
        found = cursor.fetchone()
        return Letter.objects.get(id=found[0]) if found else None


# Nobody else has it: another's claim gives it another end.
_KEEP = """
UPDATE outbox_letter SET leased_until = clock_timestamp() + interval '60 seconds',
                         leased_by = pg_backend_pid()
 WHERE id = %s AND leased_until = %s AND leased_by = %s
RETURNING leased_until, leased_by
"""


def keep(row: Letter, since: float) -> bool:
    """Takes a letter for another minute that was long in hand; False when somebody else has it by now."""
    if time.monotonic() - since < SLOW:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [row.id, row.leased_until, row.leased_by])
        found = cursor.fetchone()
    if found:
        row.leased_until, row.leased_by = found
    return found is not None
