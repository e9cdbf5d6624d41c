"""What is closed or cancelled, as the queue lists it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.timers import clock
from incidents.models import Incident
from incidents.views import lines
from incidents.views.around import around
from incidents.views.rows import PAGE, Choice
from tests.incidents.stages import bring
from tests.incidents.views.test_queue import listed
from tests.statements import at_most

pytestmark = pytest.mark.django_db


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


def test_what_is_over_has_pages(agent, file, people):
    one = bring(file(), "closed", people)
    many(one, PAGE * 2)
    first, second, third = (agent.get(f"/queue/?view=closed&page={n}") for n in (1, 2, 3))
    assert [len(listed(page)) for page in (first, second, third)] == [PAGE, PAGE, 1]
    assert len({*listed(first), *listed(second), *listed(third)}) == PAGE * 2 + 1
    assert f"1–{PAGE} of {PAGE * 2 + 1}<" in first.text
    assert f"{PAGE * 2 + 1} requests · last closed first" in first.text
    assert "page=2" in first.text
    assert "page=4" not in third.text
    assert agent.get("/queue/?view=closed&page=9")["Location"] == "/queue/?view=closed"
    assert re.search(r"<span>Closed</span></a>", first.text)


def test_what_is_over_is_counted_as_far_as_it_is_of_use(agent, file, people, monkeypatch):
    one = bring(file(product_name="Bonus"), "closed", people)
    many(one, PAGE * 2)
    monkeypatch.setattr(lines, "COUNTED", PAGE + 5)
    first, second = (agent.get(f"/queue/?view=closed&sort=oldest&product=Bonus&page={n}") for n in (1, 2))
    assert f"1–{PAGE} of more than {PAGE + 5}<" in first.text
    assert f"More than {PAGE + 5} requests · last closed first" in first.text
    assert f"{PAGE + 1}–{PAGE * 2}<" in second.text
    by_impact = agent.get("/queue/?view=closed&impact=minimal&impact=critical")
    assert f"1–{PAGE}<" in by_impact.text
    assert "What was closed last stands first." in by_impact.text
    last = agent.get("/queue/?view=closed&impact=minimal&impact=critical&page=3")
    assert f"{PAGE * 2 + 1}–{PAGE * 2 + 1} of {PAGE * 2 + 1}<" in last.text


def test_a_request_that_is_over_leads_to_those_that_ended_before_and_after_it(agent, file, people, hand):
    ended = []
    for stage in ("closed", "cancelled", "closed"):
        hand.forward(timedelta(minutes=5))
        ended.append(bring(file(), stage, people))
    alone = file("critical")
    oldest, middle, newest = (ways(agent, one) for one in ended)
    assert oldest == (f"/incidents/{ended[1].reference}/?from=closed", None)
    assert middle == tuple(f"/incidents/{ended[place].reference}/?from=closed" for place in (2, 0))
    assert newest == (None, f"/incidents/{ended[1].reference}/?from=closed")
    assert alone.reference in agent.get(f"/incidents/{ended[1].reference}/?from=closed").text
    again = bring(file(), "reopened", people)
    assert ways(agent, again) == (None, None)


def test_requests_that_ended_in_one_moment_are_passed_one_by_one(agent, file, people):
    one, two, three = (bring(file(), "closed", people) for _each in range(3))
    Incident.objects.filter(pk__in=[one.pk, two.pk, three.pk]).update(closed_at=clock.now())
    assert [ways(agent, each) for each in (three, two, one)] == [
        (None, f"/incidents/{two.reference}/?from=closed"),
        (f"/incidents/{three.reference}/?from=closed", f"/incidents/{one.reference}/?from=closed"),
        (f"/incidents/{two.reference}/?from=closed", None),
    ]


def ways(agent, one):
    """Where the page of a request leads back and on among what is over."""
    text = agent.get(f"/incidents/{one.reference}/?from=closed").text
    found = (re.search(rf'href="([^"]+)" rel="{way}"', text) for way in ("prev", "next"))
    return tuple(one and one[1] for one in found)


def test_neighbours_and_few_among_many_that_are_over_read_an_index(agent, file, people):
    one = bring(file(product_name="Bonus"), "closed", people)
    few = bring(file(product_name="Konto"), "cancelled", people)
    many(one, 3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_incident")
    beside = plan(lambda: around(people.agent, "closed", one, clock.now()))
    assert beside.count("incident_over ") == 2
    assert "Seq Scan on incidents_incident" not in beside
    for narrowed, index in (
        (Choice(view="closed", products=("Konto",)), "incident_over_of_product"),
        (Choice(view="closed", agents=(str(few.requester_id),)), "incident_over_of_agent"),
        (Choice(view="closed", statuses=("cancelled",)), "incident_over_cancelled"),
    ):
        said = plan(lambda narrowed=narrowed: lines.page(people.agent, narrowed, clock.now(), 0))
        assert said.count(f"{index} ") == 2, said  # the lines, and how many they are
        assert "Seq Scan on incidents_incident" not in said


def test_a_page_of_what_is_over_reads_its_own_lines_only(agent, file, people):
    many(bring(file(), "closed", people), 3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_incident")
    first, second = (
        plan(lambda at=at: lines.page(people.agent, CLOSED, clock.now(), at)) for at in (0, PAGE)
    )
    assert "incident_over" in first
    assert "incident_over" in second
    # How many they are may be counted in any order, and no further than a thousand.
    assert first.count("Seq Scan on incidents_incident") <= 1
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
