"""Two who act at once on one request: one after the other, never half of each, never stuck."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.models import Event, Incident, Person
from onewindow.models import IncidentRow
from tenants.door import in_tenant
from tests import conftest, factories
from tests.real import committed, together

__all__ = ["committed"]


@pytest.fixture
def desk(committed: None) -> Iterator[Any]:
    """Acme's help desk, in which this test commits; emptied after it."""
    desk = conftest._fresh("acme")
    try:
        yield desk
    finally:
        with in_tenant(desk.tenant):
            with connection.cursor() as cursor:
                tables = ("clock", "event", "comment", "watcher", "incident")
                cursor.execute("TRUNCATE " + ", ".join(f"incidents_{table}" for table in tables) + " CASCADE")
            Person.objects.all().delete()
        IncidentRow.objects.all().delete()


def test_of_two_agents_who_start_at_once_one_is_told_that_work_has_started(desk):
    with in_tenant(desk.tenant):
        customer, agent = factories.person(desk, "customer"), factories.person(desk, "agent")
        incident = factories.IncidentFactory(critical=True, by=customer)
    told = []

    def start():
        with in_tenant(desk.tenant):
            try:
                Incident.objects.get(pk=incident.pk).start("Žiūriu", by=agent)
            except NotNow:
                told.append(True)

    together(*[start] * 4)
    with in_tenant(desk.tenant):
        assert Event.objects.filter(kind=Event.Kind.STARTED).count() == 1
    assert len(told) == 3


def test_a_start_and_the_breach_at_once_are_one_story_whichever_is_first(desk):
    with in_tenant(desk.tenant):
        customer, agent = factories.person(desk, "customer"), factories.person(desk, "agent")
        incident = factories.IncidentFactory(critical=True, by=customer)
    clock.shift(timedelta(minutes=60, seconds=1))

    def start():
        with in_tenant(desk.tenant):
            Incident.objects.get(pk=incident.pk).start("Žiūriu", by=agent)

    together(start, timers.fire_due, timers.fire_due)
    timers.fire_due(strict=True)
    with in_tenant(desk.tenant):
        kinds = list(Event.objects.filter(kind__in=["started", "breached"]).values_list("kind", flat=True))
        assert sorted(kinds) == ["breached", "started"]
        incident.refresh_from_db()
        assert (incident.status, incident.hour_due_at) == ("in_progress", None)
