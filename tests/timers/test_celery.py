import re
from pathlib import Path

import pytest
from celery.schedules import crontab
from django.db import transaction
from kombu.exceptions import OperationalError

from helpdesk.celery import app, knock
from helpdesk.outbox.tasks import deliver_due

CLONE = Path(__file__).parents[2]
ROOMS = ("helpdesk", "tenants", "onewindow", "trials", "incidents", "console")


@pytest.fixture
def published(monkeypatch):
    """What was handed to the broker."""
    seen = []
    monkeypatch.setattr(
        deliver_due, "apply_async", lambda args, kwargs, **options: seen.append((args, options))
    )
    return seen


def test_a_worker_is_told_after_the_commit_and_not_before(db, published, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        knock(deliver_due, "x")
        assert published == []
    assert published == [(("x",), {"retry": False})]


def test_nobody_is_told_of_an_act_that_was_rolled_back(db, published, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        knock(deliver_due)
        transaction.set_rollback(True)
    assert published == []


def test_without_the_broker_the_act_is_done_all_the_same(
    db, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def away(*args, **options):
        raise OperationalError("redis://user:secret@nowhere")

    monkeypatch.setattr(deliver_due, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        knock(deliver_due)
    assert "outbox.deliver: OperationalError" in caplog.text
    assert "secret" not in caplog.text


def test_no_promise_is_given_to_the_broker():
    """An ETA beyond the broker's visibility timeout runs five times, or never: timers are PostgreSQL's."""
    forbidden = re.compile(r"\b(eta|countdown)\s*=\s*(?!None)")
    guilty = [
        str(file.relative_to(CLONE))
        for room in ROOMS
        for file in (CLONE / room).rglob("*.py")
        if re.search(r"celery|tasks", file.read_text()) and forbidden.search(file.read_text())
    ]
    assert guilty == []


def test_a_tick_that_nobody_took_is_gone_before_the_next():
    for name, entry in app.conf.beat_schedule.items():
        if not isinstance(entry["schedule"], crontab):
            assert entry["options"]["expires"] <= entry["schedule"], name


def test_the_tick_goes_to_the_clock_and_to_the_workers():
    queues = {
        entry["options"].get("queue", app.conf.task_default_queue)
        for entry in app.conf.beat_schedule.values()
        if entry["task"] == "timers.tick"
    }
    assert queues == {"clock", "celery"}


def test_every_tick_names_a_task_that_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_a_worker_never_gives_up_waiting_for_the_broker():
    assert app.conf.broker_connection_max_retries is None
    assert app.conf.broker_connection_retry_on_startup
