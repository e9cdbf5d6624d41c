"""Celery: carries knocks and slow work, never a promise; what must happen stands in PostgreSQL."""

import logging
import os
import time
from functools import partial
from typing import Any

from celery import Celery, Task
from celery.schedules import crontab
from django.db import transaction

from helpdesk import metrics
from helpdesk.clockwork import ClockStep, MetricsStep

logger = logging.getLogger(__name__)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")


class Measured(Task):
    """A task that is counted, with how long it took and how it ended."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        began, outcome = time.perf_counter(), "failed"
        try:
            answer = super().__call__(*args, **kwargs)
            outcome = "done"
            return answer
        finally:
            metrics.tasks.labels(self.name, outcome).observe(time.perf_counter() - began)


app = Celery("helpdesk", task_cls=Measured)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_default_queue="celery",
    task_ignore_result=True,
    # A task that a killed worker held is done again; every one of ours may run twice.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=1000,  # a connection that visited many tenants grows; see docs/adr
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    # Without Redis the workers wait for ever; 100 tries, as is the default, would end the clock.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={"socket_connect_timeout": 2, "socket_timeout": 10, "retry_on_timeout": False},
    task_publish_retry=False,
    beat_scheduler="celery.beat:Scheduler",  # keeps no file that a crash could spoil
    timezone="UTC",
    enable_utc=True,
    beat_schedule={
        # Twice, by design: the clock's own main thread beside its bell, and any ordinary worker.
        "tick the clock": {
            "task": "timers.tick",
            "schedule": 10.0,
            "options": {"queue": "clock", "expires": 9},
        },
        "tick the workers": {"task": "timers.tick", "schedule": 10.0, "options": {"expires": 9}},
        "deliver the mail": {"task": "outbox.deliver", "schedule": 2.0, "options": {"expires": 2}},
        "reconcile": {
            "task": "timers.reconcile",
            "schedule": crontab(hour="1", minute="30"),
            "options": {"expires": 6 * 3600},
        },
    },
)
app.autodiscover_tasks()
app.steps["worker"].update([ClockStep, MetricsStep])


def knock(task: Task, *args: Any, **kwargs: Any) -> None:
    """Hands work to a worker once the transaction has committed; without Redis it is only said in the log.

    Whoever knocks has a timer too, which knocks again: losing Redis may delay work, never lose it.
    """
    transaction.on_commit(partial(_publish, task, args, kwargs), robust=True)


def _publish(task: Task, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    try:
        task.apply_async(args, kwargs, retry=False)
    except Exception as error:  # whatever the broker's library raises, the act is done and stays done
        logger.warning("No worker could be told of %s: %s", task.name, type(error).__name__)
