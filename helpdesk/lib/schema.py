"""The schema in which this thread's connection works; only the doors change it."""

from typing import Any

from django.db import connection

# django-tenants adds to the connection what Django's types do not know.
_connection: Any = connection


def here() -> str:
    """The name of the schema, "public" outside all help desks."""
    return str(_connection.schema_name)


def enter(tenant: Any) -> None:
    """Works in a help desk's schema from here on, with the public one behind it."""
    _connection.set_tenant(tenant)


def enter_alone(name: str) -> None:
    """Works in a schema without the public one behind it, as its migrations must."""
    _connection.set_schema(name, include_public=False)


def to_public() -> None:
    """Leaves whichever help desk the connection is in."""
    _connection.set_schema_to_public()
