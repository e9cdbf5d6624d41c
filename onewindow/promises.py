"""Promises kept and broken, of all help desks: rows that are written once, and the figures they add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, Max, Q, QuerySet

from onewindow.models import PromiseRow

LEVELS = ("critical", "important", "minimal")
CLOCKS = ("hour", "response", "resolution", "next_word")


class Median(Aggregate):
    """The value in the middle."""

    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Figures:
    """What a month's clocks of one kind and level came to."""

    month: date
    tenant_id: UUID | None
    level: str
    clock: str
    count: int
    kept: int
    broken: int
    median: timedelta | None
    worst: timedelta | None
    causes: dict[str, int]

    @property
    def is_promise(self) -> bool:
        """Whether it is the hour; everything else is a goal."""
        return self.clock == "hour"


def record(rows: list[PromiseRow]) -> None:
    """Keeps how clocks ended; one that is on record already stays as it is."""
    if rows:
        PromiseRow.objects.bulk_create(rows, ignore_conflicts=True)


def justify(incident: UUID, clocks: Iterable[tuple[str, int]], cause: str) -> None:
    """Adds why a clock was broken to what is on record already."""
    wanted = Q()
    for clock, generation in clocks:
        wanted |= Q(clock=clock, generation=generation)
    if wanted:
        PromiseRow.objects.filter(wanted, incident_id=incident, cause="").update(cause=cause)


def figures(rows: QuerySet[PromiseRow], *, by_tenant: bool = False) -> list[Figures]:
    """Adds rows up by month, level and clock, newest month first; two statements, however many help desks."""
    by = ["month", *(["tenant_id"] if by_tenant else []), "level", "clock"]
    causes: dict[tuple[Any, ...], dict[str, int]] = {}
    for row in rows.exclude(cause="").values(*by, "cause").annotate(n=Count("pk")).order_by("-n", "cause"):
        causes.setdefault(tuple(row[name] for name in by), {})[row["cause"]] = row["n"]
    sums = rows.values(*by).annotate(
        count=Count("pk"),
        kept_ones=Count("pk", filter=Q(kept=True)),
        median=Median("took"),
        worst=Max("took"),
    )
    found = [
        Figures(
            month=row["month"],
            tenant_id=row.get("tenant_id"),
            level=row["level"],
            clock=row["clock"],
            count=row["count"],
            kept=row["kept_ones"],
            broken=row["count"] - row["kept_ones"],
            median=row["median"],
            worst=row["worst"],
            causes=causes.get(tuple(row[name] for name in by), {}),
        )
        for row in sums.order_by()
    ]
    return sorted(found, key=_place)


def _place(one: Figures) -> tuple[Any, ...]:
    return (-one.month.toordinal(), str(one.tenant_id), LEVELS.index(one.level), CLOCKS.index(one.clock))
