"""Reconcilers: each room looks for what lacks its timer, repairs it and says what it found."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from uuid import UUID

from django.db import connection

from helpdesk.lib.errors import describe
from helpdesk.lib.schema import to_public
from helpdesk.timers import clock
from helpdesk.timers.kinds import is_promised
from helpdesk.timers.models import Reconciliation, Timer

logger = logging.getLogger(__name__)

Reconciler = Callable[[], list[str]]
Key = tuple[UUID, str, int]  # subject, kind, generation

# Why the timers of a help desk are called off that closes: they come back when it opens.
CLOSED = "the help desk is closed"

_reconcilers: dict[str, Reconciler] = {}
_ONE_AT_A_TIME = int.from_bytes(blake2b(b"reconcile", digest_size=8).digest(), "big", signed=True)


def reconciler(function: Reconciler) -> Reconciler:
    """Registers a function that looks for missing timers every night and at the start of each clock."""
    _reconcilers[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def known(subjects: Iterable[UUID]) -> set[Key]:
    """What will still happen to these subjects, and what an operator called off: that stays called off.

    What is promised is not called off by anybody, and what closing called off is armed again on opening.
    """
    every = Timer.objects.filter(subject_id__in=list(subjects)).exclude(state=Timer.State.FIRED)
    return {
        (subject, kind, generation)
        for subject, kind, generation, state, why in every.values_list(
            "subject_id", "kind", "generation", "state", "cancelled_why"
        )
        if state == Timer.State.PENDING or (why not in ("", CLOSED) and not is_promised(kind))
    }


class Trouble(str):
    """What went wrong with one thing that was looked after; what was found with the others counts."""


@contextmanager
def apart(found: list[str], what: str) -> Iterator[None]:
    """Looks after one thing by itself: its trouble must not keep the others from being looked after."""
    try:
        yield
    except Exception as problem:
        if not connection.is_usable():
            raise
        logger.exception("Reconciling %s failed", what)
        found.append(Trouble(f"{what}: {describe(problem)}"))


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
        error = next((line for line in found if isinstance(line, Trouble)), "")[:200]
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
    return [*found, *([f"{name}: {error}"] if error and not found else [])]
