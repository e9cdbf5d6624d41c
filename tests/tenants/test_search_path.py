"""Two help desks on the same connections, from all sides at once: no row ever crosses."""

import random

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from incidents.models import ServicePolicy
from tenants.database.base import DatabaseWrapper
from tenants.door import in_tenant
from tests import conftest
from tests.real import committed, together

__all__ = ["committed"]
ROUNDS = 150


class Undone(Exception):
    """Thrown to roll a transaction back."""


def then_undone(*works):
    for work in works:
        work()
    raise Undone


def then_failed(work):
    work()
    connection.cursor().execute("SELECT 1 / 0")


@pytest.fixture
def desks(committed):
    """Both help desks, each with the one row by which it is known."""
    found = {}
    for name in ("acme", "globex"):
        tenant = conftest._fresh(name).tenant
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {tenant.schema_name}.incidents_servicepolicy")
            found[tenant] = cursor.fetchone()[0]
    return found


def look(tenant, row):
    """Reads by both ways and by what the server says, and fails when any of it is another help desk's."""
    assert [policy.pk for policy in ServicePolicy.objects.all()] == [row]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), id FROM incidents_servicepolicy")
        assert cursor.fetchall() == [(tenant.schema_name, row)]


def plainly(look_here, _other):
    look_here()


def in_a_transaction(look_here, _other):
    with transaction.atomic():
        look_here()


def rolled_back(look_here, other):
    with pytest.raises(Undone), transaction.atomic():
        then_undone(other, look_here)
    look_here()


def back_to_a_savepoint(look_here, other):
    with transaction.atomic():
        look_here()
        with pytest.raises(Undone), transaction.atomic():
            then_undone(other)
        look_here()


def failed_in_the_database(look_here, other):
    with pytest.raises(DatabaseError), transaction.atomic():
        then_failed(other)
    look_here()


def failed_and_kept_silent(look_here, other):
    # PostgreSQL answers the commit of a failed transaction with a rollback and no error.
    with transaction.atomic(), pytest.raises(DatabaseError):
        then_failed(other)
    look_here()


def left_to_the_other(look_here, other):
    other()
    look_here()


def by_a_setting_of_the_server(look_here, _other):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', 'public', false)")
    look_here()


def row_by_row(look_here, other):
    rows = ServicePolicy.objects.iterator(chunk_size=1)
    first = next(rows).pk
    other()
    look_here()
    assert first == ServicePolicy.objects.get().pk


def on_a_new_connection(look_here, _other):
    connection.close()
    look_here()


WAYS = [
    plainly,
    in_a_transaction,
    rolled_back,
    back_to_a_savepoint,
    failed_in_the_database,
    failed_and_kept_silent,
    left_to_the_other,
    by_a_setting_of_the_server,
    row_by_row,
    on_a_new_connection,
]


def wander(desks, seed):
    """Goes in and out of both help desks in every way there is, for a while."""
    chance = random.Random(seed)
    for _round in range(ROUNDS):
        here, there = chance.sample(list(desks), 2)

        def other(desk=there):
            with in_tenant(desk):
                look(desk, desks[desk])

        with in_tenant(here):
            chance.choice(WAYS)(lambda desk=here: look(desk, desks[desk]), other)
            look(here, desks[here])
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('incidents_servicepolicy')")
            assert cursor.fetchone() == (None,)


@pytest.mark.slow
def test_no_row_crosses_however_threads_go_in_and_out(desks):
    together(*[lambda seed=seed: wander(desks, seed) for seed in range(4)])


@pytest.mark.parametrize("way", WAYS)
def test_each_way_by_itself_ends_where_it_should(desks, way):
    (here, mine), (there, theirs) = desks.items()

    def other():
        with in_tenant(there):
            look(there, theirs)

    with in_tenant(here):
        way(lambda: look(here, mine), other)
        look(here, mine)


def test_a_server_that_reports_no_path_is_told_each_time(desks, monkeypatch):
    (here, _mine), *_rest = desks.items()
    monkeypatch.setattr(DatabaseWrapper, "_is_there", lambda self: False)
    # Writing a statement down with its values takes a cursor of its own, which is told as well.
    monkeypatch.setattr(connection.ops, "last_executed_query", lambda cursor, sql, params: sql)
    with CaptureQueriesContext(connection) as asked, in_tenant(here):
        ServicePolicy.objects.count()
        ServicePolicy.objects.count()
    assert sum("SET search_path" in one["sql"] for one in asked.captured_queries) == 2


def test_a_server_that_reports_it_is_told_when_it_is_somewhere_else(desks):
    (here, _mine), (there, _theirs) = desks.items()
    if connection.pg_version < 180000:
        pytest.skip("Older servers do not report the path.")
    with CaptureQueriesContext(connection) as asked:
        for desk in (here, here, there, there, here):
            with in_tenant(desk):
                ServicePolicy.objects.count()
                ServicePolicy.objects.count()
    assert sum("SET search_path" in one["sql"] for one in asked.captured_queries) == 3


def test_a_statement_that_the_server_keeps_reads_the_help_desk_it_is_asked_in(desks):
    (here, mine), (there, theirs) = desks.items()
    for _again in range(6):
        with in_tenant(here):
            look(here, mine)
        with in_tenant(there):
            look(there, theirs)
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [one for (one,) in cursor.fetchall()]
    assert any("current_schema(), id FROM incidents_servicepolicy" in one for one in kept)
    assert any('FROM "incidents_servicepolicy"' in one for one in kept)
