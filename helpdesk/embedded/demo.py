"""The whole demo: both servers, the web, the workers, the clock and beat, until Ctrl-C."""

import http
import http.client
import os
import secrets
import signal
import socket
import time
from pathlib import Path
from types import FrameType

from . import commands, servers, where
from .family import Family, end_left_behind, say
from .where import Trouble

SIGN_INS = "sign-ins.txt"  # what the loader of the demo data tells of who may sign in
READY_WITHIN = 90.0
WATCH_EVERY = 2.0  # seconds between two looks at the servers


class Demo:
    """One running demo of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _port()
        self.calls = 0  # how often somebody asked it to stop
        self.servers: dict[str, servers.Server] = {}

    def run(self) -> int:
        """Starts everything, keeps it running until it is told to stop, and leaves no process behind."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._called)
        with where.alone(
            self.folder / "demo.lock", f"The demo runs already, with its data in {self.folder}."
        ):
            if left := end_left_behind(self.folder):
                say("demo", f"ended what an earlier start left behind (processes: {left})")
            _port_is_free(self.port)
            try:
                return self._run()
            finally:
                for server in reversed(self.servers.values()):
                    server.stop()
                say("demo", "Everything is stopped; the data stays.")

    def _run(self) -> int:
        say("demo", "starting PostgreSQL and Redis")
        self.servers = servers.needed(self.folder)
        for server in self.servers.values():
            server.start()
        family = Family(self.folder, self._environment(), hurry=lambda: self.calls > 1)
        try:
            code = family.run("prepare", commands.prepare(), self._stopping)
            if self.calls:
                return 0
            if code:
                raise Trouble("The demo could not be prepared; what went wrong is said above.")
            family.start("web", commands.web(f"127.0.0.1:{self.port}"))
            family.start("worker", commands.worker())
            family.start("clock", commands.clock())
            family.start("beat", commands.beat())
            self._wait_until_ready(family)
            self._greet()
            self._keep(family)
        finally:
            say("demo", "stopping …")
            family.stop()
        return 0

    def _environment(self) -> dict[str, str]:
        """Gives the settings of the demo; what the environment sets already stays."""
        demo = {
            "DATA_DIR": str(self.folder),
            "STATIC_ROOT": str(self.folder / "static"),
            "ATTACHMENTS_DIR": str(self.folder / "attachments"),
            "PUBLIC_HOST": f"localhost:{self.port}",
            "PUBLIC_SCHEME": "http",
            "SECRET_KEY": secret(self.folder / "secret"),
            "DEMO_MAILBOX": "1",
            "LOG_LEVEL": "WARNING",
            "PYTHONWARNINGS": "ignore:::celery.platforms",  # under root it warns of root; here that is known
        }
        named = {name: server.url for name, server in self.servers.items()}
        given = {name: value for name, value in os.environ.items() if value}
        return demo | given | named

    def _wait_until_ready(self, family: Family) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while not self.calls:
            state = ready(self.port)
            if state == "ready":
                return
            if time.monotonic() > deadline:
                say("demo", f"not ready after {READY_WITHIN:.0f} s ({state}); going on all the same")
                return
            family.tend()
            time.sleep(0.2)

    def _keep(self, family: Family) -> None:
        looked = 0.0
        while not self.calls:
            family.tend()
            if time.monotonic() - looked > WATCH_EVERY:
                looked = time.monotonic()
                self._watch_servers()
            time.sleep(0.2)

    def _watch_servers(self) -> None:
        for name, server in self.servers.items():
            if server.process() is None:
                say("demo", f"the server behind {name} ended by itself; starting it again")
                try:
                    server.start()
                except Trouble as trouble:
                    say("demo", str(trouble))

    def _greet(self) -> None:
        if self.calls:
            return
        people = self.folder / SIGN_INS
        lines = ["", f"Langelis is ready at http://localhost:{self.port}/", ""]
        lines += people.read_text().splitlines() if people.exists() else []
        lines += ["", f"The data is in {self.folder}. Ctrl-C stops everything.", ""]
        for line in lines:
            say("demo", line)

    def _called(self, number: int, frame: FrameType | None) -> None:
        self.calls += 1

    def _stopping(self) -> bool:
        return self.calls > 0


def secret(file: Path) -> str:
    """Gives the demo's secret key, made once; only its owner can read it."""
    if not file.exists() or not file.read_text():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as opened:
            opened.write(secrets.token_urlsafe(50))
    return file.read_text()


def ready(port: int) -> str:
    """Asks the web server whether everything behind it is there; gives "ready" or what it says instead."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz/ready")
        answer = connection.getresponse()
        body = answer.read(500).decode(errors="replace")
        return "ready" if answer.status == http.HTTPStatus.OK else f"{answer.status} {body}"
    except OSError as error:
        return str(error)
    finally:
        connection.close()


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Trouble(f"PORT must be a number between 1 and 65535, not {text}.")
    return int(text)


def _port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Trouble(f"Port {port} is taken. PORT={port + 1} script/demo uses another one.") from None
