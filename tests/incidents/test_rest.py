"""Quiet hours by the clock on the wall, over midnight, days off and both changes of the clock."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from helpdesk.lib.calendars import working_week
from incidents.rest import Rest

VILNIUS = ZoneInfo("Europe/Vilnius")
OPEN = working_week(VILNIUS, days_off=[date(2027, 3, 11)])
NIGHT = Rest(time(22), time(7))
NONE = Rest()


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=VILNIUS)


def over(rest, text):
    return rest.over(local(text).astimezone(UTC), VILNIUS, OPEN).astimezone(VILNIUS).isoformat()[:16]


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("2027-03-01 21:59:59", "2027-03-01T21:59"),
        ("2027-03-01 22:00", "2027-03-02T07:00"),
        ("2027-03-02 00:00", "2027-03-02T07:00"),
        ("2027-03-02 06:59:59", "2027-03-02T07:00"),
        ("2027-03-02 07:00", "2027-03-02T07:00"),
    ],
)
def test_quiet_that_spans_midnight_holds_until_the_morning(at, ends):
    assert over(NIGHT, at) == ends


def test_quiet_within_a_day_holds_within_it():
    noon = Rest(time(12), time(13))
    assert over(noon, "2027-03-01 12:30") == "2027-03-01T13:00"
    assert over(noon, "2027-03-01 13:30") == "2027-03-01T13:30"


def test_no_quiet_is_never_quiet():
    assert over(Rest(), "2027-03-06 03:00") == "2027-03-06T03:00"


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("2027-03-05 21:00", "2027-03-05T21:00"),
        ("2027-03-05 23:00", "2027-03-08T07:00"),  # the night, the weekend, the night after it
        ("2027-03-06 12:00", "2027-03-08T07:00"),
        ("2027-03-11 12:00", "2027-03-12T07:00"),  # a holiday
    ],
)
def test_days_off_and_the_nights_beside_them_are_one_quiet(at, ends):
    assert over(Rest(time(22), time(7), days_off=True), at) == ends


def test_days_off_alone_end_at_midnight():
    assert over(Rest(days_off=True), "2027-03-06 12:00") == "2027-03-08T00:00"


def test_the_night_that_loses_an_hour_ends_by_the_wall():
    assert over(NIGHT, "2027-03-27 23:00") == "2027-03-28T07:00"
    at = local("2027-03-27 23:00").astimezone(UTC)
    assert (NIGHT.over(at, VILNIUS, OPEN) - at).total_seconds() == 7 * 3600


def test_the_night_that_wins_an_hour_ends_by_the_wall():
    at = local("2027-10-30 23:00").astimezone(UTC)
    assert (NIGHT.over(at, VILNIUS, OPEN) - at).total_seconds() == 9 * 3600


def test_quiet_that_ends_at_a_time_that_spring_skips_ends_with_the_skip():
    ends = Rest(time(22), time(3, 30)).over(datetime(2027, 3, 28, 0, tzinfo=UTC), VILNIUS, OPEN)
    assert ends == datetime(2027, 3, 28, 1, tzinfo=UTC)  # 04:00 on the wall


def test_quiet_that_ends_in_the_hour_that_comes_twice_ends_at_its_second_coming():
    ends = Rest(time(22), time(3, 30)).over(datetime(2027, 10, 30, 23, tzinfo=UTC), VILNIUS, OPEN)
    assert ends == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_gathered_mail_of_an_hour_comes_upon_the_full_hour_and_never_in_the_quiet():
    def hourly(text, rest=NONE):
        return rest.hourly(local(text), VILNIUS, OPEN).astimezone(VILNIUS).isoformat()[:16]

    assert hourly("2027-03-01 10:00") == "2027-03-01T11:00"
    assert hourly("2027-03-01 10:59:59") == "2027-03-01T11:00"
    assert hourly("2027-03-01 21:30", NIGHT) == "2027-03-02T07:00"


def test_both_hours_that_show_three_in_autumn_have_a_letter_of_their_own():
    first = Rest().hourly(datetime(2027, 10, 30, 23, 30, tzinfo=UTC), VILNIUS, OPEN)
    assert first == datetime(2027, 10, 31, 0, tzinfo=UTC)
    assert Rest().hourly(first, VILNIUS, OPEN) == datetime(2027, 10, 31, 1, tzinfo=UTC)


def test_gathered_mail_of_a_day_comes_at_the_hour_that_was_named():
    def daily(text, rest):
        return rest.daily(local(text), VILNIUS, OPEN).astimezone(VILNIUS).isoformat()[:16]

    assert daily("2027-03-01 07:59", Rest(morning=8)) == "2027-03-01T08:00"
    assert daily("2027-03-01 08:00", Rest(morning=8)) == "2027-03-02T08:00"
    assert daily("2027-03-27 12:00", Rest(morning=3)) == "2027-03-28T04:00"  # there is no 3:00 on that day
    assert daily("2027-03-01 12:00", Rest(time(22), time(9), morning=8)) == "2027-03-02T09:00"
    assert daily("2027-03-05 12:00", Rest(days_off=True, morning=8)) == "2027-03-08T00:00"


def test_the_hour_that_comes_twice_brings_the_letter_of_a_day_once():
    rest, first = Rest(morning=3), datetime(2027, 10, 31, 0, tzinfo=UTC)
    assert rest.daily(datetime(2027, 10, 30, 12, tzinfo=UTC), VILNIUS, OPEN) == first
    assert rest.daily(first, VILNIUS, OPEN).date() == date(2027, 11, 1)


@pytest.mark.parametrize("rest", [Rest(), NIGHT, Rest(days_off=True, morning=6), Rest(time(0), time(5, 30))])
def test_what_is_kept_reads_as_it_was_said(rest):
    assert Rest.of(rest.as_json()) == rest
    assert Rest().as_json() == {}
