"""For the few tests that must commit: threads and connections, and a database left as it was found."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from helpdesk.outbox.models import DemoLetter, Letter
from helpdesk.timers.models import ClockShift, Heartbeat, Timer


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
