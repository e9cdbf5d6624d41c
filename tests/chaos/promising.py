"""Making the promises, through whatever is broken meanwhile, and waiting until they are kept."""

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, connection, transaction

from helpdesk import timers
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from helpdesk.timers.health import heartbeat_age
from helpdesk.timers.models import Timer
from tests.chaos.promises import KIND
from tests.chaos.sink import Mailboxes
from tests.chaos.tally import facts

Result = TypeVar("Result")


def promise(tenants: int, seconds: float, many: int) -> set[UUID]:
    """Arms so many timers over the seconds: half of them now, the others while the time runs."""
    desks = [uuid4() for _ in range(tenants)]
    now = _until_it_works(clock.now)
    began = time.monotonic()
    dues = sorted(random.uniform(1, seconds) for _ in range(many))
    early, late = dues[::2], dues[1::2]
    promised = set()
    for due in early:
        promised.add(_arm(random.choice(desks), now + timedelta(seconds=due)))
    for due in late:
        ahead = random.uniform(0, 4)
        time.sleep(max(0.0, due - ahead - (time.monotonic() - began)))
        promised.add(_arm(random.choice(desks), now + timedelta(seconds=due)))
    return promised


def wait_for_a_clock() -> None:
    """Waits until the first clock gives a sign of life."""
    while heartbeat_age() is None:
        time.sleep(0.1)


def wait_until_kept(promised: set[UUID], mailboxes: Mailboxes, at_most: float) -> None:
    """Waits until nothing is open, or the patience is over; then a little more, for what comes twice."""
    end = time.monotonic() + at_most
    while time.monotonic() < end:
        still_open = _until_it_works(
            lambda: Timer.objects.pending().count() + Letter.objects.unsent().count()
        )
        if not still_open and len(_until_it_works(facts)) >= len(promised):
            break
        time.sleep(0.2)
    time.sleep(1)


def _arm(tenant: UUID, due_at: datetime) -> UUID:
    subject = uuid4()

    def arm() -> None:
        with transaction.atomic():
            timers.lock(subject)
            timers.arm(KIND, subject, due_at, tenant=tenant)

    # A commit that was cut off may have happened: arming the same once more is harmless.
    _until_it_works(arm)
    return subject


def _until_it_works(act: Callable[[], Result]) -> Result:
    while True:
        try:
            return act()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.1)
