"""Checking a chain: every link is worked out anew, not by the database that was perhaps meddled with."""

from hashlib import sha256
from uuid import UUID

from django.db import connection

from helpdesk.audit.models import INSTALLATION

# The rows and then the head in one statement: what is sealed meanwhile is in both or in neither.
_CHAIN = """
SELECT false AS is_head, number, previous, seal, id, kind, coalesce(by_id::text, '-'), subject_id,
       (extract(epoch FROM at) * 1000000)::bigint, data::text
  FROM audit_record WHERE chain = %s AND seal <> ''
 UNION ALL
SELECT true, number, '', seal, NULL, NULL, NULL, NULL, NULL, NULL FROM audit_head WHERE chain = %s
 ORDER BY is_head, number
"""


def verify(tenant: UUID | None) -> list[str]:
    """What is wrong with the record of a help desk, or of the installation: nothing, if it is whole."""
    chain = tenant or INSTALLATION
    problems: list[str] = []
    expected, before = 1, ""
    end = (0, "")
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            # Seals what this very transaction wrote; elsewhere the commit has done it.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_CHAIN, [chain, chain])
        for is_head, number, previous, seal, *facts in cursor:
            if is_head:
                end = (number, seal)
                continue
            if number != expected:
                problems.append(f"{expected}: missing")
            if previous != before and number == expected:
                problems.append(f"{number}: does not follow the one before")
            if seal != _seal(previous, number, chain, facts):
                problems.append(f"{number}: was changed")
            expected, before = number + 1, seal
    if end != (expected - 1, before):
        problems.append(f"{expected}: the end of the chain is missing")
    return problems


def _seal(previous: str, number: int, chain: UUID, facts: list[object]) -> str:
    record_id, kind, by, subject, at, data = facts
    words = "|".join(map(str, (previous, number, record_id, chain, kind, by, subject, at, data)))
    return sha256(words.encode()).hexdigest()
