"""A clock gets louder at its thresholds and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest

from helpdesk.ui.fuse import light

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def hour_with(left):
    due = NOW + left
    return light(due, NOW, due - HOUR)


@pytest.mark.parametrize(
    ("left", "tone"),
    [
        (timedelta(minutes=60), "calm"),
        (timedelta(minutes=31), "calm"),
        (timedelta(minutes=30), "warn"),
        (timedelta(minutes=15, seconds=1), "warn"),
        (timedelta(minutes=15), "hot"),
        (timedelta(seconds=0), "hot"),
        (timedelta(seconds=-1), "late"),
    ],
)
def test_the_hour_turns_amber_from_half_and_red_in_the_last_quarter(left, tone):
    assert hour_with(left).tone == tone


@pytest.mark.parametrize(("share", "tone"), [(0.5, "calm"), (0.74, "calm"), (0.75, "warn"), (0.9, "warn")])
def test_a_longer_clock_turns_amber_from_three_quarters(share, tone):
    span = timedelta(days=3)
    assert light(NOW + span * (1 - share), NOW, NOW - span * share).tone == tone


def test_business_hours_may_say_how_much_is_used():
    look = light(NOW + timedelta(days=3), NOW, NOW - timedelta(hours=1), used=0.8)
    assert (look.used, look.tone) == (80, "warn")


def test_a_late_clock_is_full():
    assert light(NOW - timedelta(minutes=5), NOW, NOW - HOUR, used=0.2).used == 100


def test_a_clock_without_a_beginning_is_calm_until_its_last_minutes():
    assert light(NOW + HOUR, NOW).tone == "calm"
    assert light(NOW + timedelta(minutes=14), NOW).tone == "hot"
