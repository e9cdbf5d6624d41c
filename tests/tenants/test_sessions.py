"""One statement tells who asks and how they stand; what it tells is new at each request."""

from datetime import timedelta

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.accounts.models import Session, User
from helpdesk.timers import clock
from tenants import door
from tenants.models import Membership, Tenant

pytestmark = pytest.mark.django_db
DOOR = ("accounts_session", "accounts_user", "tenants_tenant", "tenants_membership", "tenants_domain")


def asked_of_the_door(client, path="/people/"):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    said = [one["sql"] for one in asked.captured_queries]
    return answer, [sql for sql in said if "FROM public.accounts_session" in sql or is_of_the_door(sql)]


def is_of_the_door(sql):
    return any(f'FROM "{table}"' in sql and "LIMIT 1" in sql for table in DOOR)


def test_the_door_asks_once_where_the_host_is_remembered(acme, inside):
    client = inside(acme, acme.manager)
    client.get("/people/")
    answer, said = asked_of_the_door(client)
    assert answer.status_code == 200
    assert len(said) == 1
    assert "tenants_membership" in said[0]


def test_the_moment_of_the_page_comes_with_it(acme, inside):
    client = inside(acme, acme.manager)
    client.get("/people/")
    with CaptureQueriesContext(connection) as asked:
        before = clock.now()
        moment = client.get("/people/").wsgi_request.moment()
    assert before <= moment <= clock.now()
    # Twice: what this test asked itself, and the door's own.
    assert sum("clock_timestamp()" in one["sql"] for one in asked.captured_queries) == 2


def test_a_role_that_changed_counts_at_the_next_request(acme, inside):
    client = inside(acme, acme.manager)
    assert client.get("/people/").status_code == 200
    Membership.objects.filter(tenant=acme.tenant, user=acme.manager).update(role="customer")
    assert client.get("/people/").status_code == 403


def test_a_membership_that_was_taken_away_ends_at_the_next_request(acme, inside):
    client = inside(acme, acme.manager)
    assert client.get("/people/").status_code == 200
    Membership.objects.filter(tenant=acme.tenant, user=acme.manager).delete()
    assert client.get("/people/").status_code == 404


def test_somebody_who_is_switched_off_is_signed_in_nowhere(acme, inside):
    client = inside(acme, acme.manager)
    User.objects.filter(pk=acme.manager.pk).update(is_active=False)
    assert client.get("/people/").status_code == 302


def test_an_operator_whose_right_is_taken_away_is_outside_at_once(acme, inside, operator_agent):
    client = inside(acme, operator_agent)
    assert client.get("/people/").status_code == 200
    User.objects.filter(pk=operator_agent.pk).update(operator_role="")
    assert client.get("/people/").status_code == 404


def test_a_password_that_was_changed_ends_the_session(acme, inside):
    client = inside(acme, acme.manager)
    acme.manager.set_password("another quiet window")
    acme.manager.save()
    assert client.get("/people/").status_code == 302
    assert not Session.objects.filter(user=acme.manager, tenant_id=acme.tenant.pk).exists()


def test_a_session_that_is_over_is_nobodys(acme, inside):
    client = inside(acme, acme.manager)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("key", [SESSION_KEY, HASH_SESSION_KEY])
def test_a_session_whose_words_were_changed_is_nobodys(acme, inside, key):
    client = inside(acme, acme.manager)
    session = client.session
    session[key] = str(acme.customer.pk)
    session.save()
    assert client.get("/people/").status_code == 302


def test_the_columns_of_a_session_alone_open_nothing(acme, globex, inside):
    client = inside(acme, acme.manager)
    Session.objects.filter(user=acme.manager).update(user=globex.manager, tenant_id=globex.tenant.pk)
    answer = client.get("/people/")
    assert answer.status_code == 200
    assert answer.wsgi_request.user == acme.manager


def test_what_a_company_sees_is_asked_anew(acme, inside):
    client = inside(acme, acme.customer)
    assert client.get("/").wsgi_request.entry.tenant.company_sees_all
    Tenant.objects.filter(pk=acme.tenant.pk).update(company_sees_all=False)
    assert not client.get("/").wsgi_request.entry.tenant.company_sees_all


def test_a_person_needs_nothing_that_only_a_queryset_would_do():
    for field in User._meta.concrete_fields:
        expression = field.get_col(User._meta.db_table)
        assert not connection.ops.get_db_converters(expression) + field.get_db_converters(connection)


def test_the_work_inside_has_the_row_of_its_help_desk(acme, django_assert_num_queries):
    from incidents.desk import desk

    with django_assert_num_queries(0), door.in_tenant(acme.tenant):
        assert desk() is acme.tenant
