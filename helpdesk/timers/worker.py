"""What the threads of the clock worker do: round after round, whatever breaks meanwhile."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections, connections

from helpdesk.timers import clock
from helpdesk.timers.bell import Bell
from helpdesk.timers.firing import fire_due, next_due
from helpdesk.timers.health import beat
from helpdesk.timers.reconciling import reconcile

logger = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(seconds=5)
# Due, yet not fired: somebody holds the lock of the subject. Do not ask again and again meanwhile.
SHORTEST_SLEEP = timedelta(milliseconds=50)
BEAT_EVERY = 2.0  # seconds
# After a stumble, in seconds: a lost database comes back at any moment, and the promise is a second at most.
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.25

# One round of work; gives the seconds to sleep before the next.
Round = Callable[[], float]


class Clock:
    """One round of the clock: a sign of life, all that is due, and how long to sleep."""

    def __init__(self) -> None:
        self._beat_at = float("-inf")

    def __call__(self) -> float:
        if time.monotonic() - self._beat_at >= BEAT_EVERY:
            beat()
            self._beat_at = time.monotonic()
        fire_due(limit=200)
        return pause().total_seconds()


def pause() -> timedelta:
    """How long the clock may sleep: until the next timer, at most 5 s."""
    earliest = next_due()
    if earliest is None:
        return LONGEST_SLEEP
    return max(SHORTEST_SLEEP, min(LONGEST_SLEEP, earliest - clock.now()))


def keep(name: str, channel: str, work: Round, stop: threading.Event) -> None:
    """Works round after round until told to stop, whatever breaks meanwhile."""
    trouble = 0
    while not stop.is_set():
        try:
            with Bell(channel, stop) as bell:
                while not stop.is_set():
                    close_old_connections()  # connections that visited many help desks grow
                    seconds = work()
                    trouble = 0
                    bell.wait(seconds)
        except Exception as error:
            # A lost database is the usual reason; there is none that should end a clock.
            trouble += 1
            say = logger.exception if trouble == 1 else logger.warning
            say("The %s thread stumbled (%s) and begins again", name, type(error).__name__)
            stop.wait(min(FIRST_PAUSE * 2 ** min(trouble - 1, 5), LONGEST_PAUSE))
        finally:
            connections.close_all()


def reconcile_once() -> None:
    """Looks for missing timers when a clock starts; in a thread of its own, for it may take long."""
    try:
        reconcile()
    except Exception:
        logger.exception("The reconciling at the start failed; the nightly one will come")
    finally:
        connections.close_all()
