from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.health import beat
from helpdesk.timers.models import Heartbeat, Timer


@pytest.fixture
def by_address():
    """A monitor, which comes by address and not by the name of a host."""
    return Client(headers={"host": "10.0.0.7:8000"})


@pytest.fixture
def quiet(db):
    """Nothing is due, and a clock gave a sign of life just now."""
    Timer.objects.all().delete()
    Heartbeat.objects.all().delete()
    beat()


def test_a_living_process_says_so_without_asking_the_database(by_address):
    assert by_address.get("/healthz/live").status_code == 200


def test_a_process_whose_database_answers_is_ready(db, by_address):
    answer = by_address.get("/healthz/ready")
    assert (answer.status_code, answer.json()) == (200, {"well": True, "database": True})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("question", ["ready", "clock"])
def test_a_process_without_its_database_is_not_ready(by_address, monkeypatch, question):
    def away(*_args):
        raise OperationalError

    monkeypatch.setattr("django.db.connection.cursor", away)
    answer = by_address.get(f"/healthz/{question}")
    assert (answer.status_code, answer.json()) == (503, {"well": False, "database": False})


def test_a_clock_in_time_is_well(quiet, by_address):
    answer = by_address.get("/healthz/clock")
    assert answer.status_code == 200
    assert answer.json()["lateness_seconds"] == 0
    assert answer.json()["heartbeat_age_seconds"] < 5


def test_a_clock_that_is_late_is_unwell(quiet, by_address):
    timers.arm("demo.a", uuid4(), clock.now() - timedelta(seconds=11))
    answer = by_address.get("/healthz/clock")
    assert answer.status_code == 503
    assert answer.json()["lateness_seconds"] >= 11


def test_a_clock_without_a_sign_of_life_is_unwell(quiet, by_address):
    Heartbeat.objects.update(beat_at=clock.now() - timedelta(seconds=21))
    assert by_address.get("/healthz/clock").status_code == 503
    Heartbeat.objects.all().delete()
    assert by_address.get("/healthz/clock").status_code == 503


def test_a_timer_that_fails_is_told_and_is_not_the_clocks_fault(quiet, by_address):
    timers.arm("demo.nobody", uuid4(), clock.now() - timedelta(seconds=60))
    timers.fire_due()
    answer = by_address.get("/healthz/clock")
    assert (answer.status_code, answer.json()["failing_timers"]) == (200, 1)


def test_monitors_only_ask(by_address):
    assert by_address.post("/healthz/live").status_code == 405


def test_any_other_address_goes_on_to_the_host(db, by_address):
    assert by_address.get("/healthz/").status_code in (400, 404)
