"""Calendars by example: the days that a vendor and its customers would argue about."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk.lib.calendars import (
    BeyondHorizon,
    Calendar,
    Opening,
    always,
    parse_day,
    short_days,
    working_week,
)
from helpdesk.lib.dates import public_holidays

VILNIUS = ZoneInfo("Europe/Vilnius")
LITHUANIAN = working_week(
    VILNIUS, "08:00-17:00", days_off=[*public_holidays("LT", 2026), *public_holidays("LT", 2027)]
)


def local(text: str, zone: ZoneInfo = VILNIUS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def test_reported_friday_half_past_four_four_business_hours_end_monday_half_past_eleven():
    assert LITHUANIAN.add(local("2026-11-20 16:30"), hours(4)) == local("2026-11-23 11:30")


def test_what_is_reported_at_night_counts_from_the_next_opening():
    assert LITHUANIAN.add(local("2026-11-20 22:00"), hours(4)) == local("2026-11-23 12:00")


def test_a_full_day_of_open_time_ends_at_closing_and_not_at_the_next_opening():
    assert LITHUANIAN.add(local("2026-11-23 08:00"), hours(9)) == local("2026-11-23 17:00")


def test_three_standard_days_end_at_the_same_hour_three_business_days_later():
    assert LITHUANIAN.business_day == hours(9)
    assert LITHUANIAN.add(local("2026-11-20 16:30"), 3 * LITHUANIAN.business_day) == local("2026-11-25 16:30")


def test_no_time_at_all_from_closed_hours_is_the_next_opening():
    assert LITHUANIAN.add(local("2026-11-21 12:00"), hours(0)) == local("2026-11-23 08:00")


def test_the_instant_of_closing_is_closed_and_that_of_opening_open():
    assert LITHUANIAN.is_open(local("2026-11-20 08:00"))
    assert LITHUANIAN.is_open(local("2026-11-20 16:59:59"))
    assert not LITHUANIAN.is_open(local("2026-11-20 17:00"))


def test_the_next_opening_and_closing_tell_what_a_help_line_says():
    friday_noon, friday_night = local("2026-11-20 12:00"), local("2026-11-20 20:00")
    assert LITHUANIAN.opens_next(friday_noon) == friday_noon
    assert LITHUANIAN.closes_next(friday_noon) == local("2026-11-20 17:00")
    assert LITHUANIAN.opens_next(friday_night) == local("2026-11-23 08:00")


def test_a_lunch_break_is_not_open_time():
    calendar = working_week(VILNIUS, "08:00-12:00, 13:00-17:00")
    assert calendar.elapsed(local("2026-11-20 11:00"), local("2026-11-20 14:00")) == hours(2)
    assert calendar.add(local("2026-11-20 11:30"), hours(1)) == local("2026-11-20 13:30")
    assert calendar.closes_next(local("2026-11-20 09:00")) == local("2026-11-20 12:00")


# --- business days -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-12-23 10:00", "2026-12-28 17:00"),  # 24, 25 and 26 December are holidays, 27 a Sunday
        ("2026-12-23 23:59", "2026-12-28 17:00"),  # whatever the hour
        ("2026-12-23 00:00", "2026-12-28 17:00"),
        ("2026-12-25 12:00", "2026-12-28 17:00"),
        ("2026-11-20 16:30", "2026-11-23 17:00"),  # over a weekend
        ("2026-11-21 09:00", "2026-11-23 17:00"),
        ("2026-11-23 09:00", "2026-11-24 17:00"),
        ("2026-03-27 09:00", "2026-03-30 17:00"),  # over the night that loses an hour
    ],
)
def test_one_business_day_is_due_at_closing_of_the_next_business_day(received, due):
    assert LITHUANIAN.business_day_end(local(received)) == local(due)


def test_the_business_day_follows_the_local_date_and_not_the_one_in_utc():
    just_after_midnight = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)  # Tuesday 00:30 in Vilnius
    assert LITHUANIAN.business_day_end(just_after_midnight) == local("2026-11-25 17:00")


def test_a_date_alone_is_enough_to_count_business_days_from():
    assert LITHUANIAN.business_day_end(date(2026, 12, 23), days=3) == local("2026-12-30 17:00")


def test_a_short_day_closes_an_hour_earlier_and_so_does_what_is_due_at_its_closing():
    calendar = working_week(VILNIUS, short_days=short_days({date(2026, 12, 24)}))
    assert calendar.business_day_end(local("2026-12-22 09:00")) == local("2026-12-23 16:00")


def test_a_promise_of_no_business_days_is_refused():
    with pytest.raises(ValueError, match="one at least"):
        LITHUANIAN.business_day_end(date(2026, 12, 23), days=0)


def test_the_standard_day_is_the_commonest_one():
    friday_short = (*(parse_day("08:00-17:00"),) * 4, parse_day("08:00-15:45"), (), ())
    assert Calendar(VILNIUS, friday_short).business_day == hours(9)
    wednesday_long = (
        parse_day("08:00-17:00"),
        parse_day("08:00-17:00"),
        parse_day("08:00-20:00"),
        (),
        (),
        (),
        (),
    )
    assert Calendar(VILNIUS, wednesday_long).business_day == hours(9)
    assert Calendar(VILNIUS, (*wednesday_long[1:3], (), (), (), (), ())).business_day == hours(12)  # a tie
    assert always().business_day == hours(24)


# --- short days, exceptions, overnight -----------------------------------------------------------


def test_the_eve_of_a_holiday_is_short_unless_it_is_a_holiday_too():
    assert short_days({date(2026, 12, 24), date(2026, 12, 25)}) == {date(2026, 12, 23)}


def test_a_short_day_takes_its_hour_from_the_last_interval_and_on_from_the_one_before():
    calendar = working_week(VILNIUS, "08:00-16:00, 16:30-17:00", short_days=[date(2026, 11, 20)])
    assert calendar.hours_of(date(2026, 11, 20)) == parse_day("08:00-15:30")


def test_a_short_day_of_an_hour_is_closed():
    calendar = working_week(VILNIUS, "08:00-09:00", short_days=[date(2026, 11, 20)])
    assert calendar.hours_of(date(2026, 11, 20)) == ()
    assert calendar.opens_next(local("2026-11-20 08:00")) == local("2026-11-23 08:00")


def test_an_exception_opens_a_sunday_and_a_holiday():
    sunday, holiday = date(2026, 11, 22), date(2026, 12, 24)
    calendar = working_week(
        VILNIUS,
        days_off=[holiday],
        exceptions={sunday: parse_day("10:00-12:00"), holiday: parse_day("09:00-10:00")},
    )
    assert calendar.opens_next(local("2026-11-21 12:00")) == local("2026-11-22 10:00")
    assert calendar.elapsed(local("2026-12-24 00:00"), local("2026-12-25 00:00")) == hours(1)


def test_an_exception_without_hours_closes_the_day():
    calendar = working_week(VILNIUS, exceptions={date(2026, 11, 20): ()})
    assert not calendar.is_open(local("2026-11-20 10:00"))


def test_a_night_shift_belongs_to_the_evening_on_which_it_begins():
    calendar = working_week(VILNIUS, "22:00-06:00", weekdays=[3], days_off=[date(2026, 11, 20)])
    assert calendar.is_open(local("2026-11-20 05:59"))  # Friday, a day off, is still Thursday's shift
    assert calendar.add(local("2026-11-19 22:00"), hours(8)) == local("2026-11-20 06:00")


def test_hours_that_overlap_over_midnight_count_once():
    week = ((), (), (), parse_day("22:00-09:00"), parse_day("08:00-17:00"), (), ())
    calendar = Calendar(VILNIUS, week)
    assert calendar.elapsed(local("2026-11-19 00:00"), local("2026-11-21 00:00")) == hours(19)
    assert len(calendar.windows(local("2026-11-19 00:00"), local("2026-11-21 00:00"))) == 1


# --- daylight saving -----------------------------------------------------------------------------


@pytest.mark.parametrize("night", ["2027-03-28 02:30", "2027-10-31 02:30", "2027-10-31 03:30"])
def test_an_hour_around_the_clock_is_an_hour_of_real_time_on_both_weekends(night):
    began = local(night)
    assert always().add(began, hours(1)) - began.astimezone(UTC) == hours(1)


def test_a_day_around_the_clock_in_a_zone_is_as_long_as_the_day_is():
    calendar = working_week(VILNIUS, "00:00-24:00", weekdays=range(7))
    assert calendar.elapsed(local("2027-03-28 00:00"), local("2027-03-29 00:00")) == hours(23)
    assert calendar.elapsed(local("2027-10-31 00:00"), local("2027-11-01 00:00")) == hours(25)


def test_open_the_whole_week_never_closes_and_until_23_59_it_does():
    whole = working_week(VILNIUS, "00:00-24:00", weekdays=range(7))
    nearly = working_week(VILNIUS, "00:00-23:59", weekdays=range(7))
    assert whole.never_closes
    assert whole.closes_next(local("2026-11-20 12:00")) is None
    assert not nearly.never_closes
    assert nearly.closes_next(local("2026-11-20 12:00")) == local("2026-11-20 23:59")


def test_a_shift_that_begins_in_the_hour_that_spring_skips_begins_at_the_skip():
    calendar = working_week(VILNIUS, "03:30-06:00", weekdays=range(7))
    assert calendar.opens_next(local("2027-03-28 00:00")) == local("2027-03-28 04:00")


def test_a_shift_that_spring_swallows_whole_is_skipped():
    calendar = working_week(VILNIUS, "03:10-03:50", weekdays=range(7))
    assert calendar.opens_next(local("2027-03-28 00:00")) == local("2027-03-29 03:10")
    assert calendar.business_day_end(date(2027, 3, 27)) == local("2027-03-29 03:50")


def test_a_weekend_of_nights_that_touch_is_one_window_until_it_closes():
    calendar = working_week(VILNIUS, "00:00-24:00", weekdays=[4, 5])
    assert calendar.closes_next(local("2026-11-20 12:00")) == local("2026-11-22 00:00")
    assert len(calendar.windows(local("2026-11-19 00:00"), local("2026-11-24 00:00"))) == 1


# --- refusals ------------------------------------------------------------------------------------


def test_an_empty_calendar_is_refused():
    with pytest.raises(ValueError, match="never open"):
        Calendar(VILNIUS, ((),) * 7)


def test_a_calendar_of_exceptions_alone_is_refused():
    with pytest.raises(ValueError, match="never open"):
        Calendar(VILNIUS, ((),) * 7, exceptions={date(2026, 11, 20): parse_day("08:00-17:00")})


def test_a_week_of_six_days_is_refused():
    with pytest.raises(ValueError, match="seven days"):
        Calendar(VILNIUS, (parse_day("08:00-17:00"),) * 6)


@pytest.mark.parametrize(
    "day",
    [
        (Opening(480, 480),),
        (Opening(600, 480),),
        (Opening(-1, 480),),
        (Opening(1440, 1500),),
        (Opening(0, 1441),),
        (Opening(480, 720), Opening(700, 800)),
        (Opening(780, 1020), Opening(480, 720)),
    ],
)
def test_crooked_hours_are_refused(day):
    with pytest.raises(ValueError, match=r"[Hh]ours"):
        Calendar(VILNIUS, (day, (), (), (), (), (), ()))


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="needs its zone"):
        LITHUANIAN.add(datetime(2026, 11, 20, 12), hours(1))


def test_open_time_is_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        LITHUANIAN.add(local("2026-11-20 12:00"), hours(-1))


def test_a_search_for_more_open_time_than_there_is_ends_with_an_error():
    year_after_year = [date(2026, 1, 1) + timedelta(days=n) for n in range(20 * 366)]
    shut = working_week(VILNIUS, days_off=year_after_year)
    for ask in (shut.opens_next, shut.business_day_end, lambda at: shut.add(at, hours(1))):
        with pytest.raises(BeyondHorizon):
            ask(local("2026-11-20 12:00"))


def test_hours_are_written_as_they_are_read():
    assert [str(o) for o in parse_day("13:00-17:00, 08:00-12:00")] == ["08:00-12:00", "13:00-17:00"]
    assert str(Opening.parse("22:00-06:00")) == "22:00-06:00"
    assert str(Opening.parse("00:00-24:00")) == "00:00-24:00"
    assert Opening.parse("08:00-08:00") == Opening(480, 480 + 1440)  # once around the clock
