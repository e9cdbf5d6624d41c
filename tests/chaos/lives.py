"""How late it was while a clock lived: the promise is about that, and about nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.db import connection

from tests.chaos.tally import share_of

SECOND = 1.0

Span = tuple[float, float]


def lived_through(deaths: Mapping[int, float], outages: Sequence[Span]) -> str:
    """The lateness of what fell due while a clock and PostgreSQL lived, and went on living for it.

    A promise counts when from its due time on (from when it was made, if that came later) some clock lived
    without a break until it was kept, or for a whole second: no luck can hide a clock that is slow.
    """
    spans = without(together(_lives(deaths)), outages)
    counted = sorted(late for since, late in _kept() if _is_within(since, late, spans))
    p50, p95, worst = (share_of(counted, share).total_seconds() for share in (0.5, 0.95, 1.0))
    return (
        f"while a clock lived  {len(counted)} promises"
        f"  late p50 {p50:.3f} s  p95 {p95:.3f} s  max {worst:.3f} s"
    )


def together(lives: Iterable[Span]) -> list[Span]:
    """The time in which at least one of them lived."""
    found: list[Span] = []
    for began, ended in sorted(lives):
        if found and began <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ended))
        else:
            found.append((began, ended))
    return found


def without(spans: Iterable[Span], outages: Sequence[Span]) -> list[Span]:
    """The same time without the outages."""
    left = list(spans)
    for down, up in outages:
        pieces = [piece for start, end in left for piece in ((start, min(end, down)), (max(start, up), end))]
        left = [(start, end) for start, end in pieces if start < end]
    return left


def _is_within(since: float, late: timedelta, spans: Sequence[Span]) -> bool:
    until = since + min(late.total_seconds(), SECOND)
    return any(start <= since and until <= end for start, end in spans)


def _lives(deaths: Mapping[int, float]) -> list[Span]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, extract(epoch FROM began)::float8 FROM chaos_life")
        born = [(int(name.rpartition(":")[2]), began) for name, began in cursor.fetchall()]
    return [(began, deaths.get(process, float("inf"))) for process, began in born]


def _kept() -> list[tuple[float, timedelta]]:
    """Since when each promise could have been kept, and how long that took."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM greatest(due_at, created_at))::float8,"
            " late - (greatest(due_at, created_at) - due_at)"
            " FROM chaos_fact JOIN timers_timer ON subject_id = subject"
        )
        return cursor.fetchall()
