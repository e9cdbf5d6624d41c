import socket
import subprocess
import sys
import urllib.request
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY

from helpdesk import metrics, timers
from helpdesk.celery import Measured, app
from helpdesk.clockwork import MetricsStep
from helpdesk.gauges import Gauges
from helpdesk.timers import clock, kinds
from helpdesk.timers.models import Timer

CLONE = Path(__file__).parents[1]


def counted(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


def test_a_request_is_counted_by_the_name_of_its_view(db, public):
    labels = {"method": "GET", "view": "outbox:demo_mail", "status": "200"}
    before = counted("langelis_request_seconds_count", **labels)
    public().get("/demo/mail/")
    assert counted("langelis_request_seconds_count", **labels) == before + 1


def test_a_request_to_nowhere_makes_no_row_of_its_own(db, public):
    public().get("/no/such/page/")
    rows = {sample.labels["view"] for metric in metrics.requests.collect() for sample in metric.samples}
    assert "none" in rows
    assert not any("such" in row for row in rows)


def test_a_made_up_method_makes_no_row_of_its_own(db, public):
    public().generic("BREW", "/demo/mail/")
    rows = {sample.labels["method"] for metric in metrics.requests.collect() for sample in metric.samples}
    assert rows <= {"GET", "HEAD", "POST", "OPTIONS", "other"}


def test_a_timer_that_fires_and_one_that_fails_are_counted(db, monkeypatch):
    Timer.objects.all().delete()
    monkeypatch.setitem(kinds._handlers, "demo.counted", lambda timer: None)
    timers.arm("demo.counted", uuid4(), clock.now() - timedelta(seconds=3))
    timers.arm("demo.unknown", uuid4(), clock.now())
    timers.fire_due()
    assert counted("langelis_timer_late_seconds_count", kind="demo.counted") == 1
    assert counted("langelis_timer_late_seconds_sum", kind="demo.counted") >= 3
    assert counted("langelis_timer_failures_total", kind="demo.unknown") == 1


def test_every_task_of_ours_is_counted_however_it_ends():
    @app.task(name="demo.counted", bind=True)
    def work(self, fail):
        return 1 / 0 if fail else "done"

    assert isinstance(work, Measured)
    assert work(False) == "done"
    with pytest.raises(ZeroDivisionError):
        work(True)
    app.tasks.pop("demo.counted")
    assert counted("langelis_task_seconds_count", task="demo.counted", outcome="done") == 1
    assert counted("langelis_task_seconds_count", task="demo.counted", outcome="failed") == 1


def test_how_timers_and_letters_stand_is_asked_at_the_moment(db, monkeypatch):
    monkeypatch.setattr("django.db.connection.close", lambda: None)  # or the test's transaction would end
    Timer.objects.all().delete()
    timers.arm("demo.unknown", uuid4(), clock.now() - timedelta(seconds=30))
    values = {metric.name: metric.samples[0].value for metric in Gauges().collect()}
    assert values["langelis_timers_pending"] == 1
    assert 30 <= values["langelis_clock_late_seconds"] < 60
    assert set(values) >= {"langelis_letters_waiting", "langelis_letters_given_up", "langelis_timers_failing"}


def test_without_the_setting_no_port_is_opened(monkeypatch):
    monkeypatch.setattr(metrics, "start_http_server", lambda *args, **kwargs: pytest.fail("opened"))
    metrics.serve()
    assert not MetricsStep.__new__(MetricsStep).include_if(None)


def test_a_parent_adds_up_what_its_children_count():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    child = """if True:
        import multiprocessing, sys
        from helpdesk import metrics
        def count():
            metrics.letters.labels("demo", "sent").inc()
        children = [multiprocessing.get_context("fork").Process(target=count) for _ in range(3)]
        [child.start() for child in children], [child.join() for child in children]
        metrics.serve()
        print("serving", flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", child]
    with subprocess.Popen(
        command, env={"METRICS_PORT": str(port)}, cwd=CLONE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout.readline() == b"serving\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            words = answer.read().decode()
        parent.stdin.close()
    assert 'langelis_letters_total{letter="demo",outcome="sent"} 3.0' in words
