"""Complaints of all help desks: one row for each, kept in step by its own acts, and what they add up to."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from onewindow.models import ComplaintRow

OVER = ("closed", "withdrawn")


@dataclass(frozen=True)
class ComplaintFigures:
    """What the complaints that came in a month have come to by now."""

    month: date
    tenant_id: UUID | None
    received: int
    in_time: int
    late: int
    agreed: int
    withdrawn: int
    still_open: int


def record(complaint: UUID, **columns: Any) -> None:
    """Keeps how a complaint stands."""
    ComplaintRow.objects.bulk_create(
        [ComplaintRow(complaint_id=complaint, **columns)],
        update_conflicts=True,
        unique_fields=["complaint_id"],
        update_fields=["in_time", "status"],
    )


def figures(rows: QuerySet[ComplaintRow], *, by_tenant: bool = False) -> list[ComplaintFigures]:
    """Adds complaints up by the month in which they came, newest first; one statement, however many."""
    by = ["month", *(["tenant_id"] if by_tenant else [])]
    sums = rows.values(*by).annotate(
        received=Count("pk"),
        answered_in_time=Count("pk", filter=Q(in_time=True)),
        late=Count("pk", filter=Q(in_time=False)),
        agreed=Count("pk", filter=Q(status="closed")),
        withdrawn=Count("pk", filter=Q(status="withdrawn")),
        still_open=Count("pk", filter=~Q(status__in=OVER)),
    )
    return [
        ComplaintFigures(
            month=row["month"],
            tenant_id=row.get("tenant_id"),
            received=row["received"],
            in_time=row["answered_in_time"],
            late=row["late"],
            agreed=row["agreed"],
            withdrawn=row["withdrawn"],
            still_open=row["still_open"],
        )
        for row in sums.order_by("-month")
    ]
