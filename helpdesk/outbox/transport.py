"""The way to the mail server, opened when the first letter needs it and kept for those after it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)
from threading import Timer
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

MAILBOX = "helpdesk.outbox.mailbox.MailboxBackend"


class Transport:
    """One connection to the mail server, or to the demo's own mailbox."""

    def __init__(self) -> None:
        self._way: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def open(self) -> None:
        """Goes to the mail server, unless it is there already."""
        if self._way is None:
            way = get_connection(MAILBOX if settings.DEMO_MAILBOX else None)
            way.open()
            self._way = way

    def send(self, mail: EmailMultiAlternatives, within: float) -> None:
        """Hands the mail over within so many seconds; returning means that the server accepted it."""
        self.open()
        try:
            with _at_most(within, self._way):
                self._way.send_messages([mail])
        except Exception:
            self._close()
            raise

    def _close(self) -> None:
        way, self._way = self._way, None
        if way is not None:
            way.close()


@contextmanager
def _at_most(seconds: float, way: Any) -> Iterator[None]:
    """Hangs up on a server that is not done by then: its timeout is for each word, and it may say many."""
    watch = Timer(seconds, _hang_up, [way])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _hang_up(way: Any) -> None:
    wire = getattr(getattr(way, "connection", None), "sock", None)
    if wire is not None:
        with suppress(OSError):
            # Of the plain socket, below any encryption: whoever waits there reads the end at once.
            socket.socket.shutdown(wire, socket.SHUT_RDWR)


def is_unreachable(error: Exception) -> bool:
    """Whether the trouble is the server's alone, so that any other letter would meet it too."""
    if isinstance(error, SMTPRecipientsRefused | SMTPDataError):
        return False
    away = SMTPConnectError | SMTPHeloError | SMTPServerDisconnected | SMTPAuthenticationError | OSError
    return isinstance(error, away)


def is_final(error: Exception) -> bool:
    """Whether the server refused this letter or its reader for good."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _said in error.recipients.values())
    return isinstance(error, SMTPDataError) and 500 <= error.smtp_code < 600
