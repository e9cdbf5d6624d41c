"""The workers of the proof: started, killed with kill -9, and started again as a supervisor would."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

CELERY = [sys.executable, "-m", "celery", "-A", "helpdesk"]
WORKER = [*CELERY, "worker", "--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "WARNING"]
ROLES = {
    "clock-1": [*WORKER, "-Q", "clock", "-P", "solo", "-n", "clock-1@chaos"],
    "clock-2": [*WORKER, "-Q", "clock", "-P", "solo", "-n", "clock-2@chaos"],
    "worker-1": [*WORKER, "-Q", "celery", "-c", "2", "-n", "worker-1@chaos"],
    "worker-2": [*WORKER, "-Q", "celery", "-c", "1", "-n", "worker-2@chaos"],
    "beat": [*CELERY, "beat", "-l", "WARNING", "--pidfile="],
}
BACK_AFTER = 0.5  # seconds


class Crew:
    """All workers, and the watch that brings back who was killed."""

    def __init__(self, environment: dict[str, str], logs: Path, roles: list[str]) -> None:
        self.environment, self.logs, self.roles = environment, logs, roles
        self.members: dict[str, subprocess.Popen[bytes]] = {}
        self.groups: set[int] = set()
        self.kills = 0
        self.deaths: dict[int, float] = {}  # process → when it was killed
        self._stop = threading.Event()
        self._watch = threading.Thread(target=self._bring_back, daemon=True)

    def start(self, *, bring_back: bool = True) -> None:
        """Starts everyone; who is killed comes back, unless nobody looks after them."""
        for role in self.roles:
            self._begin(role)
        if bring_back:
            self._watch.start()

    def kill(self, *roles: str) -> None:
        """kill -9, with all children."""
        for role in roles:
            self.kills += 1
            process = self.members[role].pid
            self.deaths.setdefault(process, time.time())
            self._end(process)

    def stop(self) -> None:
        """Ends everyone for good."""
        self._stop.set()
        if self._watch.is_alive():
            self._watch.join()
        for group in self.groups:
            self._end(group)
        for member in self.members.values():
            member.wait()

    def _begin(self, role: str) -> None:
        with (self.logs / f"{role}.log").open("ab") as log:
            member = subprocess.Popen(
                ROLES[role], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.members[role] = member
        self.groups.add(member.pid)

    def _bring_back(self) -> None:
        while not self._stop.wait(0.1):
            gone = [role for role, member in self.members.items() if member.poll() is not None]
            if gone:
                time.sleep(BACK_AFTER)
                for role in gone:
                    self._begin(role)

    @staticmethod
    def _end(group: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
