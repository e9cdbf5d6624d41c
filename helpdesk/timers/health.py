"""How the clocks are: how late the oldest thing is, and when a clock last gave a sign of life."""

import os
import socket
from datetime import timedelta

from django.db import connection

from helpdesk.timers import clock
from helpdesk.timers.firing import next_due
from helpdesk.timers.models import Timer

_BEAT = """
INSERT INTO timers_heartbeat (name, beat_at) VALUES (%s, clock_timestamp())
ON CONFLICT (name) DO UPDATE SET beat_at = EXCLUDED.beat_at
"""


def lateness() -> timedelta:
    """By how much the oldest timer that could be tried now is waiting for a clock; zero when none is."""
    earliest = next_due()
    return timedelta(0) if earliest is None else max(timedelta(0), clock.now() - earliest)


def beat() -> None:
    """Leaves this process's sign of life, by the true time whatever the shift."""
    with connection.cursor() as cursor:
        cursor.execute(_BEAT, [f"{socket.gethostname()}:{os.getpid()}"[:100]])
        cursor.execute("DELETE FROM timers_heartbeat WHERE beat_at < clock_timestamp() - interval '1 day'")


def heartbeat_age() -> timedelta | None:
    """How long ago any clock last gave a sign of life; None when none ever did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp() - max(beat_at) FROM timers_heartbeat")
        age: timedelta | None = cursor.fetchone()[0]
    return age


def failing() -> int:
    """How many timers were tried in vain and wait for their next try."""
    return Timer.objects.failing().count()
