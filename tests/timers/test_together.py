"""Several clocks and people at once, with real connections: exactly once, in a row, nobody waits for ever."""

import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from tests.real import together

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]


def test_four_clocks_fire_each_timer_once(on):
    seen, now = on("demo.a"), clock.now()
    subjects = [uuid4() for _ in range(60)]
    for number in range(180):
        timers.arm("demo.a", subjects[number % 60], now, generation=number + 1)
    together(*[timers.fire_due] * 4)
    timers.fire_due()
    assert sorted(timer.generation for timer in seen) == list(range(1, 181))
    assert not Timer.objects.pending().exists()


def test_the_timers_of_one_subject_never_overtake_each_other(on):
    seen, subject, now = [], uuid4(), clock.now()

    def slowly(timer):
        time.sleep(0.005)
        seen.append(timer.generation)

    on("demo.a", slowly)
    for generation in range(1, 31):
        timers.arm("demo.a", subject, now + generation * timedelta(microseconds=1), generation=generation)
    together(*[timers.fire_due] * 3)
    timers.fire_due()
    assert seen == list(range(1, 31))


def test_a_subject_that_somebody_works_on_is_stepped_over_and_not_waited_for(on):
    seen, subject = on("demo.a"), uuid4()
    timers.arm("demo.a", subject, clock.now() - timedelta(seconds=1))
    timers.arm("demo.a", uuid4(), clock.now())
    locked, go_on = threading.Event(), threading.Event()

    def verb():
        with transaction.atomic():
            timers.lock(subject)
            locked.set()
            go_on.wait(10)
            timers.cancel(subject, reason="done by hand")

    def sweep():
        locked.wait(10)
        assert timers.fire_due() == 1
        go_on.set()

    together(verb, sweep)
    assert timers.fire_due() == 0
    assert [timer.subject_id == subject for timer in seen] == [False]
    assert Timer.objects.get(subject_id=subject).state == "cancelled"


def test_a_lock_without_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        timers.lock(uuid4())


def test_a_verb_waits_for_the_firing_and_sees_what_it_did(on):
    subject, firing, seen = uuid4(), threading.Event(), []

    def slowly(timer):
        firing.set()
        time.sleep(0.2)

    on("demo.a", slowly)
    timers.arm("demo.a", subject, clock.now())

    def verb():
        firing.wait(10)
        with transaction.atomic():
            timers.lock(subject)
            seen.append(Timer.objects.get(subject_id=subject).state)

    together(timers.fire_due, verb)
    assert seen == ["fired"]


def test_verbs_and_clocks_never_wait_for_each_other_in_a_ring(on):
    subjects, now = [uuid4() for _ in range(3)], clock.now()
    end = time.monotonic() + 1.5
    on(
        "demo.a",
        lambda timer: timers.arm("demo.a", timer.subject_id, clock.now(), generation=timer.generation + 1),
    )

    def verbs():
        while time.monotonic() < end:
            for number, subject in enumerate(subjects):
                with transaction.atomic():
                    timers.lock(subject)
                    timers.cancel(subject, "demo.b")
                    timers.arm("demo.b", subject, now + timedelta(days=number + 1), again=True)

    def sweeps():
        while time.monotonic() < end:
            timers.fire_due(limit=10, strict=True)

    for subject in subjects:
        timers.arm("demo.a", subject, now)
    together(verbs, verbs, sweeps, sweeps)
    assert not Timer.objects.failing().exists()


def test_a_clock_that_dies_in_the_middle_leaves_the_timer_to_the_next(on):
    subject = uuid4()
    timers.arm("demo.a", subject, clock.now())

    def die(timer):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    on("demo.a", die)
    assert timers.fire_due() == 0
    assert Timer.objects.get(subject_id=subject).state == "pending"
    seen = on("demo.a")
    assert timers.fire_due(now=clock.now() + timedelta(seconds=2)) == 1
    assert len(seen) == 1
