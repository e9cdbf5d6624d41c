"""Keeping the rows in step, always in the transaction of the act that changes the request."""

from typing import Any
from uuid import UUID

from helpdesk.lib.together import Part, Row, Together, columns, inserting, row_of
from onewindow.models import IncidentRow, PromiseRow

# Whether a row is hidden is not the request's to say.
_KEPT_IN_STEP = [name for name, _attribute in columns(IncidentRow) if name not in ("incident_id", "hidden")]

# What an act writes here, as parts of its one statement: the row of a request, new or not; that of one which
# is over taken away; the clocks that have ended, of which one that is on record already stays as it is.
ROWS = inserting(
    IncidentRow,
    conflict="ON CONFLICT (incident_id) DO UPDATE SET "
    + ", ".join(f"{name} = EXCLUDED.{name}" for name in _KEPT_IN_STEP),
)
GONE = Part(
    "gone",
    """DELETE FROM onewindow_incidentrow WHERE incident_id = ANY (ARRAY(
    SELECT incident_id FROM jsonb_populate_recordset(NULL::onewindow_incidentrow, %(gone)s::jsonb)))""",
)
PROMISES = inserting(PromiseRow, but=["id"], conflict="ON CONFLICT DO NOTHING")


def write(**columns: Any) -> None:
    """Writes the row of a request by itself."""
    sheet = Together(ROWS).sheet()
    sheet.add(ROWS, row_of(IncidentRow(**columns)))
    sheet.write()


def row(**columns: Any) -> Row:
    """The row of a request, new or not; what is in step is shown."""
    return columns | {"hidden": False}


def gone(incident: UUID) -> Row:
    """What takes away the row of a request that is over."""
    return {"incident_id": incident}


def hide(tenant: UUID) -> int:
    """Hides the rows of a help desk that closes; tells how many."""
    return IncidentRow.objects.filter(tenant_id=tenant, hidden=False).update(hidden=True)


def show(tenant: UUID) -> int:
    """Shows the rows of a help desk that is open again; tells how many."""
    return IncidentRow.objects.filter(tenant_id=tenant, hidden=True).update(hidden=False)
