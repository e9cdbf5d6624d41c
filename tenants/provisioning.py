"""Making a help desk: step by step, in a worker, each step able to run again, never two for one order."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django_tenants.utils import schema_context

from helpdesk import audit, timers
from helpdesk.lib import schema
from helpdesk.timers import clock
from tenants import hosts, registry
from tenants.models import ProvisioningStep, Tenant

TIMER = "tenants.provision"
LOOK_AGAIN = timedelta(seconds=30)  # a worker that died leaves the making to be taken up again

Kind = ProvisioningStep.Kind
State = ProvisioningStep.State


def begin(tenant: Tenant) -> None:
    """Writes down the steps of making a help desk and sees to it that a worker takes them up."""
    ProvisioningStep.objects.bulk_create(
        ProvisioningStep(tenant=tenant, kind=kind, position=n) for n, kind in enumerate(Kind, start=1)
    )
    timers.arm(TIMER, tenant.pk, clock.now(), tenant=tenant.pk)


def retry(step: ProvisioningStep, *, by: UUID | None) -> None:
    """Puts a failed step back to waiting and has the making taken up again."""
    with transaction.atomic():
        timers.lock(step.tenant_id)
        failed = ProvisioningStep.objects.filter(pk=step.pk, state=State.FAILED)
        if failed.update(state=State.WAITING, error=""):
            audit.record("tenant.step_retried", tenant=step.tenant_id, by=by, subject=step.pk)
            timers.arm(TIMER, step.tenant_id, clock.now(), tenant=step.tenant_id, generation=1, again=True)


def is_finished(tenant_id: UUID) -> bool:
    """Says whether nothing is left to do, or a step waits for an operator's retry."""
    states = set(ProvisioningStep.objects.filter(tenant_id=tenant_id).values_list("state", flat=True))
    return State.FAILED in states or states <= {State.DONE}


def make(tenant_id: UUID) -> None:
    """Does the steps that are left, in order; stops at the first that fails."""
    tenant = Tenant.objects.get(pk=tenant_id)
    for step in tenant.steps.exclude(state=State.DONE):
        if not _do(step, tenant):
            return


def _do(step: ProvisioningStep, tenant: Tenant) -> bool:
    row = ProvisioningStep.objects.filter(pk=step.pk)
    # Said first and by itself, so that whoever watches sees it run.
    row.exclude(state=State.DONE).update(
        state=State.RUNNING, started_at=clock.now(), attempts=step.attempts + 1, error=""
    )
    try:
        with transaction.atomic():
            # One worker at a time: the second one waits here, then finds the step done.
            if row.select_for_update().get().state == State.DONE:
                return True
            WORK[Kind(step.kind)](tenant)
            row.update(state=State.DONE, finished_at=clock.now())
            audit.record(
                "tenant.step_done", tenant=tenant.pk, by=None, subject=step.pk, data={"kind": step.kind}
            )
    except Exception as error:  # whatever it is, an operator must see it beside the step
        sentence = f"{type(error).__name__}: {error}"[:300]
        row.exclude(state=State.DONE).update(state=State.FAILED, error=sentence)
        return False
    return True


def _make_schema(tenant: Tenant) -> None:
    # No IF NOT EXISTS: a schema that is there already is somebody else's.
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{tenant.schema_name}"')


def _make_tables(tenant: Tenant) -> None:
    migrate_tenant(tenant)


def _set_defaults(tenant: Tenant) -> None:
    registry.run(registry.provision, tenant)


def _open(tenant: Tenant) -> None:
    tenant.open(at=clock.now())
    hosts.forget()


def _hand_over(tenant: Tenant) -> None:
    registry.run(registry.ready, tenant)


WORK: dict[Kind, Callable[[Tenant], None]] = {
    Kind.SCHEMA: _make_schema,
    Kind.TABLES: _make_tables,
    Kind.DEFAULTS: _set_defaults,
    Kind.OPEN: _open,
    Kind.LINK: _hand_over,
}


def migrate_tenant(tenant: Tenant) -> None:
    """Brings the tables of one help desk up to date."""
    # Without public in the path, or the public table of migrations would pass for the tenant's own.
    with schema_context(tenant.schema_name):
        schema.enter_alone(tenant.schema_name)
        executor = MigrationExecutor(connection)
        executor.recorder.ensure_schema()
        ours = {apps.get_app_config(label).label for label in _tenant_labels()}
        targets = [node for node in executor.loader.graph.leaf_nodes() if node[0] in ours]
        executor.migrate(targets)


def _tenant_labels() -> list[str]:
    return [app.rpartition(".")[2] for app in settings.TENANT_APPS]
