"""Writing a letter: one row in the transaction that causes it; no server is spoken to."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from helpdesk.lib.ids import uuid7
from helpdesk.timers import clock

# The same key is never written twice. The bell rings when the transaction commits, so nobody asks
# Redis, and no answer of Redis can delay or break the act that wrote the letter.
_WRITE = """
INSERT INTO outbox_letter (id, key, letter, tenant_id, subject_id, "to", name, language, thread, data,
                           state, hold_until, next_try_at, attempts, last_error)
SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'waiting', due.at, due.at, 0, ''
  FROM (SELECT coalesce(%s::timestamptz, {now}) AS at) AS due
ON CONFLICT (key) DO NOTHING
RETURNING (SELECT pg_notify('outbox', ''))
"""


def write(
    letter: str,
    *,
    to: str,
    name: str = "",
    language: str,
    key: str,
    tenant: UUID | None = None,
    subject: UUID,
    thread: str = "",
    data: dict[str, Any] | None = None,
    hold_until: datetime | None = None,
) -> None:
    """Puts a letter in the outbox, once for each key; it goes out after the transaction commits."""
    if not to or not key:
        raise ValueError("A letter needs an address and a key.")
    now, moment = clock.sql()
    values: list[Any] = [uuid7(), key, letter, tenant, subject, to, name[:200], language, thread]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE.format(now=now), [*values, json.dumps(data or {}), hold_until, *moment])
