"""What is closed or cancelled, as the queue lists it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.timers import clock
from incidents.models import Incident
from incidents.views import lines
from incidents.views.rows import PAGE, Choice
from tests.incidents.stages import bring
from tests.incidents.views.test_queue import listed
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(browser):
    """An agent's browser that speaks English."""
    one = browser("agent")
    one.client.cookies["language"] = "en"
    return one


def test_what_is_over_is_listed_the_newest_end_first(agent, file, people, hand):
    ended = []
    for stage in ("closed", "cancelled", "closed"):
        hand.forward(timedelta(minutes=5))
        ended.append(bring(file(), stage, people).reference)
    file()
    page = agent.get("/queue/?view=closed")
    assert listed(page) == ended[::-1]
    assert "Closed " in page.text
    assert "Cancelled " in page.text
    assert 'name="number"' not in page.text  # nothing is done with many of them
    for sort in ("oldest", "quiet"):
        assert listed(agent.get("/queue/", {"view": "closed", "sort": sort})) == ended[::-1]
    assert listed(agent.get("/queue/?view=closed&status=cancelled")) == [ended[1]]
    assert listed(agent.get("/queue/?view=closed&agent=nobody&impact=critical")) == []


def test_what_is_over_has_pages_without_being_counted(agent, file, people):
    one = bring(file(), "closed", people)
    many(one, PAGE * 2)
    first, second, third = (agent.get(f"/queue/?view=closed&page={n}") for n in (1, 2, 3))
    assert [len(listed(page)) for page in (first, second, third)] == [PAGE, PAGE, 1]
    assert len({*listed(first), *listed(second), *listed(third)}) == PAGE * 2 + 1
    assert f"1–{PAGE}<" in first.text
    assert "page=2" in first.text
    assert "page=4" not in third.text
    assert agent.get("/queue/?view=closed&page=9")["Location"] == "/queue/?view=closed"
    assert re.search(r"<span>Closed</span></a>", first.text)


def test_a_page_of_what_is_over_reads_its_own_lines_only(agent, file, people):
    many(bring(file(), "closed", people), 3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_incident")
    first, second = (
        plan(lambda at=at: lines.page(people.agent, CLOSED, clock.now(), at)) for at in (0, PAGE)
    )
    assert "incident_over" in first
    assert "incident_over" in second
    assert "Seq Scan on incidents_incident" not in first
    assert "Sort Key: (COALESCE" not in first
    agent.get("/queue/?view=closed")
    with at_most(4):
        agent.get("/queue/?view=closed")


CLOSED = Choice(view="closed")


def plan(ask):
    """How the server means to answer the last question asked."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}")
        return "\n".join(line for (line,) in cursor.fetchall())


def many(one, count):
    """So many more of the same, each over a second earlier."""
    rows = []
    for number in range(1, count + 1):
        row = Incident.objects.get(pk=one.pk)
        row.pk, row.number, row._state.adding = None, 10_000 + number, True
        row.id = Incident._meta.pk.get_default()
        row.closed_at -= timedelta(seconds=number)
        rows.append(row)
    Incident.objects.bulk_create(rows)
