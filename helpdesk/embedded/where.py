"""Which folder holds what, and how its things are reached by the user who runs them."""

import fcntl
import hashlib
import importlib.util
import os
import re
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent.parent
SYSTEM = Path("/var/lib/langelis")
SOCKET_PATH_LIMIT = 100  # the kernel takes 107 bytes on Linux and 103 on macOS


class Trouble(Exception):
    """Something the person at the keyboard can put right; the sentence says how."""


def data_folder(named: str | None = None) -> Path:
    """Gives the folder that holds everything the demo keeps, made when it is missing."""
    folder = Path(named or os.environ.get("DATA_DIR") or CLONE / ".data").absolute()
    return private(folder)


def private(folder: Path) -> Path:
    """Makes a folder that others cannot list; under root its servers may still pass through."""
    folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        raise Trouble(f"{folder} belongs to another user. Set DATA_DIR to a folder of your own.")
    return folder


def mark(folder: Path) -> str:
    """Gives a short name that is always the same for a folder."""
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]


def system_folder(folder: Path) -> Path:
    """Gives the place outside an unreachable clone where root keeps what another user must reach."""
    base = SYSTEM if os.access(SYSTEM.parent, os.W_OK) else Path(tempfile.gettempdir()) / "langelis"
    return private(private(base) / mark(folder))


def socket_folder(home: Path, owner: int) -> Path:
    """Gives a folder of mode 0700 whose path is short enough for a socket and plain enough for an address."""
    folder = home / "run"
    too_long = len(os.fsencode(folder / ".s.PGSQL.5432.lock")) > SOCKET_PATH_LIMIT
    if too_long or not re.fullmatch(r"[A-Za-z0-9/._-]+", str(folder)):
        folder = Path("/tmp") / f"langelis-{mark(home)}"  # noqa: S108  (checked below; a path under TMPDIR may be long)
    folder.mkdir(mode=0o700, exist_ok=True)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid not in (owner, os.geteuid()):
        raise Trouble(f"{folder} was made by somebody else. Remove it, or set DATA_DIR to a shorter path.")
    os.chown(folder, owner, -1, follow_symlinks=False)
    folder.chmod(0o700)
    return folder


def reachable(path: Path, user: str | None) -> bool:
    """Tells whether a user can pass into a folder or run a file."""
    if user is None:
        return os.access(path, os.X_OK)
    command = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]
    return subprocess.run(command, cwd="/", user=user, group=_group(user), extra_groups=[]).returncode == 0


def _group(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


def wheel(package: str) -> Path | None:
    """Finds the files of an installed package without running any of its code."""
    spec = importlib.util.find_spec(package)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


@contextmanager
def alone(lock: Path, sentence: str) -> Iterator[None]:
    """Holds a lock that ends with this process, however it ends; says the sentence when another holds it."""
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(sentence) from None
        yield
