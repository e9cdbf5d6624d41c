"""The clock's thread: wakes at a knock, comes back after a lost database, leaves its sign of life."""

import threading
import time
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction

from helpdesk import timers
from helpdesk.clockwork import ClockStep
from helpdesk.timers import clock, worker
from helpdesk.timers.health import heartbeat_age
from helpdesk.timers.models import Heartbeat
from tests.real import eventually

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]


@pytest.fixture
def keeping(committed):
    """A clock's thread on the test database, stopped at the end."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.keep, args=["clock", "timers", worker.Clock(), stop])
    thread.start()
    eventually(lambda: heartbeat_age() is not None)
    yield thread
    stop.set()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_a_timer_due_soon_wakes_the_clock_at_once(on, keeping):
    late = []
    on("demo.a", lambda timer: late.append(clock.now() - timer.due_at))
    time.sleep(0.2)  # the clock is asleep by now, for five seconds
    timers.arm("demo.a", uuid4(), clock.now() + timedelta(milliseconds=100))
    eventually(lambda: late)
    assert late[0] < timedelta(seconds=1)


def test_a_timer_of_an_act_that_was_rolled_back_never_happens(on, keeping):
    seen, now = on("demo.a"), clock.now()
    with transaction.atomic():
        timers.arm("demo.a", uuid4(), now - timedelta(seconds=1))
        transaction.set_rollback(True)
    timers.arm("demo.a", uuid4(), now)
    eventually(lambda: seen)
    assert [timer.due_at for timer in seen] == [now]


def test_the_clock_comes_back_after_its_connections_were_cut(on, keeping):
    seen = on("demo.a")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    timers.arm("demo.a", uuid4(), clock.now())
    eventually(lambda: seen)


def test_a_shift_of_the_clock_wakes_it(on, keeping):
    seen = on("demo.a")
    timers.arm("demo.a", uuid4(), clock.now() + timedelta(hours=1))
    time.sleep(0.2)
    clock.shift(timedelta(hours=1))
    eventually(lambda: seen)
    clock.unshift()


def test_a_sign_of_life_is_of_this_process_and_of_now(keeping):
    assert heartbeat_age() < timedelta(seconds=3)
    assert Heartbeat.objects.count() == 1


def test_old_signs_of_life_are_swept_away():
    Heartbeat.objects.create(name="long ago", beat_at=clock.now() - timedelta(days=2))
    worker.beat()
    assert not Heartbeat.objects.filter(name="long ago").exists()


def test_a_round_that_breaks_is_followed_by_another(caplog):
    stop, rounds = threading.Event(), []

    def stumble():
        rounds.append(1)
        if len(rounds) < 3:
            raise OperationalError
        stop.set()
        return 0.0

    worker.keep("clock", "timers", stumble, stop)
    assert len(rounds) == 3
    assert "stumbled" in caplog.text


def test_the_clock_sleeps_until_the_next_timer_and_never_longer_than_five_seconds():
    assert worker.pause() == timedelta(seconds=5)
    timers.arm("demo.a", uuid4(), clock.now() + timedelta(hours=1))
    assert worker.pause() == timedelta(seconds=5)
    timers.arm("demo.a", uuid4(), clock.now() + timedelta(seconds=2))
    assert timedelta(seconds=1) < worker.pause() <= timedelta(seconds=2)
    timers.arm("demo.a", uuid4(), clock.now() - timedelta(seconds=2))
    assert worker.pause() == worker.SHORTEST_SLEEP


@pytest.mark.parametrize(("queues", "starts"), [({"clock"}, True), ({"celery"}, False)])
def test_only_a_worker_of_the_clocks_queue_keeps_time(queues, starts):
    celery = SimpleNamespace(amqp=SimpleNamespace(queues=SimpleNamespace(consume_from=queues)))
    step = ClockStep.__new__(ClockStep)
    assert step.include_if(SimpleNamespace(app=celery)) is starts
