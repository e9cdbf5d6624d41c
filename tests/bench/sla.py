"""The clock: how many timers a second it fires, and what it costs to look for what is due."""

import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from tests.bench.servers import database

FIRED = 2000
PENDING = 100_000
TENANTS = (1, 100, 1000)
LOOKS = 30

_DUE = (
    "SELECT id FROM timers_timer WHERE state = 'pending' AND next_try_at <= %s ORDER BY next_try_at LIMIT 100"
)
_FILL = """
INSERT INTO {table} (id, kind, tenant_id, subject_id, generation, due_at, next_try_at, state, cancelled_why,
                     attempts, last_error, created_at)
SELECT gen_random_uuid(), 'bench.nothing', (%(tenants)s::uuid[])[1 + n %% %(many)s::int], gen_random_uuid(),
       1, at, at, 'pending', '', 0, '', now()
  FROM generate_series(1, %(rows)s::int) AS n,
       LATERAL (SELECT now() + interval '1 day' + n * interval '1 second' AS at)
"""


def measure(_asked: object = None) -> dict[str, Any]:
    """Fires and looks; all figures of one run, on one machine, with fsync as in an installation."""
    with database():
        return {"fired_per_second": _rates(), "sweep_ms": [_sweeps(many) for many in TENANTS]}


def tell(figures: dict[str, Any]) -> str:
    """The figures as a person reads them."""
    rate = figures["fired_per_second"]
    lines = [
        f"claim and fire, one clock: {rate['nothing_else']:.0f} timers/s,"
        f" {rate['with_a_letter']:.0f}/s when each writes a fact and a letter",
        f"one sweep with {PENDING:,} pending timers, nothing due (median of {LOOKS}):",
        f"{'tenants':>10}  {'one table':>12}  {'loop over schemas':>18}",
    ]
    for row in figures["sweep_ms"]:
        lines.append(
            f"{row['tenants']:>10,}  {row['one_table']:>9.2f} ms  {row['loop_over_schemas']:>15.2f} ms"
        )
    return "\n".join(lines)


def _rates() -> dict[str, float]:
    from django.db import connection

    from helpdesk import timers
    from helpdesk.timers import clock
    from tests.chaos.promises import FACTS, KIND

    timers.handler("bench.nothing")(lambda timer: None)
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
    rates = {}
    for name, kind in (("nothing_else", "bench.nothing"), ("with_a_letter", KIND)):
        now = clock.now()
        for _ in range(FIRED):
            timers.arm(kind, uuid4(), now, tenant=uuid4())
        began = time.perf_counter()
        fired = timers.fire_due()
        rates[name] = fired / (time.perf_counter() - began)
    return rates


def _sweeps(many: int) -> dict[str, float]:
    from django.db import connection

    from helpdesk import timers

    tenants = [uuid4() for _ in range(many)]
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE timers_timer")
        _fill(cursor, "public.timers_timer", tenants, PENDING)
        for number, tenant in enumerate(tenants):
            cursor.execute(f"CREATE SCHEMA bench_{number}")
            cursor.execute(
                f"CREATE TABLE bench_{number}.timers_timer (LIKE public.timers_timer INCLUDING ALL)"
            )
            _fill(cursor, f"bench_{number}.timers_timer", [tenant], PENDING // many)
        cursor.execute("VACUUM ANALYZE")
    try:
        one_table = _median_ms(timers.fire_due)
        loop = _median_ms(lambda: _look_everywhere(many))
    finally:
        with connection.cursor() as cursor:
            for number in range(many):
                cursor.execute(f"DROP SCHEMA bench_{number} CASCADE")
    return {"tenants": many, "one_table": one_table, "loop_over_schemas": loop}


def _fill(cursor: Any, table: str, tenants: list[UUID], rows: int) -> None:
    cursor.execute(_FILL.format(table=table), {"tenants": tenants, "many": len(tenants), "rows": rows})


def _look_everywhere(many: int) -> None:
    from django.db import connection

    from helpdesk.timers import clock

    now = clock.now()
    # One cursor and plain SQL: kinder to the loop than a context manager and the ORM would be.
    with connection.cursor() as cursor:
        for number in range(many):
            cursor.execute(f"SET search_path = bench_{number}, public")
            cursor.execute(_DUE, [now])
            cursor.fetchall()


def _median_ms(act: Callable[[], object]) -> float:
    act()  # once, so that plans and pages are at hand for both
    took = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
