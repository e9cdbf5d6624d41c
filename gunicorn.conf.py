"""What gunicorn reads by itself: the inner port for metrics, where METRICS_PORT names one."""

from typing import Any

from helpdesk import metrics


def when_ready(server: Any) -> None:
    """Answers monitors from the parent, which adds up what its children count."""
    metrics.serve()


def child_exit(server: Any, worker: Any) -> None:
    """Forgets a child that ended."""
    metrics.forget(worker.pid)
