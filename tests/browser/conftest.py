"""A whole installation for the browser: its own database, web server, worker, clock, beat, and a Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from helpdesk.embedded import commands

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "a quiet window"
ADMIN, AGENT = "admin@vendor.example", "agent@vendor.example"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything here as a browser test; without a Chromium they are skipped, in plain sight."""
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium is installed"))


class Installation:
    """The running family of processes, and the one helper that moves its time."""

    def __init__(self, database: str, port: int, folder: Path) -> None:
        self.database, self.port, self.folder = database, port, folder
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
            "DATABASE_URL": database,
            "PUBLIC_HOST": f"localhost:{port}",
            "PUBLIC_SCHEME": "http",
            "DEMO_MAILBOX": "1",
            "CLOCK_MAY_SHIFT": "1",
            "REPLY_HOLD_SECONDS": "3",
            "LOG_LEVEL": "WARNING",
            "STATIC_ROOT": str(folder / "static"),
            "ATTACHMENTS_DIR": str(folder / "attachments"),
            "OPERATOR_PASSWORD": PASSWORD,
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def manage(self, *words: str) -> None:
        """Runs a management command of this installation."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]

    def start(self, name: str, command: list[str]) -> None:
        """Starts one process of the family, with a log of its own."""
        # The child has the log open by itself; this process keeps no handle of it.
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Ends every process and waits for it."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def url(self, path: str = "/", desk: str = "") -> str:
        """A link to the public host, or to a help desk's."""
        return f"http://{desk + '.' if desk else ''}localhost:{self.port}{path}"

    def forward(self, **by: float) -> None:
        """Moves the time of the whole installation forward, and wakes the clock."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(
                "INSERT INTO timers_clockshift (id, ahead) VALUES (1, %s)"
                " ON CONFLICT (id) DO UPDATE SET ahead = timers_clockshift.ahead + EXCLUDED.ahead",
                [timedelta(**by)],
            )
            connection.execute("SELECT pg_notify('timers', ''), pg_notify('outbox', '')")

    def logs(self) -> str:
        """The last words of every process, for the message of a failed test."""
        return "\n".join(f"--- {path.name}\n{path.read_text()[-2000:]}" for path in self.folder.glob("*.log"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _database(name: str) -> str:
    parts = conninfo_to_dict(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return make_conninfo(**(parts | {"dbname": name}))


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Starts an empty installation with two operators."""
    house = Installation(_database("langelis_browser"), _free_port(), tmp_path_factory.mktemp("installation"))
    house.manage("messages", "compile")
    house.manage("collectstatic", "--noinput", "-v0")
    house.manage("migrate_schemas", "--shared", "-v0")
    house.manage("make_operator", ADMIN, "--name", "Rūta Kazlauskė", "--role", "admin", "--language", "en")
    house.manage("make_operator", AGENT, "--name", "Jonas Mažeika", "--role", "agent", "--language", "en")
    house.start("web", commands.web(f"127.0.0.1:{house.port}"))
    house.start("worker", commands.worker())
    house.start("clock", commands.clock())
    house.start("beat", commands.beat())
    try:
        _wait_until_ready(house)
        yield house
    finally:
        house.stop()


def _wait_until_ready(house: Installation) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{house.port}/healthz/ready")
    for _ in range(120):
        try:
            with urllib.request.urlopen(request, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("The installation did not come up.\n" + house.logs())


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Starts the browser once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class People:
    """Opens a browser of their own for each person of a story."""

    def __init__(self, browser: Browser, house: Installation, *, javascript: bool) -> None:
        self.browser, self.house, self.javascript = browser, house, javascript
        self.contexts: list[BrowserContext] = []
        self.troubles: list[str] = []

    def page(self) -> Page:
        """A fresh browser window that speaks English; errors on any page are kept."""
        context = self.browser.new_context(
            locale="en-GB", java_script_enabled=self.javascript, viewport={"width": 1360, "height": 900}
        )
        context.add_cookies([{"name": "language", "value": "en", "domain": "localhost", "path": "/"}])
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                self.troubles.append(f"{page.url}: {message.text}") if message.type == "error" else None
            ),
        )
        return page

    def close(self) -> None:
        """Closes every window."""
        for context in self.contexts:
            context.close()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """A story is told with JavaScript on and off, unless it says which it needs."""
    return bool(request.param)


@pytest.fixture
def people(chromium: Browser, installation: Installation, javascript: bool) -> Iterator[People]:
    """The people of a story."""
    crowd = People(chromium, installation, javascript=javascript)
    yield crowd
    crowd.close()
