"""With many thousands of requests: which index is read for what, and that no large table is read whole."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import naming
from incidents.models import Incident
from incidents.search import asking
from incidents.search.asking import Question, find
from incidents.search.guessing import guesses

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 15_000
LARGE = ("incidents_incident", "incidents_comment", "incidents_event", "incidents_searchdocument")
# One in twenty is open, one in three says "klaida", two of all say "kolibris"; made by the database itself.
REQUESTS = """
INSERT INTO incidents_incident SELECT (template).* FROM (
    SELECT jsonb_populate_record(one, jsonb_build_object(
        'id', gen_random_uuid(), 'number', one.number + at, 'subject', 'Klausimas ' || at,
        'status', CASE WHEN at %% 20 = 0 THEN 'new' ELSE 'closed' END,
        'rank', CASE WHEN at %% 20 = 0 THEN 4 ELSE 7 END,
        'closed_at', CASE WHEN at %% 20 = 0 THEN NULL ELSE one.reported_at END,
        'resolved_at', CASE WHEN at %% 20 = 0 THEN NULL ELSE one.reported_at END,
        'next_due_at', CASE WHEN at %% 20 = 0 THEN one.reported_at + at * interval '1 minute' END
    )) AS template FROM incidents_incident AS one, generate_series(1, %(many)s) AS at WHERE one.id = %(one)s
) AS made"""
MESSAGES = """
INSERT INTO incidents_comment SELECT (template).* FROM (
    SELECT jsonb_populate_record(
        said, jsonb_build_object('id', gen_random_uuid(), 'incident_id', one.id)
    ) AS template FROM incidents_comment AS said, incidents_incident AS one
    WHERE said.incident_id = %(one)s AND one.id <> %(one)s
) AS made"""
ENTRIES = """
INSERT INTO incidents_event SELECT (template).* FROM (
    SELECT jsonb_populate_record(
        said, jsonb_build_object('id', gen_random_uuid(), 'incident_id', one.id, 'comment_id', NULL)
    ) AS template FROM incidents_event AS said, incidents_incident AS one
    WHERE said.incident_id = %(one)s AND said.kind = 'reported' AND one.id <> %(one)s
) AS made"""
WORDS = """
INSERT INTO incidents_searchdocument (incident_id, number, title, said, noted)
SELECT id, number, array_to_tsvector(ARRAY['klausim', 'n' || number]), array_to_tsvector(
    CASE WHEN number %% 3 = 0 THEN ARRAY['klaida', 'klaid'] ELSE '{}' END
    || CASE WHEN number %% 10000 = 1 THEN ARRAY['kolibris', 'kolibr'] ELSE '{}' END
    || ARRAY['n' || number]), array_to_tsvector(ARRAY['p' || number])
FROM incidents_incident WHERE id <> %(one)s"""
TYPED = """
INSERT INTO incidents_searchword SELECT word, ARRAY(
    SELECT substr('  ' || word || ' ', at, 3) FROM generate_series(1, length(word) + 1) AS at)
FROM (
    SELECT translate(md5(at::text), '0123456789', 'ghijklmnop') FROM generate_series(1, 10000) AS at
) AS made (word)"""


def know_the_tables(cursor):
    """Tells the planner how all tables are now, whatever it remembers of other tests.

    Until the test is over nobody else can look at them: the server's own look would see none of these rows,
    and tell the planner so.
    """
    tables = [model._meta.db_table for model in apps.get_app_config("incidents").get_models()]
    cursor.execute("ANALYZE " + ", ".join(tables))


@pytest.fixture
def many(file, people):
    """A help desk with many thousands of requests behind one that was really reported."""
    one = file(by=people.manager)
    with connection.cursor() as cursor:
        for sql in (REQUESTS, MESSAGES, ENTRIES, WORDS, TYPED):
            cursor.execute(sql, {"many": MANY, "one": one.pk})
        know_the_tables(cursor)
    return one


def plans(do):
    """The plans of all statements that something asks."""
    with CaptureQueriesContext(connection) as asked:
        do()
    reads = [one["sql"] for one in asked.captured_queries if re.match(r"\s*(SELECT|WITH)\b", one["sql"])]
    found = []
    with connection.cursor() as cursor:
        for sql in reads:
            cursor.execute("EXPLAIN " + sql)
            found.append("\n".join(row[0] for row in cursor.fetchall()))
    return found


def read_whole(found):
    """The plans that read a large table from end to end."""
    return [plan for plan in found for table in LARGE if f"Seq Scan on {table}" in plan]


def test_every_statement_that_matters_reads_an_index(many, people, browser):
    rare = plans(lambda: find(people.agent, Question.of("kolibris")))
    assert read_whole(rare) == []
    assert any("searchdocument_said" in plan and "searchdocument_noted" in plan for plan in rare)

    mistyped = plans(lambda: guesses(Question.of("kolibrus")))
    assert any("searchword_threes" in plan for plan in mistyped), mistyped

    assert asking._share(*asking._match(people.agent, Question.of("klaida"))) > asking.OFTEN
    common = plans(lambda: find(people.agent, Question.of("klaida")))
    assert read_whole(common) == []
    assert any("Index Scan Backward using incidents_searchdocument_number" in plan for plan in common)

    for written in ("kolibris", "klaida", "klausimas"):
        named = plans(lambda written=written: naming.meant(people.agent, written))
        assert read_whole(named) == [], written

    people.customer.sees_all = False
    own = plans(lambda: find(people.customer, Question.of("klaida")))
    assert read_whole(own) == []
    assert any(re.search(r"incident_of_a_requester|incident_requester_id", plan) for plan in own), own

    agent = browser("agent")
    for path in (
        "/search/?q=kolibris",
        "/search/?q=klaida",
        "/queue/",
        "/queue/?q=klaida",
        many.get_absolute_url(),
    ):
        found = plans(lambda path=path: agent.get(path))
        assert read_whole(found) == [], path
        if path == "/queue/":
            assert any("incident_queue" in plan for plan in found)
            assert any("incident_unfinished" in plan and "Aggregate" in plan for plan in found)

    # What somebody may see who sees only their own.
    seen = Incident.objects.visible_to(people.customer)
    for ask in (
        lambda: list(seen.order_by("-number")[:25]),
        seen.count,
        lambda: list(seen.unfinished()[:100]),
    ):
        assert read_whole(plans(ask)) == []
