"""Dates that people count on their fingers."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.dates import end_of_local_day, instant_of, local_date, one_month_after, public_holidays

VILNIUS = ZoneInfo("Europe/Vilnius")


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 31), 2, date(2027, 3, 31)),  # from the anchor, not from 28 February
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 1, date(2028, 3, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_a_month_is_counted_from_the_anchor(anchor, months, expected):
    assert one_month_after(anchor, months) == expected


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 30))
def test_more_months_are_always_later_and_keep_the_day_where_there_is_one(anchor, months):
    reached = one_month_after(anchor, months)
    assert one_month_after(anchor, months + 1) > reached
    assert reached.day == anchor.day or (reached + timedelta(days=1)).day == 1


def test_the_end_of_a_local_day_is_midnight_in_its_zone():
    assert end_of_local_day(date(2026, 12, 22), VILNIUS) == datetime(2026, 12, 22, 22, tzinfo=UTC)
    assert end_of_local_day(date(2026, 7, 1), "Europe/Vilnius") == datetime(2026, 7, 1, 21, tzinfo=UTC)


def test_a_day_is_23_or_25_hours_long_when_clocks_change():
    for day, length in ((date(2027, 3, 28), 23), (date(2027, 10, 31), 25)):
        before = end_of_local_day(day - timedelta(days=1), VILNIUS)
        assert end_of_local_day(day, VILNIUS) - before == timedelta(hours=length)


def test_a_midnight_that_does_not_exist_is_the_moment_of_the_change():
    # Clocks in Cairo went from 00:00 to 01:00 on Friday 25 April 2025.
    cairo = ZoneInfo("Africa/Cairo")
    assert end_of_local_day(date(2025, 4, 24), cairo) == datetime(2025, 4, 24, 22, tzinfo=UTC)


@given(
    st.sampled_from(["Europe/Vilnius", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)),
    st.timedeltas(timedelta(0), timedelta(hours=3)),
)
def test_a_later_local_time_is_never_an_earlier_instant(zone, local, later):
    assert instant_of(local, ZoneInfo(zone)) <= instant_of(local + later, ZoneInfo(zone))


@pytest.mark.parametrize("skipped", ["03:00", "03:07", "03:10", "03:30", "03:59"])
def test_every_local_time_that_spring_skips_is_the_moment_of_the_skip(skipped):
    local = datetime.fromisoformat(f"2027-03-28 {skipped}")
    assert instant_of(local, VILNIUS) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_a_local_time_that_autumn_shows_twice_is_the_first_one():
    local = datetime(2027, 10, 31, 3, 30)
    assert instant_of(local, VILNIUS) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_the_local_date_is_tomorrow_already_late_in_the_evening():
    assert local_date(datetime(2026, 12, 31, 22, 30, tzinfo=UTC), VILNIUS) == date(2027, 1, 1)


def test_lithuanian_holidays_are_known_by_name():
    year = public_holidays("LT", 2026, language="lt")
    assert {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2026, 6, 24)} <= set(year)
    assert year[date(2026, 12, 24)] == "Kūčių diena"
    assert all(day.year == 2026 for day in year)
