"""A mail server that keeps what it is given, and counts how often it was given it."""

import socketserver
import threading
from collections import Counter
from email import message_from_bytes
from email.policy import default


class Mailboxes:
    """What arrived: by Message-ID, as a mailbox folds the same mail; and how often each was handed over."""

    def __init__(self) -> None:
        self.handed_over: Counter[str] = Counter()
        self.readers: dict[str, str] = {}
        self._lock = threading.Lock()

    def take(self, content: bytes) -> None:
        """Keeps one mail."""
        mail = message_from_bytes(content, policy=default)
        with self._lock:
            self.handed_over[str(mail["Message-ID"])] += 1
            self.readers[str(mail["Message-ID"])] = str(mail["To"])


class _Talk(socketserver.StreamRequestHandler):
    """One conversation in SMTP, as much of it as a sender needs."""

    def handle(self) -> None:
        self._say("220 chaos")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self._say("354 go on")
                self.server.mailboxes.take(self._content())  # type: ignore[attr-defined]  # our own server, below
                self._say("250 kept")
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _content(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class Sink(socketserver.ThreadingTCPServer):
    """The server, on a free port of this machine."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mailboxes = Mailboxes()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed in the middle of a word is what this is for."""

    @property
    def url(self) -> str:
        """The address for EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"
