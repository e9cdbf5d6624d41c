"""The one clock of the house: the database's, so that every process agrees about what is due."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

# Where time stands still in this process, or None. Only tests and the loading of demo data set it.
_stopped_at: datetime | None = None

_SHIFTED = "(clock_timestamp() + coalesce((SELECT ahead FROM timers_clockshift WHERE id = 1), interval '0'))"


def now() -> datetime:
    """The moment by the database clock, in UTC; ask once in an act and pass it down."""
    if _stopped_at is not None:
        return _stopped_at
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + (_SHIFTED if settings.CLOCK_MAY_SHIFT else "clock_timestamp()"))
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)


def sql() -> tuple[str, list[datetime]]:
    """The same moment as a piece of SQL and its parameters, for a statement that needs no trip of its own."""
    if _stopped_at is not None:
        return "%s::timestamptz", [_stopped_at]
    return (_SHIFTED if settings.CLOCK_MAY_SHIFT else "clock_timestamp()"), []


class Hand:
    """The hand of a stopped clock, which a test turns."""

    def forward(self, by: timedelta) -> datetime:
        """Turns the stopped clock forward and gives the new moment."""
        if _stopped_at is None:
            raise RuntimeError("The clock is not stopped.")
        return self.to(_stopped_at + by)

    def to(self, moment: datetime) -> datetime:
        """Turns the stopped clock to the moment."""
        global _stopped_at
        _stopped_at = moment.astimezone(UTC)
        return _stopped_at


@contextmanager
def at(moment: datetime) -> Iterator[Hand]:
    """Stops the clock of this process at the moment, whatever the shift; for tests and demo data."""
    global _stopped_at
    _refuse_in_production()
    before = _stopped_at
    hand = Hand()
    hand.to(moment)
    try:
        yield hand
    finally:
        _stopped_at = before


def shift(by: timedelta) -> None:
    """Puts the clock of all processes forward by so much more, and wakes whoever waits for a timer."""
    _refuse_in_production()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO timers_clockshift (id, ahead) VALUES (1, make_interval(secs => %s))"
            " ON CONFLICT (id) DO UPDATE SET ahead = timers_clockshift.ahead + EXCLUDED.ahead",
            [by.total_seconds()],
        )
        cursor.execute("SELECT pg_notify('timers', ''), pg_notify('outbox', '')")


def unshift() -> None:
    """Lets the clock of all processes show the true time again."""
    _refuse_in_production()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timers_clockshift")


def _refuse_in_production() -> None:
    if not settings.CLOCK_MAY_SHIFT:
        raise ImproperlyConfigured("Only tests and the loading of demo data move time (CLOCK_MAY_SHIFT).")
