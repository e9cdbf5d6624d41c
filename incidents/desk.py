"""The help desk that the present work is done in."""

from django.db import connection

from tenants.models import Tenant


def desk() -> Tenant:
    """The help desk whose schema is entered; one statement, unless the web's door has it at hand."""
    here = getattr(connection, "tenant", None)
    # schema_context leaves only a name behind; the door of the web leaves the row itself.
    if isinstance(here, Tenant):
        return here
    return Tenant.objects.get(schema_name=getattr(connection, "schema_name", ""))
