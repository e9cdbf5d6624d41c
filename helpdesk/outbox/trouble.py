"""What becomes of a letter that could not be sent: tried again, ever more seldom, then given up and shown."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from helpdesk.lib.errors import describe
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock

GIVE_UP_AFTER = timedelta(days=1)


def note_failure(row: Letter, error: Exception, *, final: bool, unreachable: bool) -> None:
    """Remembers why, and when to try again; a letter a server refused for good, or a day old, is given up."""
    now = clock.now()
    attempts = row.attempts + 1
    too_old = attempts >= 10 and now - row.hold_until > GIVE_UP_AFTER
    if final or too_old:
        state = Letter.State.DEAD
    elif isinstance(error, SMTPException | OSError):
        state = Letter.State.WAITING
    else:
        # The fault is in the letter, not in the way: those behind it in the line need not wait for it.
        state = Letter.State.FAULTY
    put_back(
        row,
        state=state,
        attempts=attempts,
        next_try_at=now + pause_after(attempts, unreachable=unreachable),
        last_error=describe(error),
    )


def pause_after(attempts: int, *, unreachable: bool) -> timedelta:
    """2 s, doubled each time: at most a minute while the mail server is away, else a quarter of an hour."""
    longest = timedelta(minutes=1) if unreachable else timedelta(minutes=15)
    return min(timedelta(seconds=2 ** min(attempts, 20)), longest)


def put_back(row: Letter, **columns: Any) -> bool:
    """Lays the letter down again, with what became of it; False when somebody else has it in hand by now."""
    mine = Letter.objects.filter(pk=row.pk, leased_until=row.leased_until, leased_by=row.leased_by)
    if not mine.update(**columns, leased_until=None, leased_by=None):
        return False
    for name, value in columns.items():
        setattr(row, name, value)
    return True
