"""The clock worker: two threads in a Celery worker of its own, which need PostgreSQL and no Redis."""

import threading
from collections.abc import Callable
from typing import Any

from celery import bootsteps

QUEUE = "clock"


class ClockStep(bootsteps.StartStopStep):
    """Starts the threads in a worker that serves the queue "clock", before it has found its Redis."""

    def __init__(self, worker: Any, **kwargs: Any) -> None:
        super().__init__(worker, **kwargs)
        self.stop_now = threading.Event()
        self.threads: list[threading.Thread] = []

    def include_if(self, worker: Any) -> bool:
        return QUEUE in worker.app.amqp.queues.consume_from

    def start(self, worker: Any) -> None:
        # Celery reads this file before Django is set up.
        from helpdesk.outbox.postman import carry
        from helpdesk.timers.worker import Clock, keep, reconcile_once

        self.stop_now.clear()
        self._begin("clock", keep, "clock", "timers", Clock(), self.stop_now)
        # A thread of its own: a slow mail server must never delay a promise.
        self._begin("postman", keep, "postman", "outbox", carry, self.stop_now)
        self._begin("reconcile", reconcile_once)

    def _begin(self, name: str, work: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=work, args=args, name=f"langelis-{name}", daemon=True)
        thread.start()
        self.threads.append(thread)

    def stop(self, worker: Any) -> None:
        self.stop_now.set()
        for thread in self.threads:
            thread.join(timeout=5)

    terminate = stop
