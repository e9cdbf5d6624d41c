"""The row of a request in the operators' one window, written in the same transaction as the request."""

from typing import TYPE_CHECKING

from helpdesk.lib.together import Row, Sheet
from incidents.models.lifecycle import UNFINISHED
from onewindow.writing import GONE, ROWS, gone, row

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from tenants.models import Tenant


def write(incident: "Incident", tenant: "Tenant", sheet: Sheet) -> None:
    """Brings the row in step with the request; one that is over has none."""
    if incident.status in UNFINISHED:
        sheet.add(ROWS, _row(incident, tenant))
    else:
        sheet.add(GONE, gone(incident.pk))


def _row(incident: "Incident", tenant: "Tenant") -> Row:
    return row(
        incident_id=incident.pk,
        tenant_id=tenant.pk,
        company=tenant.name,
        number=incident.number,
        reference=incident.reference,
        kind=incident.kind,
        subject=incident.subject,
        requester=incident.requester.name,
        product=incident.product_name,
        impact=incident.impact,
        status=incident.status,
        rank=incident.rank,
        next_due_at=incident.next_due_at,
        next_due_kind=incident.next_due_kind,
        next_due_since=incident.next_due_since,
        paused=incident.paused,
        hour_due_at=incident.hour_due_at,
        broken_at=incident.broken_at,
        agent=incident.agent.name if incident.agent else "",
        agent_user_id=incident.agent.user_id if incident.agent else None,
        last_customer_word_at=incident.last_customer_word_at,
        last_agent_word_at=incident.last_agent_word_at,
        reported_at=incident.reported_at,
    )
