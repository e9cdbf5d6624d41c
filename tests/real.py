"""For the few tests that must commit: threads and processes, and a database left as it was found."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from helpdesk.embedded.redis import Redis
from helpdesk.outbox.models import DemoLetter, Letter
from helpdesk.timers.models import ClockShift, Heartbeat, Timer
from incidents.models import Person
from onewindow.models import IncidentRow
from tenants.door import in_tenant
from tests.chaos.crew import Crew


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Lets the test commit; the timers and letters of the cast are away meanwhile and come back after it.

    Django's own way empties all tables after such a test, and the cast would be gone.
    """
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        kept = [(model, list(model.objects.all())) for model in (Timer, Letter)]
        _empty()
        try:
            yield
        finally:
            _empty()
            for model, rows in kept:
                model.objects.bulk_create(rows)
            connection.close()


@pytest.fixture
def desk(committed: None) -> Iterator[Any]:
    """Acme's help desk, in which this test commits; emptied after it."""
    from tests import conftest

    desk = conftest._fresh("acme")
    try:
        yield desk
    finally:
        with in_tenant(desk.tenant):
            with connection.cursor() as cursor:
                tables = ("clock", "event", "comment", "watcher", "incident")
                cursor.execute("TRUNCATE " + ", ".join(f"incidents_{table}" for table in tables) + " CASCADE")
            Person.objects.all().delete()
        IncidentRow.objects.all().delete()


@contextmanager
def processes(folder: Path, *roles: str, **environment: str) -> Iterator[Crew]:
    """Real processes of these roles on the database of the test, with a queue of their own."""
    queue = Redis(folder)
    queue.start()
    database = conninfo_to_dict(os.environ["DATABASE_URL"]) | {"dbname": connection.settings_dict["NAME"]}
    crew = Crew(
        os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
            "DATABASE_URL": make_conninfo(**database),
            "REDIS_URL": queue.url,
            "ATTACHMENTS_DIR": str(settings.ATTACHMENTS_DIR),
        }
        | environment,
        folder,
        list(roles),
    )
    crew.start(bring_back=False)
    try:
        yield crew
    finally:
        crew.stop()
        queue.remove()


def _empty() -> None:
    for model in (Timer, Letter, DemoLetter, ClockShift, Heartbeat):
        model.objects.all().delete()


def together(*works: Callable[[], Any]) -> None:
    """Runs the works in threads of their own, each with a connection of its own; none may fail or hang."""
    errors: list[Exception] = []

    def run(work: Callable[[], Any]) -> None:
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)
    assert errors == []


def eventually(question: Callable[[], Any], within: float = 4.0) -> None:
    """Waits until the answer is yes."""
    end = time.monotonic() + within
    while not question():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)
