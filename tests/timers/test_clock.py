from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from helpdesk.timers import clock
from tests.statements import at_most

NOON = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_clock_is_the_databases_and_in_utc():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        truth = cursor.fetchone()[0]
    assert abs(clock.now() - truth) < timedelta(seconds=1)
    assert clock.now().tzinfo is UTC


@pytest.mark.django_db
def test_time_goes_on_within_a_transaction():
    first = clock.now()
    assert clock.now() > first


@pytest.mark.django_db
def test_in_production_a_shift_in_the_table_counts_for_nothing(settings):
    clock.shift(timedelta(days=400))
    settings.CLOCK_MAY_SHIFT = False
    clock.now()
    with at_most(1):
        assert clock.now().year == datetime.now(UTC).year
    assert clock.sql() == ("clock_timestamp()", [])


@pytest.mark.django_db
def test_a_shift_moves_every_process_and_adds_up():
    before = clock.now()
    clock.shift(timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    assert timedelta(hours=3) <= clock.now() - before < timedelta(hours=3, minutes=1)
    clock.unshift()
    assert clock.now() - before < timedelta(minutes=1)


def test_a_stopped_clock_stands_until_its_hand_is_turned():
    with clock.at(NOON) as hand:
        assert clock.now() == NOON
        hand.forward(timedelta(minutes=59))
        assert clock.now() == NOON + timedelta(minutes=59)


@pytest.mark.django_db
def test_a_stopped_clock_wins_over_a_shift_and_goes_on_afterwards():
    clock.shift(timedelta(hours=1))
    with clock.at(NOON):
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_stopped_clocks_can_be_nested():
    with clock.at(NOON):
        with clock.at(NOON + timedelta(days=1)):
            pass
        assert clock.now() == NOON


@pytest.mark.parametrize("act", [lambda: clock.shift(timedelta(1)), clock.unshift, clock.at(NOON).__enter__])
def test_nobody_moves_time_in_production(settings, act):
    settings.CLOCK_MAY_SHIFT = False
    with pytest.raises(ImproperlyConfigured):
        act()
