"""Telephone calls of all help desks: rows that are written once, and the figures they add up to."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from onewindow.models import CallRow


@dataclass(frozen=True)
class CallFigures:
    """What the calls of a month came to."""

    month: date
    tenant_id: UUID | None
    answered: int
    unanswered: int
    consultations: int
    minutes: int


def record(call: UUID, **columns: Any) -> None:
    """Counts a call once; one that is on record already stays as it is."""
    CallRow.objects.bulk_create([CallRow(call_id=call, **columns)], ignore_conflicts=True)


def figures(rows: QuerySet[CallRow], *, by_tenant: bool = False) -> list[CallFigures]:
    """Adds calls up by month, newest first; one statement, however many help desks."""
    by = ["month", *(["tenant_id"] if by_tenant else [])]
    sums = rows.values(*by).annotate(
        answered_ones=Count("pk", filter=Q(answered=True)),
        unanswered=Count("pk", filter=Q(answered=False)),
        consultations=Count("pk", filter=Q(consultation=True)),
        spoken=Sum("minutes"),
    )
    return [
        CallFigures(
            month=row["month"],
            tenant_id=row.get("tenant_id"),
            answered=row["answered_ones"],
            unanswered=row["unanswered"],
            consultations=row["consultations"],
            minutes=row["spoken"] or 0,
        )
        for row in sums.order_by("-month")
    ]
