"""Letters that wait: several things gathered into one, and what may wait no longer."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from helpdesk.lib.ids import uuid7
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock

Entry = Mapping[str, str]

# Who adds to a letter keeps its row until the act commits, and no sender takes what somebody keeps; who comes
# when it has been taken in hand is told so, and begins the next one. So nothing is ever added too late.
_GATHER = """
INSERT INTO outbox_letter AS l (id, key, letter, tenant_id, subject_id, "to", name, language, thread, data,
                                state, hold_until, next_try_at, attempts, last_error)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '', %s::jsonb, 'waiting', %s, %s, 0, '')
ON CONFLICT (key) DO UPDATE
   SET data = jsonb_set(l.data, '{entries}', (l.data -> 'entries') || (EXCLUDED.data -> 'entries'))
 WHERE l.state IN ('waiting', 'faulty') AND l.leased_until IS NULL AND l.accepted_at IS NULL
RETURNING l.id, pg_notify('outbox', '')
"""
_HASTEN = """
UPDATE outbox_letter SET hold_until = {now}, next_try_at = {now}
 WHERE state = 'waiting' AND tenant_id = %s AND subject_id = %s AND hold_until > {now}
RETURNING (SELECT pg_notify('outbox', ''))
"""


def gather(
    letter: str,
    entry: Entry,
    *,
    to: str,
    name: str,
    language: str,
    key: str,
    tenant: UUID,
    subject: UUID,
    hold_until: datetime,
) -> bool:
    """Adds an entry to the letter with this key, or begins it; False when it is under way already."""
    data = json.dumps({"entries": [entry]})
    values: list[Any] = [uuid7(), key, letter, tenant, subject, to, name[:200], language, data]
    with connection.cursor() as cursor:
        cursor.execute(_GATHER, [*values, hold_until, hold_until])
        return cursor.fetchone() is not None


def hasten(tenant: UUID, subject: UUID) -> None:
    """Lets every letter about the subject that is held back go out now."""
    now, moment = clock.sql()
    with connection.cursor() as cursor:
        cursor.execute(_HASTEN.format(now=now), [*moment, *moment, tenant, subject, *moment])


def take_out(letter: str, tenant: UUID, entry: Entry) -> list[tuple[Letter, list[dict[str, str]]]]:
    """Takes all that is like this entry out of the letters that gather; what was taken out of which."""
    waiting = Letter.objects.unsent().filter(
        letter=letter,
        tenant_id=tenant,
        leased_until=None,
        accepted_at=None,
        data__entries__contains=[dict(entry)],
    )
    taken = []
    # In the order in which they are gathered into, so that two acts never wait for each other.
    for row in waiting.order_by("key").select_for_update():
        out = [one for one in row.data["entries"] if entry.items() <= one.items()]
        row.data["entries"] = [one for one in row.data["entries"] if one not in out]
        row.save(update_fields=["data"])
        taken.append((row, out))
    return taken
