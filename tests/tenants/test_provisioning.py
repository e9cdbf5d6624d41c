"""Making a help desk: step by step, each able to run again, never two."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from helpdesk.timers import clock, fire_due
from helpdesk.timers.models import Timer
from tenants import hosts, provisioning, registry, tasks
from tenants.models import Domain, Tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(db):
    tenant = Tenant.objects.create(name="UAB Initech")
    Domain.objects.create(tenant=tenant, domain=hosts.domain_of("initech"), is_primary=True)
    provisioning.begin(tenant)
    return tenant


def states(tenant):
    return list(tenant.steps.values_list("kind", "state"))


def test_all_steps_make_an_open_help_desk(begun):
    provisioning.make(begun.pk)
    assert {state for _kind, state in states(begun)} == {"done"}
    begun.refresh_from_db()
    assert begun.is_active
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = %s AND tablename = 'incidents_incident'",
            [begun.schema_name],
        )
        assert cursor.fetchone()[0] == 1


def test_a_step_that_fails_stops_the_rest_and_says_why(begun, monkeypatch):
    def fail(tenant):
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(provisioning.WORK, provisioning.Kind.DEFAULTS, fail)
    provisioning.make(begun.pk)
    assert states(begun) == [
        ("schema", "done"),
        ("tables", "done"),
        ("defaults", "failed"),
        ("open", "waiting"),
        ("link", "waiting"),
    ]
    assert begun.steps.get(kind="defaults").error == "RuntimeError: the disk is full"
    begun.refresh_from_db()
    assert not begun.is_active


def test_a_failed_step_is_retried_and_the_making_goes_on(begun, monkeypatch, operator_admin):
    with monkeypatch.context() as broken:
        broken.setattr(registry, "run", lambda *_: 1 / 0)
        provisioning.make(begun.pk)
    step = begun.steps.get(kind="defaults")
    provisioning.retry(step, by=operator_admin.pk)
    provisioning.make(begun.pk)
    assert {state for _kind, state in states(begun)} == {"done"}


def test_a_schema_that_is_there_already_is_never_taken_over(begun):
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{begun.schema_name}"')
    provisioning.make(begun.pk)
    assert begun.steps.get(kind="schema").state == "failed"


def test_making_it_twice_makes_one(begun):
    provisioning.make(begun.pk)
    provisioning.make(begun.pk)
    assert {row.attempts for row in begun.steps.all()} == {1}


@pytest.fixture
def handed(monkeypatch):
    """What was handed to a worker; no worker takes it up."""
    handed = []
    monkeypatch.setattr(tasks, "knock", lambda task, *words: handed.append((task.name, *words)))
    return handed


def test_a_timer_hands_the_making_to_a_worker_and_looks_again_until_it_is_done(begun, handed):
    fire_due()
    assert handed == [("tenants.provision", str(begun.pk))]
    again = Timer.objects.get(kind=provisioning.TIMER, subject_id=begun.pk, state="pending")
    assert again.generation == 2


def test_after_a_retry_the_making_is_looked_at_again_until_it_is_done(handed, operator_admin):
    with clock.at(datetime(2027, 3, 1, 8, tzinfo=UTC)) as hand:
        tenant = Tenant.objects.create(name="UAB Initech")
        provisioning.begin(tenant)
        fire_due(strict=True)
        step = tenant.steps.get(kind="schema")
        tenant.steps.filter(pk=step.pk).update(state="failed", error="the disk is full")
        hand.forward(timedelta(minutes=10))
        fire_due(strict=True)  # the look that finds it failed, and rests
        assert len(handed) == 1
        provisioning.retry(step, by=operator_admin.pk)
        for _lost in range(3):
            fire_due(strict=True)
            hand.forward(provisioning.LOOK_AGAIN)
    assert len(handed) == 4
