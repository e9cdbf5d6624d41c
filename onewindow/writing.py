"""Keeping the rows in step, always in the transaction of the act that changes the request."""

from typing import Any
from uuid import UUID

from onewindow.models import IncidentRow

# Whether a row is hidden is not the request's to say.
COLUMNS = [field.name for field in IncidentRow._meta.fields if field.name not in ("incident_id", "hidden")]


def write(**columns: Any) -> None:
    """Writes the row of a request, new or not, in one statement."""
    IncidentRow.objects.bulk_create(
        [IncidentRow(**columns)],
        update_conflicts=True,
        unique_fields=["incident_id"],
        update_fields=COLUMNS,
    )


def remove(incident: UUID) -> None:
    """Takes away the row of a request that is over."""
    IncidentRow.objects.filter(pk=incident).delete()


def hide(tenant: UUID) -> int:
    """Hides the rows of a help desk that closes; tells how many."""
    return IncidentRow.objects.filter(tenant_id=tenant, hidden=False).update(hidden=True)


def show(tenant: UUID) -> int:
    """Shows the rows of a help desk that is open again; tells how many."""
    return IncidentRow.objects.filter(tenant_id=tenant, hidden=True).update(hidden=False)
