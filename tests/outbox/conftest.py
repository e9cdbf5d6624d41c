import smtplib
from types import SimpleNamespace

import pytest
from django.core.mail.backends.base import BaseEmailBackend

from helpdesk import outbox
from helpdesk.outbox import building, sending
from helpdesk.outbox.models import DemoLetter, Letter
from tests.real import committed

__all__ = ["committed"]


class Server(BaseEmailBackend):
    """A mail server that keeps what it accepts and refuses what it is told to."""

    accepted: list = []
    refuse: dict = {}
    away: bool = False

    def open(self):
        if Server.away:
            raise ConnectionRefusedError(111, "refused")

    def send_messages(self, messages):
        for message in messages:
            for address, error in Server.refuse.items():
                if address in message.to[0]:
                    raise error
            Server.accepted.append(message)
        return len(messages)


@pytest.fixture
def server(settings, monkeypatch):
    """The mail server of this test, in place of the demo's mailbox."""
    settings.DEMO_MAILBOX = False
    settings.EMAIL_BACKEND = "tests.outbox.conftest.Server"
    monkeypatch.setattr(Server, "accepted", [])
    monkeypatch.setattr(Server, "refuse", {})
    monkeypatch.setattr(Server, "away", False)
    return Server


@pytest.fixture
def nothing_written(db):
    """Takes away the letters that the cast's help desks came with."""
    Letter.objects.all().delete()
    DemoLetter.objects.all().delete()


@pytest.fixture
def letter(monkeypatch, tmp_path, settings):
    """Gives a letter its builder and its words for this test."""
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]},
    ]
    (tmp_path / "mail" / "demo").mkdir(parents=True)

    def define(name="demo.hello", build=None, text="Hello {{ name }}", html=""):
        template = name.replace(".", "/")
        (tmp_path / "mail" / f"{template}.txt").write_text(text)
        if html:
            (tmp_path / "mail" / f"{template}.html").write_text(html)
        function = build or (lambda row: outbox.Rendered(f"To {row.name}", template, {}))
        monkeypatch.setitem(building._builders, name, function)
        return SimpleNamespace(name=name)

    return define


@pytest.fixture
def follow(monkeypatch):
    """Gives a letter something that follows from its being sent, for this test."""

    def define(name, function):
        monkeypatch.setitem(sending._follow_ups, name, [function])

    return define


def permanent(address):
    """What a server says to an address that does not exist."""
    return smtplib.SMTPRecipientsRefused({address: (550, b"no such user")})


def greylisted(address):
    """What a server says to a sender it does not know yet."""
    return smtplib.SMTPRecipientsRefused({address: (450, b"later")})
