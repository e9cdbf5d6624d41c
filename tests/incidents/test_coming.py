"""Whoever comes in is read with the session, in one statement: as this help desk knows them, and no other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Person
from incidents.models.people import _coming, _of_the_session
from tenants.door import in_tenant
from tenants.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(acme, globex, inside):
    """Globex's manager, who is a customer of Acme's too: each help desk knows them by an own row."""
    user = globex.manager
    Membership.objects.create(tenant=acme.tenant, user=user, role="customer")
    browsers = {desk.tenant: inside(desk, user) for desk in (acme, globex)}
    for tenant, client in browsers.items():
        assert client.get("/notices/settings/").status_code == 200
        with in_tenant(tenant):
            Person.objects.filter(user_id=user.pk).update(wishes={"replied": tenant.name})
    return user, browsers


def whom(client, path="/notices/settings/"):
    with CaptureQueriesContext(connection) as asked:
        request = client.get(path).wsgi_request
    said = [one["sql"] for one in asked.captured_queries]
    return request.person, [sql for sql in said if sql.startswith('SELECT "incidents_person"')]


def test_each_help_desk_knows_them_by_its_own_row(both):
    _user, browsers = both
    seen = set()
    for _again in range(4):  # from the third time on the server keeps the statement
        for tenant, client in browsers.items():
            person, alone = whom(client)
            assert person.wishes == {"replied": tenant.name}
            assert alone == []
            seen.add(person.pk)
    assert len(seen) == 2


def test_it_tells_what_a_statement_of_its_own_would(both):
    user, browsers = both
    for tenant, client in browsers.items():
        person, _alone = whom(client)
        with in_tenant(tenant):
            asked = next(iter(_coming(user.pk)))
        told = {name: value for name, value in vars(asked).items() if not name.startswith("_")}
        assert told == {name: getattr(person, name) for name in told}


def test_who_comes_for_the_first_time_is_made(acme, inside):
    user = acme.people["first_line"]
    with in_tenant(acme.tenant):
        Person.objects.filter(user_id=user.pk).delete()
    client = inside(acme, user)
    assert client.get("/queue/").status_code == 200
    with in_tenant(acme.tenant):
        assert Person.objects.get(user_id=user.pk).email == user.email


def test_nothing_of_anybody_stands_in_the_statement(acme, globex):
    said = set()
    for desk in (acme, globex):
        with in_tenant(desk.tenant):
            said.add(_of_the_session())
    assert len(said) == 1
