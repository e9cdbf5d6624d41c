"""Writing a letter: one row in the transaction that causes it; no server is spoken to."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from helpdesk.lib.ids import uuid7
from helpdesk.lib.together import Part, Row
from helpdesk.timers import clock

BELL = "outbox"

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
# The same for the letters of an act, as a part of what it writes; whoever adds one rings the bell.
LETTERS = Part(
    "letters",
    """INSERT INTO outbox_letter (id, key, letter, tenant_id, subject_id, "to", name, language, thread, data,
                           state, hold_until, next_try_at, attempts, last_error)
SELECT id, key, letter, tenant_id, subject_id, "to", name, language, thread, data,
       'waiting', hold_until, hold_until, 0, ''
  FROM jsonb_populate_recordset(NULL::outbox_letter, %(letters)s::jsonb)
ON CONFLICT (key) DO NOTHING""",
)


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
    _ask(to, key)
    now, moment = clock.sql()
    values: list[Any] = [uuid7(), key, letter, tenant, subject, to, name[:200], language, thread]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE.format(now=now), [*values, json.dumps(data or {}), hold_until, *moment])


def written(
    letter: str,
    *,
    to: str,
    name: str,
    language: str,
    key: str,
    tenant: UUID,
    subject: UUID,
    thread: str,
    data: dict[str, Any],
    at: datetime,
) -> Row:
    """The row by which an act writes a letter together with all else; it goes out at this moment or later."""
    _ask(to, key)
    return {
        "id": uuid7(),
        "key": key,
        "letter": letter,
        "tenant_id": tenant,
        "subject_id": subject,
        "to": to,
        "name": name[:200],
        "language": language,
        "thread": thread,
        "data": data,
        "hold_until": at,
    }


def _ask(to: str, key: str) -> None:
    if not to or not key:
        raise ValueError("A letter needs an address and a key.")
