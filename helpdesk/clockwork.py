"""What Celery's workers are besides: the clock and the postman, which need no Redis, and the metrics."""

import threading
from collections.abc import Callable
from typing import Any

from celery import bootsteps
from django.utils.module_loading import import_string

from helpdesk import metrics

QUEUE = "clock"
# Name: the channel that wakes it, and what makes its rounds; by name, for Celery reads this file before
# Django is set up. The mail has a thread of its own: a slow mail server must never delay a promise.
KEEPERS = {
    "clock": ("timers", "helpdesk.timers.worker.Clock"),
    "postman": ("outbox", "helpdesk.outbox.postman.Postman"),
}


class ClockStep(bootsteps.StartStopStep):
    """Starts the threads in a worker that serves the queue "clock", before it has found its Redis."""

    def __init__(self, worker: Any, **kwargs: Any) -> None:
        super().__init__(worker, **kwargs)
        self.stop_now = threading.Event()
        self.threads: list[threading.Thread] = []

    def include_if(self, worker: Any) -> bool:
        return QUEUE in worker.app.amqp.queues.consume_from

    def start(self, worker: Any) -> None:
        keep = import_string("helpdesk.timers.worker.keep")
        self.stop_now.clear()
        for name, (channel, maker) in KEEPERS.items():
            self._begin(name, keep, name, channel, import_string(maker)(), self.stop_now)
        self._begin("reconcile", import_string("helpdesk.timers.worker.reconcile_once"))

    def _begin(self, name: str, work: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=work, args=args, name=f"langelis-{name}", daemon=True)
        thread.start()
        self.threads.append(thread)

    def stop(self, worker: Any) -> None:
        self.stop_now.set()
        for thread in self.threads:
            thread.join(timeout=5)

    terminate = stop


class MetricsStep(bootsteps.StartStopStep):
    """Answers monitors where the setting names a port; the clock's also tells how things stand."""

    def include_if(self, worker: Any) -> bool:
        return metrics.PORT > 0

    def start(self, worker: Any) -> None:
        is_clock = QUEUE in worker.app.amqp.queues.consume_from
        metrics.serve(*([import_string("helpdesk.gauges.Gauges")()] if is_clock else []))
