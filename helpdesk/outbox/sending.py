"""Sending: claim, build, hand to the mail server, note that it was accepted; each letter by itself."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection, transaction

from helpdesk import metrics, timers
from helpdesk.lib.errors import describe
from helpdesk.lib.schema import to_public
from helpdesk.outbox.building import build
from helpdesk.outbox.claiming import HAND_OVER, claim, keep
from helpdesk.outbox.models import Letter
from helpdesk.outbox.transport import Transport, is_final, is_unreachable
from helpdesk.outbox.trouble import note_failure, put_back
from helpdesk.timers import clock

logger = logging.getLogger(__name__)

FollowUp = Callable[[Letter], None]
F = TypeVar("F", bound=FollowUp)

_follow_ups: dict[str, list[FollowUp]] = {}

# How long a sender goes on trying to note an accepted letter while the database is away, in seconds: when it
# gives up, the letter goes out once more, under the same Message-ID.
NOTE_WITHIN = 600.0
_ACCEPTED = "UPDATE outbox_letter SET accepted_at = {now} WHERE id = %s RETURNING accepted_at"


def on_sent(letter: str) -> Callable[[F], F]:
    """Marks a function called in the transaction that notes that the mail server accepted the letter."""

    def register(function: F) -> F:
        known = _follow_ups.setdefault(letter, [])
        if function not in known:
            known.append(function)
        return function

    return register


def deliver_all() -> int:
    """Sends all that is due and tells how many; what goes wrong with a letter is raised (for tests)."""
    return deliver(strict=True)


def deliver(seconds: float | None = None, *, strict: bool = False) -> int:
    """Sends what is due, in the order written, for at most so many seconds; tells how many were sent."""
    to_public()
    end = None if seconds is None else time.monotonic() + seconds
    sent = 0
    with Transport() as transport:
        while end is None or time.monotonic() < end:
            since = time.monotonic()
            row = claim(clock.now())
            if row is None:
                break
            try:
                sent += _send(row, transport, since)
            except Exception as error:
                unreachable = _went_wrong(row, error, strict)
                if unreachable:
                    break  # the others would only fail in the same way
            finally:
                to_public()
    return sent


def _send(row: Letter, transport: Transport, since: float) -> bool:
    if row.accepted_at is None:
        mail = build(row)
        if mail is None:
            put_back(row, state=Letter.State.DROPPED, dropped_at=clock.now())
            return False
        transport.open()
        if not keep(row, since):
            return False
        transport.send(mail, HAND_OVER)
        _note_accepted(row)
    if not _let_follow(row):
        return False
    metrics.letters.labels(row.letter, "sent").inc()
    return True


def _note_accepted(row: Letter) -> None:
    """Notes at once, in one statement, that the mail is out; goes on trying while the database is away.

    A sender that is killed, or cut off from the database, before this statement ends is the one way in which
    a mail goes out twice.
    """
    now, moment = clock.sql()
    end = time.monotonic() + NOTE_WITHIN
    while True:
        try:
            with connection.cursor() as cursor:
                cursor.execute(_ACCEPTED.format(now=now), [*moment, row.id])
                row.accepted_at = cursor.fetchone()[0]
            return
        except (OperationalError, InterfaceError) as error:
            if not _is_lost(error) or time.monotonic() > end or connection.in_atomic_block:
                raise
            logger.warning("Letter %s was accepted; the database is away, noting it again", row.id)
            connection.close()
            time.sleep(0.1)


@transaction.atomic
def _let_follow(row: Letter) -> bool:
    """Closes the letter and does what the rooms want to follow; if that fails, it alone is tried again."""
    follow_ups = _follow_ups.get(row.letter, [])
    if follow_ups:
        timers.lock(row.subject_id)
    if not put_back(row, state=Letter.State.SENT, sent_at=clock.now(), last_error=""):
        return False  # whoever has it by now closes it
    for follow_up in follow_ups:
        follow_up(row)
    return True


def _went_wrong(row: Letter, error: Exception, strict: bool) -> bool:
    if _is_lost(error):
        raise error
    logger.error("Letter %s failed: %s", row.id, describe(error), exc_info=error)
    metrics.letters.labels(row.letter, "failed").inc()
    note_failure(row, error, final=is_final(error), unreachable=is_unreachable(error))
    if strict:
        raise error
    return is_unreachable(error)


def _is_lost(error: Exception) -> bool:
    """Whether the database went away, and did not merely refuse a statement."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(("08", "57P"))
