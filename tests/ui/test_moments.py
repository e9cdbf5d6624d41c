"""Moments are said in the form of the language and in the zone of the page."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from helpdesk.ui import moments

NOW = datetime(2026, 11, 22, 12, 5, 0, tzinfo=UTC)  # Sunday 14:05 in Vilnius


@pytest.fixture(autouse=True)
def _vilnius():
    with timezone.override(ZoneInfo("Europe/Vilnius")), translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(hours=1), "15:05"),
        (timedelta(hours=20), "tomorrow 10:05"),
        (timedelta(hours=-20), "yesterday 18:05"),
        (timedelta(days=2), "24 November 14:05"),
        (timedelta(days=60), "21 January 2027 14:05"),
    ],
)
def test_a_moment_near_today_is_said_as_one_would_aloud(ahead, said):
    assert moments.when(NOW + ahead, NOW) == said


def test_tomorrow_begins_at_the_midnight_of_the_page():
    late = datetime(2026, 11, 22, 21, 59, tzinfo=UTC)
    assert moments.when(late, NOW) == "23:59"
    assert moments.when(late + timedelta(minutes=1), NOW) == "tomorrow 00:00"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (timedelta(hours=-2), timedelta(hours=-1), "12:05 – 13:05"),
        (timedelta(days=-3), timedelta(hours=-1), "19 November 14:05 – today 13:05"),
        (timedelta(days=-3), timedelta(days=-3, hours=1), "19 November 14:05 – 15:05"),
        (timedelta(days=-3), timedelta(days=-2), "19 November 14:05 – 20 November 14:05"),
        (timedelta(days=-3), timedelta(days=-1), "19 November 14:05 – yesterday 14:05"),
    ],
)
def test_a_stretch_names_the_day_of_its_end_where_it_is_another(start, end, said):
    assert moments.stretch(NOW + start, NOW + end, NOW) == said


def test_dates_have_the_languages_form():
    day = date(2026, 11, 24)
    assert moments.day(day) == "Tuesday 24 November"
    assert moments.full_day(day) == "24 November 2026"
    assert moments.absolute(NOW) == "22 November 2026, 14:05"
    with translation.override("lt"):
        assert moments.day(day) == "lapkričio 24 d. (antradienis)"
        assert moments.full_day(day) == "2026 m. lapkričio 24 d."
        assert moments.absolute(NOW) == "2026 m. lapkričio 22 d. 14:05"


def test_after_a_week_the_date_is_shorter_than_the_span():
    assert moments.relative(NOW - timedelta(days=6), NOW) == "6 d ago"
    assert moments.relative(NOW - timedelta(days=7), NOW) == "15 Nov 2026"
    assert moments.relative(NOW + timedelta(minutes=12), NOW) == "in 12 min"


def test_machines_get_utc():
    assert moments.iso(NOW.astimezone(ZoneInfo("Europe/Vilnius"))) == "2026-11-22T12:05:00Z"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(hours=1), "22 November 15:05"),
        (timedelta(hours=20), "23 November 10:05"),
        (timedelta(hours=-20), "21 November 18:05"),
        (timedelta(days=60), "21 January 2027 14:05"),
    ],
)
def test_a_letter_names_the_date_for_it_may_be_read_on_another_day(ahead, said):
    assert moments.dated(NOW + ahead, NOW) == said


def test_in_brief_only_another_day_has_its_date():
    assert moments.dated(NOW + timedelta(hours=1), NOW, brief=True) == "15:05"
    assert moments.dated(NOW + timedelta(hours=20), NOW, brief=True) == "23 November 10:05"


def test_at_what_time_a_letter_names_the_date_of_its_own_day_too():
    later = NOW + timedelta(hours=1)
    assert moments.at(later, NOW) == moments.at(later, NOW, in_letter=True, brief=True) == "at 15:05"
    assert moments.at(later, NOW, in_letter=True) == "on 22 November at 15:05"
