"""What an act costs in statements, and that the queue reads its index."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.timers import clock
from incidents.models import Incident
from tests.incidents.stages import acts, bring

MOST = {"report": 8, "start": 7, "reply": 7, "customer_reply": 8, "resolve": 7, "note": 4}


def statements(asked):
    """The statements without those that only enter the schema."""
    return [
        one["sql"] for one in asked if "SET search_path" not in one["sql"] and "SAVEPOINT" not in one["sql"]
    ]


@pytest.mark.parametrize("verb", MOST)
def test_an_act_costs_a_bounded_number_of_statements(verb, file, people):
    def do(incident):
        return file("critical") if verb == "report" else acts(people)[verb](incident)

    incident = bring(file("critical"), "new" if verb == "start" else "in_progress", people)
    with CaptureQueriesContext(connection) as asked:
        do(incident)
    found = statements(asked)
    assert len(found) <= MOST[verb], "\n".join(sql[:150] for sql in found)


def test_a_long_history_costs_no_more_statements(file, people, hand):
    incident = bring(file("critical"), "in_progress", people)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            incident.reply("Dirbu toliau", by=people.agent)
        return len(statements(asked))

    before = cost()
    for _again in range(20):
        hand.forward(timedelta(minutes=10))
        incident.reply("Dirbu toliau", by=people.agent)
    assert cost() <= before


def test_the_queue_reads_its_index_however_many_requests_are_closed(file, people):
    one = file()
    rows = []
    for number in range(1, 3001):
        row = Incident.objects.get(pk=one.pk)
        row.pk, row.number, row._state.adding = None, 10_000 + number, True
        row.id = Incident._meta.pk.get_default()
        row.status, row.rank, row.closed_at, row.resolved_at = "closed", 7, clock.now(), clock.now()
        rows.append(row)
    Incident.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_incident")
    plan = Incident.objects.open().in_queue_order()[:50].explain()
    assert "incident_queue" in plan
    assert "Seq Scan" not in plan
    assert "Sort" not in plan
