"""A mail server that speaks slowly: a letter is handed over once, by whoever has it in hand."""

import socketserver
import threading
import time
from contextlib import contextmanager
from smtplib import SMTPServerDisconnected

import pytest
from django.db import connection

from helpdesk import outbox
from helpdesk.outbox import claiming, sending
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tests.outbox.test_deliver import NOON, write

pytestmark = pytest.mark.usefixtures("nothing_written")


@pytest.fixture(autouse=True)
def hand():
    with clock.at(NOON) as hand:
        yield hand


def a_minute_passes():
    """The lease of whatever is in hand is over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outbox_letter SET leased_until = clock_timestamp() - interval '1 second'"
            " WHERE leased_until IS NOT NULL"
        )


def another_sender(server, monkeypatch, *, during, then=None):
    """While the first sender is at it, its minute passes and another one makes its whole round."""
    real = getattr(server, during)

    def slow(self, *said):
        monkeypatch.setattr(server, during, real)
        a_minute_passes()
        assert outbox.deliver() == 1
        if then:
            raise then
        return real(self, *said)

    monkeypatch.setattr(server, during, slow)


def test_whoever_came_to_the_server_too_late_leaves_the_letter_to_the_other(server, letter, monkeypatch):
    letter()
    write("a")
    monkeypatch.setattr(claiming, "SLOW", 0.0)
    another_sender(server, monkeypatch, during="open")
    assert outbox.deliver() == 0
    assert len(server.accepted) == 1
    assert Letter.objects.get().state == "sent"


def test_whoever_was_slow_and_has_it_still_takes_it_for_another_minute(server, letter, monkeypatch):
    letter()
    write("a")
    monkeypatch.setattr(claiming, "SLOW", 0.0)
    seen = []
    monkeypatch.setattr(server, "open", lambda self: seen.append(Letter.objects.get().leased_until))
    send = server.send_messages

    def look_and_send(self, messages):
        seen.append(Letter.objects.get().leased_until)
        return send(self, messages)

    monkeypatch.setattr(server, "send_messages", look_and_send)
    assert outbox.deliver() == 1
    at_the_door, at_the_hand_over = seen
    assert at_the_hand_over > at_the_door


def test_a_failure_after_another_sent_it_changes_nothing(server, letter, monkeypatch):
    letter()
    write("a")
    gone = SMTPServerDisconnected("Connection unexpectedly closed")
    another_sender(server, monkeypatch, during="send_messages", then=gone)
    outbox.deliver()
    assert len(server.accepted) == 1
    row = Letter.objects.get()
    assert (row.state, row.attempts, row.sent_at) == ("sent", 0, NOON)


class Tarpit(socketserver.StreamRequestHandler):
    """Accepts everything, and after the letter says one line after the other without an end."""

    def handle(self):
        self.wfile.write(b"220 slow\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self._never_ends()
                return
            self.wfile.write(b"250 ok\r\n")

    def _never_ends(self):
        end = time.monotonic() + 8
        while time.monotonic() < end:
            try:
                self.wfile.write(b"250-still at it\r\n")
            except OSError:
                return
            time.sleep(0.05)


@contextmanager
def tarpit(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Tarpit) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.DEMO_MAILBOX = False
        yield
        server.shutdown()


def test_a_server_that_never_comes_to_the_end_is_hung_up_on(letter, monkeypatch, settings):
    letter()
    write("a")
    monkeypatch.setattr(sending, "HAND_OVER", 0.3)
    with tarpit(settings):
        began = time.monotonic()
        assert outbox.deliver() == 0
        assert time.monotonic() - began < 4
    row = Letter.objects.get()
    assert (row.state, row.attempts, row.leased_until) == ("waiting", 1, None)
    assert row.last_error.startswith("SMTPServerDisconnected")
