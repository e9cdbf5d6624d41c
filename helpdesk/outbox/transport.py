"""The way to the mail server, opened when the first letter needs it and kept for those after it."""

from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)
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

    def send(self, mail: EmailMultiAlternatives) -> None:
        """Hands the mail over; returning means that the server accepted it."""
        if self._way is None:
            self._way = get_connection(MAILBOX if settings.DEMO_MAILBOX else None)
            self._way.open()
        try:
            self._way.send_messages([mail])
        except Exception:
            self._close()
            raise

    def _close(self) -> None:
        way, self._way = self._way, None
        if way is not None:
            way.close()


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
