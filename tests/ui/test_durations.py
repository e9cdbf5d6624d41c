"""Spans of time are said with at most two units, rounded so that nobody is promised more than there is."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from helpdesk.ui import durations, fuse

MOMENT = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (119, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (4200, "1 h 10 min"),
        (4680, "1 h 18 min"),
        (86_399, "23 h 59 min"),
        (86_400, "1 d"),
        (90_061, "1 d 1 h"),
        (187_200, "2 d 4 h"),
    ],
)
def test_a_span_has_at_most_two_units(seconds, said):
    assert durations.short(timedelta(seconds=seconds)) == said
    assert durations.short(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"),
        (60, "1 minute"),
        (3600, "1 hour"),
        (4200, "1 hour 10 minutes"),
        (176_400, "2 days 1 hour"),
        (86_400 + 60, "1 day"),
        (0, "0 seconds"),
    ],
)
def test_in_words_numbers_bend_their_nouns(seconds, said):
    assert durations.words(seconds) == said


def test_what_is_left_is_rounded_down():
    assert durations.left(timedelta(minutes=12, seconds=59)) == "12 min left"


def test_a_number_that_stands_large_stays_with_its_unit():
    card = fuse.light(MOMENT, MOMENT + timedelta(days=4, hours=3))
    assert card.bare == "4\u00a0d 3\u00a0h late"
    assert fuse.light(MOMENT + timedelta(minutes=70), MOMENT).bare == "1\u00a0h 10\u00a0min"


def test_the_last_second_is_left_and_the_next_is_late():
    assert durations.left(0) == "0 s left"
    assert durations.left(-1) == "1 s late"
    assert durations.left(timedelta(hours=-1)) == "1 h late"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "just now"), (59, "just now"), (60, "1 min ago"), (5400, "1 h ago"), (200_000, "2 d ago")],
)
def test_the_past_is_said_in_its_largest_unit(seconds, said):
    assert durations.ago(seconds) == said


def test_the_script_gets_the_same_words():
    words = json.loads(durations.vocabulary())
    assert words["left"] % {"time": words["min"] % {"n": 12}} == durations.left(720)
    assert words["late"] % {"time": words["h"] % {"n": 1}} == durations.left(-3600)
