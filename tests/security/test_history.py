"""History only grows, and it is the database that says so."""

import pytest
from django.db import DatabaseError, connection, transaction

from helpdesk import audit
from tests.factories import IncidentFactory

pytestmark = pytest.mark.django_db


def refused(statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return True


@pytest.mark.parametrize("table", ["incidents_event", "audit_record"])
def test_no_statement_changes_or_deletes_what_happened(people, table):
    incident = IncidentFactory(by=people.customer)
    audit.record("test.done", tenant=people.tenant.pk, by=None, subject=incident.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert refused(f"UPDATE {table} SET kind = 'other'")
    assert refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["incidents_event", "audit_record"])
def test_neither_is_a_whole_table_emptied_outside_the_suite(people, table):
    # The suite's own database lets it through, so what is asked for is the trigger and its rule.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND tgtype & 32 > 0",
            [table],
        )
        rules = [rule for (rule,) in cursor.fetchall()]
    assert rules
    assert all("RAISE EXCEPTION" in rule and r"LIKE 'test\_%'" in rule for rule in rules)
