"""The commands of the installation's processes; docker-compose.yml runs the same."""

import sys

PYTHON = sys.executable


def prepare() -> list[str]:
    """What comes first: words, static files, tables and the demo's data; prints who may sign in."""
    return [PYTHON, "-m", "helpdesk.embedded.prepare"]


def web(address: str) -> list[str]:
    """The web server: threads, because requests wait for the database; workers are renewed now and then."""
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    options += ["--max-requests", "2000", "--max-requests-jitter", "200", "--graceful-timeout", "10"]
    # Its control socket would lie in the home folder, one for all instances.
    options += ["--no-control-socket", "--log-level", "warning"]
    return [PYTHON, "-m", "gunicorn", "helpdesk.wsgi", "--bind", address, *options]


def worker() -> list[str]:
    """The worker of everything that may wait: mail, provisioning, reconciling."""
    return _celery("worker", "-Q", "celery", "-n", "worker@%h", "--concurrency", "2")


def clock() -> list[str]:
    """The worker that fires timers; solo, because a forked child would inherit its database socket."""
    return _celery("worker", "-Q", "clock", "-n", "clock@%h", "-P", "solo")


def beat() -> list[str]:
    """The tick beside the clock; it keeps its schedule in memory, for every interval is short."""
    return _celery("beat", "-S", "celery.beat.Scheduler")


def _celery(*words: str) -> list[str]:
    return [PYTHON, "-m", "celery", "-q", "-A", "helpdesk", *words, "--loglevel", "warning"]
