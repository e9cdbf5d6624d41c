"""What the house counts about itself, for Prometheus: on an inner port of each process, or not at all."""

import atexit
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from helpdesk.environment import number

PORT = number("METRICS_PORT", 0)


def _shared_folder() -> None:
    """Lets the children of one web server or worker count together, in files that their parent adds up."""
    if not PORT or "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        return
    folder = tempfile.mkdtemp(prefix="langelis-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    atexit.register(_remove, folder, os.getpid())


def _remove(folder: str, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


_shared_folder()

# The library looks for that folder when it is imported, and never again.
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead  # noqa: E402
from prometheus_client.registry import Collector  # noqa: E402

logger = logging.getLogger(__name__)

SHORT = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LONG = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0)

# Never a help desk, a person or an address in a label: whoever reads metrics may not see those.
requests = Histogram("langelis_request_seconds", "Web requests", ["method", "view", "status"], buckets=SHORT)
tasks = Histogram("langelis_task_seconds", "Tasks of the workers", ["task", "outcome"], buckets=LONG)
lateness = Histogram("langelis_timer_late_seconds", "How late timers fired", ["kind"], buckets=LONG)
failures = Counter("langelis_timer_failures", "Timers whose handler failed", ["kind"])
letters = Counter("langelis_letters", "Letters handed to the mail server, or failed", ["letter", "outcome"])


class MetricsMiddleware:
    """Counts each request by the name of its view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else "none"
        took = time.perf_counter() - began
        requests.labels(_known(request.method), view, str(response.status_code)).observe(took)
        return response


def _known(method: str | None) -> str:
    # A made-up method must not make a new row in every monitor.
    return method if method in ("GET", "HEAD", "POST", "OPTIONS") else "other"


def serve(*gauges: Collector) -> None:
    """Answers Prometheus on the inner port, where the setting names one."""
    if not PORT:
        return
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    for gauge in gauges:
        registry.register(gauge)
    try:
        start_http_server(PORT, registry=registry)
    except OSError:
        logger.warning("Port %s is taken: this process answers no monitor", PORT)


def forget(process: int) -> None:
    """Takes a child that ended out of what is measured now; what it counted stays counted."""
    if PORT:
        mark_process_dead(process)
