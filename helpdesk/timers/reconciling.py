"""Reconcilers: each room looks for what lacks its timer, repairs it and says what it found."""

import logging
from collections.abc import Callable
from hashlib import blake2b

from django.db import connection

from helpdesk.lib.errors import describe
from helpdesk.lib.schema import to_public
from helpdesk.timers import clock
from helpdesk.timers.models import Reconciliation

logger = logging.getLogger(__name__)

Reconciler = Callable[[], list[str]]

_reconcilers: dict[str, Reconciler] = {}
_ONE_AT_A_TIME = int.from_bytes(blake2b(b"reconcile", digest_size=8).digest(), "big", signed=True)


def reconciler(function: Reconciler) -> Reconciler:
    """Registers a function that looks for missing timers every night and at the start of each clock."""
    _reconcilers[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def reconcile() -> list[str]:
    """Runs every room's reconciler and gives what they found; does nothing while another process is at it."""
    to_public()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            return []
    try:
        return [line for name in sorted(_reconcilers) for line in _run(name)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_AT_A_TIME])


def _run(name: str) -> list[str]:
    started_at, found, error = clock.now(), [], ""
    try:
        found = _reconcilers[name]()
    except Exception as problem:
        # One room's trouble must not keep the others from being looked after.
        logger.exception("Reconciler %s failed", name)
        error = describe(problem)
    finally:
        to_public()
    Reconciliation.objects.create(
        name=name[:100], started_at=started_at, ended_at=clock.now(), found=found, error=error
    )
    for line in found:
        logger.warning("Reconciler %s: %s", name, line)
    return [*found, *([f"{name}: {error}"] if error else [])]
