"""The nightly look at files goes on past a help desk that it cannot look at, and tells the operators."""

import pytest
from django.db import connection

from helpdesk import timers
from helpdesk.timers.models import Reconciliation
from incidents import sweeping, vault
from tenants.models import Tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked_at(monkeypatch):
    """The help desks whose files were looked at."""
    seen, real = [], sweeping._sweep
    monkeypatch.setattr(
        sweeping, "_sweep", lambda tenant, wanted: (seen.append(tenant), real(tenant, wanted))[1]
    )
    return seen


def test_a_help_desk_that_is_still_being_made_keeps_no_other_from_being_swept(acme, globex, looked_at):
    made = Tenant.objects.create(name="UAB Kuriama")
    assert sweeping.files_and_their_rows() == []
    assert {acme.tenant.pk, globex.tenant.pk} <= set(looked_at)
    assert made.pk not in looked_at


def test_where_it_fails_the_others_are_swept_and_the_operators_read_why(acme, globex, looked_at, monkeypatch):
    real = vault.names

    def names(tenant):
        if tenant == acme.tenant.pk:
            raise PermissionError("a path that nobody is to read")
        return real(tenant)

    monkeypatch.setattr(vault, "names", names)
    timers.reconcile()
    assert looked_at == [globex.tenant.pk]
    told = Reconciliation.objects.get(name__contains="files_and_their_rows")
    (line,) = told.found
    assert line.startswith(f"{acme.tenant.schema_name}: its files could not be looked at: PermissionError")
    assert "nobody is to read" not in line
    assert connection.schema_name == "public"
