"""The stage: two help desks a session, everything rolled back after each test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from tests import cast

_desks: dict[str, cast.Desk] = {}
_operators: dict[str, Any] = {}


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Makes the test database, the two help desks of the cast and the operators, once."""
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        config = setup_databases(verbosity=0, interactive=False)
        connection.set_schema_to_public()
        _desks["acme"] = cast.make_desk("acme", "UAB Acme")
        _desks["globex"] = cast.make_desk("globex", "UAB Globex")
        _operators["agent"] = cast.make_user(
            "agent@vendor.example", "Jonas Operatorius", operator_role="agent"
        )
        _operators["admin"] = cast.make_user(
            "admin@vendor.example", "Rūta Administratorė", operator_role="admin"
        )
        yield
        connection.set_schema_to_public()
        teardown_databases(config, verbosity=0)


@pytest.fixture(autouse=True)
def _begins_in_public(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test begins and ends outside all help desks, with nothing remembered from the one before."""
    from tenants import helpline, hosts

    assert connection.schema_name == "public"
    hosts.forget()
    helpline.forget()
    yield
    connection.set_schema_to_public()


@pytest.fixture
def acme(db: None) -> cast.Desk:
    """The help desk of UAB Acme and its people."""
    return _fresh("acme")


@pytest.fixture
def globex(db: None) -> cast.Desk:
    """The help desk of UAB Globex, whose people must see nothing of Acme's."""
    return _fresh("globex")


def _fresh(name: str) -> cast.Desk:
    desk = _desks[name]
    people = {part: type(user).objects.get(pk=user.pk) for part, user in desk.people.items()}
    return cast.Desk(type(desk.tenant).objects.get(pk=desk.tenant.pk), people)


@pytest.fixture
def in_acme(acme: cast.Desk) -> Iterator[cast.Desk]:
    """Works inside Acme's help desk."""
    from tenants.door import in_tenant

    with in_tenant(acme.tenant):
        yield acme


@pytest.fixture
def operator_agent(db: None) -> Any:
    """An agent of the vendor, for all help desks."""
    return type(_operators["agent"]).objects.get(pk=_operators["agent"].pk)


@pytest.fixture
def operator_admin(db: None) -> Any:
    """An admin of the vendor."""
    return type(_operators["admin"]).objects.get(pk=_operators["admin"].pk)


@pytest.fixture
def public() -> Callable[..., Client]:
    """Gives a browser on the public host, signed in as somebody or as nobody."""

    def browser(user: Any = None) -> Client:
        client = Client(headers={"host": "langelis.test"})
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser


@pytest.fixture
def inside() -> Callable[..., Client]:
    """Gives a browser on a help desk's host, signed in there as somebody or as nobody."""

    def browser(desk: cast.Desk, user: Any = None) -> Client:
        client = Client(headers={"host": desk.tenant.host})
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session["tenant"] = str(desk.tenant.pk)
            session.save()
        return client

    return browser
