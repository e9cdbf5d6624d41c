"""The schema in which this thread's connection works; the door is the only one who changes it."""

from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from tenants.models import Tenant

# django-tenants adds to the connection what Django's types do not know.
_connection: Any = connection


def here() -> str:
    """The name of the schema, "public" outside all help desks."""
    return str(_connection.schema_name)


def enter(tenant: "Tenant") -> None:
    """Works in a help desk's schema from here on."""
    _connection.set_tenant(tenant)


def enter_alone(name: str) -> None:
    """Works in a schema without the public one behind it, as its migrations must."""
    _connection.set_schema(name, include_public=False)


def leave() -> None:
    """Works outside all help desks from here on."""
    _connection.set_schema_to_public()
