"""Back to the tables that all help desks share."""

from django.db import connection


def to_public() -> None:
    """Leaves whichever help desk the connection is in."""
    connection.set_schema_to_public()  # type: ignore[attr-defined]  # of django-tenants, which has no types
