"""A help desk as it is after years: a few requests made by the real acts, and very many copies of them."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.bench import desk_words

ADDRESS = "bench"
AGENTS, CUSTOMERS, OPEN = 10, 200, 5_000
BATCH = 10_000
TOGETHER = 2  # gatherers of words, as there are cores
# Tables whose rows belong to a request, by the column that names it; the request's own comes first.
OWN = {"incidents_incident": "id", "incidents_comment": "incident_id", "incidents_event": "incident_id"}
SHARED = {
    "onewindow_incidentrow": "incident_id",
    "onewindow_promiserow": "incident_id",
    "timers_timer": "subject_id",
    "outbox_letter": "subject_id",
}
# An id of a copy: of its own time, and otherwise of the original and the number of the copy.
ID = """(lpad(to_hex(('x' || left(replace({0}::text, '-', ''), 12))::bit(48)::bigint
    - (extract(epoch FROM copy.back) * 1000)::bigint), 12, '0')
    || '7' || substr(md5({0}::text || copy.n), 14))::uuid"""
SAYING = """(SELECT first.text || ' ' || second.text || ' '
    || translate(lpad((copy.n::bigint * %(apart)s %% 10000000)::text, 7, '0'), '0123456789', %(letters)s)
    FROM bench_sentence AS first, bench_sentence AS second
    WHERE first.n = (hashint4(copy.n) & 2147483647) %% %(sentences)s
    AND second.n = (hashtext(of.id::text || copy.n) & 2147483647) %% %(sentences)s::int)"""
SUBJECT = """(SELECT left(text, 60) FROM bench_sentence
    WHERE n = (hashint4(copy.n * 7) & 2147483647) %% %(sentences)s::int)"""
WRITTEN = {
    ("incidents_incident", "number"): "nextval('incident_number')",
    ("incidents_incident", "subject"): SUBJECT,
    ("incidents_incident", "requester_id"): "(%(customers)s::uuid[])[1 + copy.n %% %(many_customers)s::int]",
    ("incidents_incident", "agent_id"): "CASE WHEN of.agent_id IS NULL THEN NULL"
    " ELSE (%(agents)s::uuid[])[1 + copy.n %% %(many_agents)s::int] END",
    ("incidents_comment", "text"): SAYING,
    ("onewindow_incidentrow", "subject"): SUBJECT,
    (
        "onewindow_incidentrow",
        "number",
    ): f"(SELECT number FROM incidents_incident WHERE id = {ID.format('of.incident_id')})",
    ("onewindow_incidentrow", "reference"): "(SELECT 'INC-' || number FROM incidents_incident"
    f" WHERE id = {ID.format('of.incident_id')})",
    ("outbox_letter", "key"): "of.key || '.' || copy.n",
}


def say(line: str) -> None:
    """Tells how far it is."""
    print(line, file=sys.stderr, flush=True)


def copies(desk: Any, stories: list[UUID], many: int, *, of: dict[str, Any], apart: timedelta) -> None:
    """Adds so many copies of the stories, each a little earlier than the one before."""
    from django.db import connection, transaction

    from tenants.door import in_tenant

    say(f"  {many:,} requests")
    for first in range(0, many, BATCH):
        with in_tenant(desk), transaction.atomic(), connection.cursor() as cursor:
            _prepare(cursor, stories, of["copied"] + first, min(BATCH, many - first), apart)
            for table, column in _tables(cursor).items():
                _copy(cursor, table, column, of)
    of["copied"] += many


def _prepare(cursor: Any, stories: list[UUID], first: int, many: int, apart: timedelta) -> None:
    cursor.execute(
        "CREATE TEMP TABLE bench_copy ON COMMIT DROP AS SELECT (%s::uuid[])[1 + n %% %s::int] AS story, n,"
        " n * %s::interval AS back FROM generate_series(%s::int, %s::int) AS n",
        [stories, len(stories), apart, first, first + many - 1],
    )
    cursor.execute("CREATE INDEX ON bench_copy (story)")
    cursor.execute("CREATE TEMP TABLE bench_own (id uuid PRIMARY KEY) ON COMMIT DROP")
    for table, column in _tables(cursor).items():
        if "uuid" in _columns(cursor, table).get("id", ""):
            cursor.execute(
                f"INSERT INTO bench_own SELECT id FROM {table} WHERE {column} = ANY(%s)"
                " ON CONFLICT DO NOTHING",
                [stories],
            )
    cursor.execute("ANALYZE bench_copy, bench_own")


def _tables(cursor: Any) -> dict[str, str]:
    """Every table that says something of a request; what search knows of it is gathered by search itself."""
    cursor.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND column_name = 'incident_id' AND table_name NOT LIKE '%%search%%' ORDER BY table_name"
    )
    return OWN | {row[0]: "incident_id" for row in cursor.fetchall()} | SHARED


def _columns(cursor: Any, table: str) -> dict[str, str]:
    cursor.execute(
        "SELECT attname, typname FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid"
        " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped"
        " AND attidentity = '' AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return dict(cursor.fetchall())


def _copy(cursor: Any, table: str, column: str, of: dict[str, Any]) -> None:
    columns = _columns(cursor, table)
    values = [WRITTEN.get((table, name)) or _value(name, kind) for name, kind in columns.items()]
    names = ", ".join(f'"{name}"' for name in columns)
    order = "copy.n DESC" if table == "incidents_incident" else "copy.n"
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} AS of"
        f" JOIN bench_copy AS copy ON copy.story = of.{column} ORDER BY {order}",
        of,
    )


def _value(name: str, kind: str) -> str:
    if kind == "uuid":
        whose = f'of."{name}"'
        return f"CASE WHEN {whose} IN (SELECT id FROM bench_own) THEN {ID.format(whose)} ELSE {whose} END"
    return f'of."{name}" - copy.back' if kind in ("timestamptz",) else f'of."{name}"'


def sentences(cursor: Any) -> None:
    """Puts the sentences where the copies find them."""
    cursor.execute("CREATE TABLE public.bench_sentence (n int PRIMARY KEY, text text NOT NULL)")
    made = desk_words.sentences(desk_words.vocabulary())
    cursor.execute(
        "INSERT INTO public.bench_sentence"
        " SELECT n - 1, text FROM unnest(%s::text[]) WITH ORDINALITY AS said (text, n)",
        [made],
    )


def settle(desk: Any) -> None:
    """Gathers for search the words of what is new, and lets the database see what is there."""
    from django.db import connection
    from django.db.models import Max

    from incidents.models import Incident
    from incidents.models.search import SearchDocument
    from tenants.door import in_tenant

    say("  the words for search")
    with in_tenant(desk):
        first = SearchDocument.objects.aggregate(last=Max("number"))["last"]
        last = Incident.objects.aggregate(last=Max("number"))["last"]
    cuts = [first + (last - first) * part // TOGETHER for part in range(TOGETHER + 1)]
    with ThreadPoolExecutor(TOGETHER) as together:
        list(together.map(_words, [desk] * TOGETHER, cuts, cuts[1:]))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _words(desk: Any, after: int, until: int) -> None:
    from django.db import connection

    from incidents.search import indexing
    from tenants.door import in_tenant

    with in_tenant(desk):
        indexing.build(after=after, until=until)
    connection.close()
