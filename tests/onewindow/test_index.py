"""The one window: what is open anywhere, in one order, from one indexed table."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import onewindow
from helpdesk.timers import clock
from onewindow.models import IncidentRow
from tenants.door import in_tenant
from tests import factories

pytestmark = pytest.mark.django_db


def row(rank=4, due=None, tenant=None, **columns):
    """A row as a help desk writes it."""
    now = clock.now()
    said = {
        "incident_id": uuid.uuid4(),
        "tenant_id": tenant or uuid.uuid4(),
        "company": "UAB Pavyzdys",
        "number": 1,
        "reference": "INC-1",
        "kind": "incident",
        "subject": "Neveikia",
        "requester": "Ona",
        "product": "Bonus",
        "impact": "minimal",
        "status": "new",
        "rank": rank,
        "next_due_at": None if due is None else now + timedelta(minutes=due),
        "reported_at": now,
        **columns,
    }
    onewindow.write(**said)
    return said["incident_id"]


def test_criticals_stand_first_then_the_nearest_due_and_what_has_no_due_time_last():
    rest, late, critical, timeless = row(4, 60), row(4, -5), row(0, 200), row(4)
    assert [one.incident_id for one in onewindow.open_requests()] == [critical, late, rest, timeless]


def test_what_is_solved_or_of_a_closed_help_desk_is_not_open():
    closed = uuid.uuid4()
    row(6), row(0, tenant=closed)
    here = row()
    assert onewindow.hide(closed) == 1
    assert [one.incident_id for one in onewindow.open_requests()] == [here]
    assert onewindow.show(closed) == 1
    assert onewindow.open_requests().count() == 2


def test_a_late_write_does_not_show_the_row_of_a_closed_help_desk():
    closed = uuid.uuid4()
    one = row(tenant=closed)
    onewindow.hide(closed)
    row(incident_id=one, tenant=closed, subject="Kitaip")
    assert IncidentRow.objects.get(subject="Kitaip").hidden


def test_the_requests_of_two_help_desks_stand_in_one_list(acme, globex):
    for desk in (acme, globex):
        with in_tenant(desk.tenant):
            factories.IncidentFactory(critical=True, by=factories.person(desk, "customer"))
    assert [one.company for one in onewindow.open_requests()] == ["UAB Acme", "UAB Globex"]


def test_the_row_follows_every_act_and_goes_when_the_request_is_over(in_acme):
    customer, agent = factories.person(in_acme, "customer"), factories.person(in_acme, "agent")
    incident = factories.IncidentFactory(critical=True, by=customer)
    assert IncidentRow.objects.get().rank == 0
    incident.start("Žiūriu", by=agent)
    one = IncidentRow.objects.get()
    assert (one.agent, one.agent_user_id, one.status, one.rank) == (
        agent.name,
        agent.user_id,
        "in_progress",
        1,
    )
    incident.resolve("Pataisyta", code="fixed", by=agent)
    incident.confirm(by=customer)
    assert not IncidentRow.objects.exists()


def test_an_act_that_fails_leaves_the_row_as_it_was(in_acme, monkeypatch):
    customer, agent = factories.person(in_acme, "customer"), factories.person(in_acme, "agent")
    incident = factories.IncidentFactory(by=customer)

    def fail(*_args, **_said):
        raise ZeroDivisionError

    monkeypatch.setattr("incidents.search.indexing.write", fail)
    with pytest.raises(ZeroDivisionError):
        incident.start("Žiūriu", by=agent)
    assert IncidentRow.objects.get().status == "new"


def test_the_window_is_one_statement_over_its_index():
    IncidentRow.objects.bulk_create(
        IncidentRow(
            incident_id=uuid.uuid4(), tenant_id=uuid.uuid4(), company="UAB", number=n, reference=f"INC-{n}",
            kind="incident", subject="Neveikia", requester="Ona", impact="minimal", status="new", rank=4,
            next_due_at=clock.now() + timedelta(minutes=n), reported_at=clock.now(),
        )
        for n in range(3000)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE onewindow_incidentrow")
    with CaptureQueriesContext(connection) as asked:
        list(onewindow.open_requests()[:50])
    assert len([one for one in asked if "SET search_path" not in one["sql"]]) == 1
    plan = onewindow.open_requests()[:50].explain()
    assert "onewindow_queue" in plan
    assert "Seq Scan" not in plan
