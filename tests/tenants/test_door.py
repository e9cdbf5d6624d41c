"""The only way into a help desk, and who may use it."""

import pytest
from django.db import DatabaseError, connection, transaction

from tenants.door import entry, in_tenant
from tenants.models import Membership, Tenant

pytestmark = pytest.mark.django_db


def test_inside_a_help_desk_and_out_again_even_when_something_fails(acme):
    seen = []

    def fail_inside():
        with in_tenant(acme.tenant):
            seen.append(connection.schema_name)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_inside()
    assert seen == [acme.tenant.schema_name]
    assert connection.schema_name == "public"


def test_one_help_desk_within_another_comes_back_to_the_first(acme, globex):
    with in_tenant(acme.tenant):
        with in_tenant(globex.tenant.pk):
            assert connection.schema_name == globex.tenant.schema_name
        assert connection.schema_name == acme.tenant.schema_name


def test_a_failed_transaction_inside_leaves_nobody_in_the_wrong_schema(acme, globex):
    with in_tenant(acme.tenant):
        with pytest.raises(DatabaseError), transaction.atomic(), in_tenant(globex.tenant):
            connection.cursor().execute("SELECT 1 / 0")
        with connection.cursor() as cursor:
            cursor.execute("SHOW search_path")
            assert acme.tenant.schema_name in cursor.fetchone()[0]


def test_an_unknown_help_desk_cannot_be_entered():
    from helpdesk.lib.ids import uuid7

    with pytest.raises(Tenant.DoesNotExist), in_tenant(uuid7()):
        pass


def test_a_member_enters_with_their_role_and_a_stranger_does_not(acme, globex):
    assert entry(acme.manager, acme.tenant).role == "manager"
    assert entry(globex.manager, acme.tenant) is None


def test_an_operator_agent_enters_any_active_help_desk_without_a_membership(acme, operator_agent):
    found = entry(operator_agent, acme.tenant)
    assert found.is_agent
    assert found.as_operator
    assert not Membership.objects.filter(user=operator_agent).exists()


def test_nobody_enters_a_deactivated_help_desk(acme, operator_agent):
    from helpdesk.timers import clock

    acme.tenant.deactivate("month_over", by=None, at=clock.now())
    assert entry(acme.manager, acme.tenant) is None
    assert entry(operator_agent, acme.tenant) is None


def test_somebody_who_was_switched_off_enters_nowhere(acme):
    acme.manager.is_active = False
    assert entry(acme.manager, acme.tenant) is None
