"""What gunicorn reads by itself: the inner port for metrics, where METRICS_PORT names one."""

import gc
from typing import Any

from helpdesk import metrics


def when_ready(server: Any) -> None:
    """Answers monitors from the parent, which adds up what its children count."""
    metrics.serve()


def post_worker_init(worker: Any) -> None:
    """Takes what was loaded out of the search for garbage; a page makes many small things and few rings."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def child_exit(server: Any, worker: Any) -> None:
    """Forgets a child that ended."""
    metrics.forget(worker.pid)
