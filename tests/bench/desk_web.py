"""The web server as it is shipped: two gunicorn workers, static files collected, a Redis behind it."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from helpdesk.embedded import commands
from helpdesk.embedded.redis import Redis

HERE = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder() -> Iterator[str]:
    """A folder for the time of the measurement."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        Path(name).chmod(0o711)
        yield name


@contextmanager
def redis() -> Iterator[str]:
    """A queue that the acts knock at."""
    with folder() as name:
        server = Redis(Path(name))
        server.start()
        try:
            yield server.url
        finally:
            server.remove()


@contextmanager
def web(port: int) -> Iterator[psutil.Process]:
    """The web server, ready to answer."""
    # Time is never shifted in an installation; only the loading of the data did that.
    environment = os.environ | {"CLOCK_MAY_SHIFT": "0", "DJANGO_SETTINGS_MODULE": "helpdesk.settings"}
    # A reply is measured with everything that it causes, not only with its being held.
    environment |= {"REPLY_HOLD_SECONDS": "0"}
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(collect, check=True, env=environment, cwd=HERE)
    process = subprocess.Popen(commands.web(f"127.0.0.1:{port}"), env=environment, cwd=HERE)
    try:
        _wait(port, process)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz/ready")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError("The web server did not become ready.")


def memory(server: psutil.Process) -> list[dict[str, float]]:
    """What each worker holds, in MB: alone and with its share of what they have in common."""
    told = []
    for worker in server.children():
        held = worker.memory_full_info()
        told.append({"rss": held.rss / 2**20, "pss": getattr(held, "pss", 0) / 2**20})
    return told


def headers_of(host: str, session: str, token: str) -> dict[str, Any]:
    """What a signed-in browser sends."""
    return {
        "Host": host,
        "Cookie": f"session={session}; csrf={token}",
        "Accept-Encoding": "gzip, deflate, br",
        "Accept": "text/html",
    }
