"""What is broken, and when."""

import threading
import time
from collections.abc import Callable

import redis

from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.redis import Redis
from tests.chaos.crew import Crew

# (seconds from the first promise, what happens)
FULL = [
    (4, "kill worker-1"),
    (7, "kill clock-1"),
    (10, "kill clock-1 clock-2"),
    (13, "kill beat"),
    (16, "flush"),
    (18, "redis away 10"),
    (23, "kill clock-2"),
    (26, "kill worker-2"),
    (33, "crash postgres"),
    (41, "kill all"),
    (47, "flush"),
    (50, "kill clock-1"),
    (54, "kill worker-1 worker-2"),
    (57, "kill clock-1 clock-2"),
]
SHORT = [
    (0.5, "kill worker-1"),
    (1, "flush"),
    (1.5, "kill clock-1"),
    (2, "redis away 2"),
    (3.5, "crash postgres"),
    (5, "kill all"),
]


class Damage:
    """Breaks things by the plan, in a thread of its own."""

    def __init__(self, plan: list[tuple[float, str]], crew: Crew, postgres: Postgres, queue: Redis) -> None:
        self.plan, self.crew, self.postgres, self.queue = plan, crew, postgres, queue
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._helpers: list[threading.Thread] = []
        self.outages: list[tuple[float, float]] = []  # of PostgreSQL

    def begin(self) -> None:
        """Starts the clock of the plan."""
        self._began = time.monotonic()
        self._thread.start()

    def over(self) -> None:
        """Waits until all is broken and what was taken away is back."""
        for thread in (self._thread, *self._helpers):
            thread.join()

    def _run(self) -> None:
        acts: dict[str, Callable[[list[str]], None]] = {
            "kill": self._kill,
            "flush": self._flush,
            "redis": self._redis_away,
            "crash": self._crash,
        }
        for at, what in self.plan:
            time.sleep(max(0, at - (time.monotonic() - self._began)))
            print(f"  {at:4} s  {what}", flush=True)
            verb, *words = what.split()
            acts[verb](words)

    def _kill(self, words: list[str]) -> None:
        self.crew.kill(*(self.crew.roles if words == ["all"] else words))

    def _flush(self, words: list[str]) -> None:
        with redis.Redis(unix_socket_path=str(self.queue.socket)) as connection:
            connection.flushall()

    def _redis_away(self, words: list[str]) -> None:
        process = self.queue.process()
        assert process is not None, "Redis should run by now"
        process.kill()
        back = threading.Thread(target=self._redis_back, args=[float(words[-1])], daemon=True)
        back.start()
        self._helpers.append(back)

    def _redis_back(self, seconds: float) -> None:
        time.sleep(seconds)
        self.queue.start()

    def _crash(self, words: list[str]) -> None:
        process = self.postgres.process()
        assert process is not None, "PostgreSQL should run by now"
        began = time.time()
        process.kill()
        self.postgres.start()
        self.outages.append((began, time.time()))
