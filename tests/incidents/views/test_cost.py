"""What an act on the web costs in statements, everything that it causes among them."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.desk_asks import counts
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db

MARKS = ["main_departments", "part_broken_no_workaround"]


def filed():
    form = {"key": str(uuid4()), "kind": "incident", "product": "other", "marks": MARKS}
    return "/report/", form | {"subject": "Neveikia", "text": "Nieko nematau."}


@pytest.fixture
def cost(browser):
    agent = browser("agent")

    def of(path, form):
        with CaptureQueriesContext(connection) as asked:
            assert agent.post(path, form).status_code == 303
        return sum(counts(one["sql"]) for one in asked.captured_queries)

    return of


def test_filing_costs_six_statements(cost):
    cost(*filed())  # the first coming makes the person, and reads the terms
    assert cost(*filed()) <= 6


@pytest.mark.parametrize(("hold", "most"), [(0, 7), (10, 6)])
def test_a_reply_costs_seven_statements_and_six_where_it_is_held(cost, file, people, settings, hold, most):
    settings.REPLY_HOLD_SECONDS = hold
    one, other = (bring(file(), "in_progress", people) for _ in range(2))
    form = {"text": "Žiūrime.", "seen": "9"}
    cost(f"/incidents/{one.reference}/reply/", form | {"page": "p1"})
    assert cost(f"/incidents/{other.reference}/reply/", form | {"page": "p2"}) <= most


def test_a_reply_that_lets_the_one_before_it_go_costs_no_more_than_both(cost, file, people, settings):
    settings.REPLY_HOLD_SECONDS = 10
    one = bring(file(), "in_progress", people)
    form = {"text": "Žiūrime.", "seen": "9"}
    cost(f"/incidents/{one.reference}/reply/", form | {"page": "p1"})
    assert cost(f"/incidents/{one.reference}/reply/", form | {"page": "p2"}) <= 15


def test_starting_work_costs_six_statements(cost, file, people):
    cost(f"/incidents/{file().reference}/start/", {"line": "Žiūriu."})
    assert cost(f"/incidents/{file().reference}/start/", {"line": "Žiūriu."}) <= 6
