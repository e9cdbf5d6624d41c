"""A real PostgreSQL from the wheel's binaries, on a unix socket, for one data folder."""

import os
import pwd
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import psutil
import psycopg

from . import programs, where
from .programs import MAJOR
from .where import Trouble

UNPRIVILEGED = ("nobody", "postgres", "daemon")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests: what they commit outlives a killed server, but not a power cut.
CARELESS = {"fsync": "off", "full_page_writes": "off"}
WAIT = 60
NO_USER = (
    "PostgreSQL refuses to run as root, and there is no user nobody. Set DATABASE_URL, or do not be root."
)
NO_NAME = "PostgreSQL refuses to run for a user without a name in /etc/passwd. Set DATABASE_URL."


class Postgres:
    """The database server of one data folder; root runs it as somebody without rights."""

    patience = 10.0  # seconds for a server that runs and does not answer: it may be recovering

    def __init__(self, folder: Path, *, careless: bool = False) -> None:
        self.settings = SETTINGS | (CARELESS if careless else {})
        self.careless = careless
        self.user = _user()
        self.owner = pwd.getpwnam(self.user).pw_uid if self.user else os.geteuid()
        self.home = self._home(folder)
        self.data = self.home / "data"
        self.socket = where.socket_folder(self.home, self.owner)

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgresql://langelis@/langelis?host={self.socket}"

    def start(self) -> None:
        """Starts the server, or adopts the one that an earlier start left behind."""
        if not self._adopted():
            self._make()
            self._begin()
        self._make_database()

    def stop(self) -> None:
        """Stops the server; whoever is still connected is cut off."""
        for mode in ("fast", "immediate"):
            if self.process() is None:
                return
            self._run("pg_ctl", "stop", "-D", str(self.data), "-m", mode, "-t", "20", check=False)
        if process := self.process():
            process.kill()

    def remove(self) -> None:
        """Stops the server and throws its data away."""
        self.stop()
        shutil.rmtree(self.socket, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def answers(self) -> bool:
        """Tells whether the server takes a connection now."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def process(self) -> psutil.Process | None:
        """Finds the running server of this folder; a process that inherited its number does not count."""
        try:
            process = psutil.Process(int((self.data / "postmaster.pid").read_text().split("\n")[0]))
            ours = Path(process.cwd()) == self.data.resolve() and process.status() != psutil.STATUS_ZOMBIE
        except (OSError, ValueError, psutil.Error):
            return None
        return process if ours else None

    def _home(self, folder: Path) -> Path:
        home = folder / "postgres"
        if self.user and not where.reachable(folder, self.user):
            home = where.system_folder(folder)
            pointer = folder / "postgres-is-in"
            if not pointer.exists() and (home / "data").exists():
                self._forget(home)  # its data folder was thrown away: what is here belonged to that one
            pointer.write_text(f"{home}\n")
        return where.private(home)

    def _forget(self, home: Path) -> None:
        self.home, self.data = home, home / "data"
        self.stop()
        shutil.rmtree(self.data)

    def _make(self) -> None:
        if (self.data / "PG_VERSION").exists():
            found = (self.data / "PG_VERSION").read_text().strip()
            if found != MAJOR:
                raise Trouble(
                    f"{self.data} is of PostgreSQL {found}, this is {MAJOR}. Move it away to begin anew."
                )
            return
        # Made beside and renamed when whole, so that an interrupted start leaves nothing half made.
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        os.chown(fresh, self.owner, -1)
        options = ["--locale-provider=builtin", "--locale=C.UTF-8", "--encoding=UTF8", "--no-instructions"]
        options += ["--no-sync"] if self.careless else []
        self._run("initdb", "-D", str(fresh), "-U", "postgres", "--auth=trust", *options)
        fresh.rename(self.data)

    def _begin(self) -> None:
        settings = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in self.settings.items())
        command = ["pg_ctl", "start", "-D", str(self.data), "-w", "-t", str(WAIT), "-l", str(self.log)]
        command += ["-o", f"-k {shlex.quote(str(self.socket))} {settings}"]
        # After kill -9 of the server its last children may hold the shared memory for a moment.
        for _ in range(5):
            if self._run(*command, check=False).returncode == 0:
                return
            time.sleep(1)
        raise Trouble(f"PostgreSQL did not start; the end of {self.log}:\n{_tail(self.log)}")

    @property
    def log(self) -> Path:
        """The file the server writes its log to."""
        return self.socket / "postgres.log"

    def _adopted(self) -> bool:
        """Waits for a server that runs already; ends one that does not answer."""
        deadline = time.monotonic() + self.patience
        while not self.answers():
            if self.process() is None or time.monotonic() > deadline:
                self.stop()
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                return False
            time.sleep(0.2)
        return True

    def _make_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'langelis'").fetchone():
                connection.execute("CREATE ROLE langelis LOGIN CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'langelis'").fetchone():
                connection.execute("CREATE DATABASE langelis OWNER langelis")

    def _connect(self) -> "psycopg.Connection[tuple[int]]":
        return psycopg.connect(
            host=str(self.socket), dbname="postgres", user="postgres", connect_timeout=3, autocommit=True
        )

    def _run(self, program: str, *arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [str(programs.found(self.home, self.user) / program), *arguments],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            user=self.user,
            group=pwd.getpwnam(self.user).pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
            start_new_session=True,  # Ctrl-C in the terminal is for the demo, which stops the server last
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if check and done.returncode:
            raise Trouble(f"{program} of PostgreSQL failed:\n{done.stdout.strip()}")
        return done


def _user() -> str | None:
    """Gives the user the server runs as, None for the one who asks."""
    if os.geteuid() != 0:
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            raise Trouble(NO_NAME) from None
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Trouble(NO_USER)


def _tail(log: Path, lines: int = 10) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else "(no log)"
