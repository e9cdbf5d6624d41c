"""The demo's own mailbox: what a person would find in theirs, in a table that the browser shows."""

from collections.abc import Iterable, Sequence
from email.header import decode_header, make_header

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from helpdesk.outbox.building import message_id
from helpdesk.outbox.models import DemoLetter
from helpdesk.timers import clock


class MailboxBackend(BaseEmailBackend):
    """Keeps each mail once, by its Message-ID, as a good mail server does."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(_keep(mail) for mail in email_messages)


def throw_away(keys: Iterable[str]) -> None:
    """What this mailbox keeps of the letters with these keys is gone: something in them was taken out."""
    DemoLetter.objects.filter(message_id__in=[message_id(key) for key in keys]).delete()


def _keep(mail: EmailMessage) -> bool:
    parts = {kind: words for words, kind in getattr(mail, "alternatives", [])}
    _letter, is_new = DemoLetter.objects.get_or_create(
        message_id=mail.message()["Message-ID"],
        defaults={
            "received_at": clock.now(),
            "to": ", ".join(_read(reader) for reader in mail.to)[:500],
            "subject": str(mail.subject)[:500],
            "text": str(mail.body),
            "html": parts.get("text/html", ""),
        },
    )
    return is_new


def _read(reader: str) -> str:
    """Whom it goes to as a person reads it: a name that is not ASCII travels in code."""
    return str(make_header(decode_header(reader)))
