"""What is open anywhere, in the order in which it should be taken up."""

from django.db.models import F, QuerySet

from onewindow.models import IncidentRow

SOLVED = 6  # resolved and not confirmed: nothing of it waits for an agent


def open_requests() -> QuerySet[IncidentRow]:
    """The open requests of all help desks that are open: Criticals first, then by the nearest due time."""
    return IncidentRow.objects.filter(hidden=False, rank__lt=SOLVED).order_by(
        "rank", F("next_due_at").asc(nulls_last=True), "incident_id"
    )
