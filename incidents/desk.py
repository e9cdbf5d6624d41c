"""The help desk that the present work is done in."""

from django.db import connection

from tenants.models import Tenant


def desk() -> Tenant:
    """The help desk whose schema is entered; one statement, unless the door left its row there."""
    here = getattr(connection, "tenant", None)
    # A bare schema_context leaves only a name behind.
    if isinstance(here, Tenant):
        return here
    return Tenant.objects.get(schema_name=getattr(connection, "schema_name", ""))
