"""The arithmetic of the proof: when a clock lived, and when it did not."""

from datetime import timedelta

import pytest

from tests.chaos.lives import _is_within, together, without

FOREVER = float("inf")


def test_one_clock_that_lives_covers_for_another_that_is_dead():
    assert together([(0, 5), (3, 9), (12, FOREVER)]) == [(0, 9), (12, FOREVER)]


def test_while_postgresql_is_away_nothing_is_asked_of_a_clock():
    assert without([(0, 9), (12, FOREVER)], [(4, 5), (8, 13)]) == [(0, 4), (5, 8), (13, FOREVER)]


@pytest.mark.parametrize(
    ("since", "late", "counts"),
    [
        (1.0, 0.2, True),
        (8.9, 0.05, True),
        (8.9, 0.2, False),
        (8.5, 3.0, False),
        (1.0, 7.0, True),
        (9.5, 0, False),
    ],
)
def test_a_promise_counts_when_a_clock_lived_until_it_was_kept_or_for_a_second(since, late, counts):
    assert _is_within(since, timedelta(seconds=late), [(0, 9), (12, 20)]) is counts
