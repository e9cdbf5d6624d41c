"""Waiting for a knock: a connection that LISTENs, so that a sleeper wakes when something was committed."""

import threading
import time
from types import TracebackType
from typing import Self

import psycopg
from django.db import connections


class Bell:
    """A connection of its own to PostgreSQL that hears one channel."""

    def __init__(self, channel: str, stop: threading.Event) -> None:
        self.channel, self.stop = channel, stop
        self._line: psycopg.Connection | None = None

    def __enter__(self) -> Self:
        params = connections["default"].get_connection_params()
        for of_django in ("cursor_factory", "context"):
            params.pop(of_django, None)
        self._line = psycopg.connect(**params, autocommit=True)
        self._line.execute(f'LISTEN "{self.channel}"')
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._line is not None:
            self._line.close()

    def wait(self, seconds: float) -> None:
        """Sleeps so long, or until somebody knocks, or until the process is to stop."""
        assert self._line is not None, "Wait inside the with block."
        end = time.monotonic() + seconds
        while not self.stop.is_set() and (left := end - time.monotonic()) > 0:
            # In pieces of half a second, so that a stop never takes longer.
            if any(True for _ in self._line.notifies(timeout=min(left, 0.5), stop_after=1)):
                return
        # A line that was cut hears nothing and says nothing; ask, so that the loop makes a new one.
        self._line.execute("SELECT 1")
