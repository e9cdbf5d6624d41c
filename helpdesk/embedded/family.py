"""The processes of one installation, kept running together and ended together."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

MARK = "LANGELIS_FAMILY"  # every process of the family carries it in its environment
LONGEST_WAIT = 30.0
STEADY = 60.0  # seconds after which a process counts as well again
PATIENCE = 15.0  # seconds for a process to finish what it holds
FORCE_AFTER = 5.0  # seconds for one that was left behind


def say(who: str, line: str) -> None:
    """Writes a line with the name of who says it; a reader that left does not end the family."""
    with suppress(OSError, ValueError):
        sys.stdout.write(f"{who:<8}| {line}\n")
        sys.stdout.flush()


@dataclass
class Member:
    """One process that is started again when it ends."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[str] | None" = None
    began: float = 0.0
    falls: int = 0
    again_at: float = 0.0

    def fell(self, now: float) -> float:
        """Notes that the process ended by itself and gives the seconds until the next try."""
        self.falls = 1 if now - self.began > STEADY else self.falls + 1
        wait = min(2.0 ** (self.falls - 1), LONGEST_WAIT)
        self.process, self.again_at = None, now + wait
        return wait


@dataclass
class Family:
    """Starts, tends and stops its members, in the order in which they are given."""

    folder: Path
    environment: Mapping[str, str]
    members: list[Member] = field(default_factory=list)
    hurry: Callable[[], bool] = lambda: False

    def start(self, name: str, command: Sequence[str]) -> None:
        """Starts a member that will be kept running."""
        member = Member(name, command)
        self.members.append(member)
        self._begin(member)

    def tend(self) -> None:
        """Starts again whoever ended, each time after a longer wait."""
        now = time.monotonic()
        for member in self.members:
            if member.process and member.process.poll() is not None:
                code = member.process.returncode
                wait = member.fell(now)
                say(member.name, f"ended by itself ({_how(code)}); starting it again in {wait:.0f} s")
            elif member.process is None and now >= member.again_at:
                self._begin(member)

    def stop(self) -> None:
        """Ends every member, first gently and then by force, and whoever they left behind."""
        for member in self.members:
            if member.process and member.process.poll() is None:
                member.process.terminate()
        deadline = time.monotonic() + PATIENCE
        while any(m.process and m.process.poll() is None for m in self.members):
            if time.monotonic() > deadline or self.hurry():
                break
            time.sleep(0.05)
        self.members.clear()
        end_left_behind(self.folder)

    def run(self, name: str, command: Sequence[str], called_off: Callable[[], bool]) -> int:
        """Runs a command to its end, or until it is called off, and gives its exit code."""
        process, reader = self._popen(name, command)
        while process.poll() is None:
            if called_off():
                process.terminate()
            time.sleep(0.05)
        reader.join(2)  # its last words come before whatever follows
        return process.returncode

    def _begin(self, member: Member) -> None:
        member.process, _ = self._popen(member.name, member.command)
        member.began = time.monotonic()

    def _popen(self, name: str, command: Sequence[str]) -> "tuple[subprocess.Popen[str], threading.Thread]":
        process = subprocess.Popen(
            command,
            env={**self.environment, MARK: str(self.folder), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C reaches the family alone, which stops its members in order
        )
        reader = threading.Thread(target=_pass_on, args=(name, process), daemon=True)
        reader.start()
        return process, reader


def end_left_behind(folder: Path) -> int:
    """Ends every process that carries this folder's mark, as those of a killed family do; tells how many."""
    left = [process for process in psutil.process_iter() if _carries(process, str(folder))]
    for process in left:
        with suppress(psutil.Error):
            process.terminate()
    # Not psutil.wait_procs: a process that nobody asks after stays a zombie, and it would wait for that.
    deadline = time.monotonic() + FORCE_AFTER
    while any(_alive(process) for process in left) and time.monotonic() < deadline:
        time.sleep(0.05)
    for process in left:
        with suppress(psutil.Error):
            process.kill()
    return len(left)


def _carries(process: psutil.Process, mark: str) -> bool:
    try:
        return process.pid != os.getpid() and process.environ().get(MARK) == mark and _alive(process)
    except (psutil.Error, OSError):
        return False


def _alive(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def _pass_on(name: str, process: "subprocess.Popen[str]") -> None:
    with process:
        for line in process.stdout or ():
            say(name, line.rstrip("\n"))


def _how(code: int) -> str:
    return f"exit {code}" if code >= 0 else signal.Signals(-code).name
