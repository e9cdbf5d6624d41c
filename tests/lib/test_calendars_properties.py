"""Calendars by property: what must hold for any week, any zone and any instant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpdesk.lib.calendars import Calendar, Opening, always, working_week

ZONES = ["Europe/Vilnius", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]
MICRO = timedelta(microseconds=1)

zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
# Near the nights on which clocks change in the zones above, and anywhere else.
changes = st.sampled_from(
    [datetime(2027, 3, 28), datetime(2027, 10, 31), datetime(2027, 3, 14), datetime(2027, 4, 3)]
).flatmap(lambda night: st.timedeltas(timedelta(days=-1), timedelta(days=2)).map(lambda d: night + d))
instants = st.one_of(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)), changes).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
durations = st.timedeltas(timedelta(0), timedelta(days=20))


@st.composite
def hours_of_a_day(draw) -> tuple[Opening, ...]:
    """Up to three intervals, the last of which may run over midnight."""
    marks = sorted(draw(st.lists(st.integers(0, 1439), min_size=2, max_size=6, unique=True)))
    day = [Opening(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if draw(st.booleans()):
        day[-1] = Opening(day[-1].opens, day[-1].opens + draw(st.integers(1, 1440)))
    return tuple(day)


@st.composite
def calendars(draw) -> Calendar:
    week = [draw(st.one_of(st.just(()), hours_of_a_day())) for _ in range(7)]
    if not any(week):
        week[draw(st.integers(0, 6))] = draw(hours_of_a_day())
    return Calendar(
        zone=draw(zones),
        week=tuple(week),
        days_off=draw(st.frozensets(days, max_size=5)),
        exceptions=draw(st.dictionaries(days, hours_of_a_day(), max_size=3)),
        short_days=draw(st.frozensets(days, max_size=3)),
    )


def long_enough(calendar: Calendar) -> bool:
    """Twenty days of open time must fit into the horizon."""
    return sum(o.closes - o.opens for day in calendar.week for o in day) >= 240


@given(calendars().filter(long_enough), instants, durations)
@settings(max_examples=120, deadline=None)
def test_the_open_time_until_something_is_due_is_what_was_given(calendar, a, d):
    assert calendar.elapsed(a, calendar.add(a, d)) == d


@given(calendars().filter(long_enough), instants, durations)
@settings(max_examples=120, deadline=None)
def test_nothing_falls_due_earlier_than_it_could(calendar, a, d):
    assume(d)
    assert calendar.elapsed(a, calendar.add(a, d) - MICRO) < d


@given(calendars().filter(long_enough), instants, durations)
@settings(max_examples=120, deadline=None)
def test_nothing_falls_due_in_closed_hours(calendar, a, d):
    due = calendar.add(a, d)
    assert calendar.is_open(due) or calendar.is_open(due - MICRO)


@given(calendars(), instants, instants, instants)
@settings(max_examples=120, deadline=None)
def test_open_time_is_additive(calendar, a, b, c):
    assert calendar.elapsed(a, b) + calendar.elapsed(b, c) == calendar.elapsed(a, c)


@given(calendars().filter(long_enough), instants, durations, durations)
@settings(max_examples=120, deadline=None)
def test_adding_twice_is_adding_the_sum(calendar, a, x, y):
    assume(y)
    assert calendar.add(calendar.add(a, x), y) == calendar.add(a, x + y)


@given(calendars().filter(long_enough), instants, instants, durations, durations)
@settings(max_examples=120, deadline=None)
def test_later_or_longer_is_never_due_earlier(calendar, a, b, x, y):
    (a, b), (x, y) = sorted((a, b)), sorted((x, y))
    assert calendar.add(a, x) <= calendar.add(b, x)
    assert calendar.add(a, x) <= calendar.add(a, y)
    assert timedelta(0) <= calendar.elapsed(a, b) <= b - a


@given(zones, instants, durations)
def test_around_the_clock_equals_wall_time_across_daylight_saving(zone, a, d):
    whole_week = working_week(zone, "00:00-24:00", weekdays=range(7))
    assert whole_week.add(a, d) == always().add(a, d) == a + d
    # The same through the windows themselves: a day off long ago takes the short way away.
    by_windows = replace(whole_week, days_off=frozenset({date(2020, 1, 1)}))
    assert not by_windows.never_closes
    assert by_windows.add(a, d) == a + d
    assert by_windows.elapsed(a, a + d) == d


@given(calendars().filter(long_enough), instants, durations, st.integers(0, 30))
@settings(max_examples=120, deadline=None)
def test_an_added_holiday_never_makes_anything_due_earlier(calendar, a, d, ahead):
    holiday = a.astimezone(calendar.zone).date() + timedelta(days=ahead)
    poorer = replace(calendar, days_off=calendar.days_off | {holiday})
    assert poorer.add(a, d) >= calendar.add(a, d)
    assert poorer.business_day_end(a) >= calendar.business_day_end(a) or calendar_overlaps(calendar)


def calendar_overlaps(calendar: Calendar) -> bool:
    """Closing of a later day may come before that of an earlier one only where hours run over midnight."""
    every = (*calendar.week, *calendar.exceptions.values())
    return any(o.closes > 1440 for day in every for o in day)


@given(calendars().filter(long_enough), instants, durations, st.integers(0, 30))
@settings(max_examples=120, deadline=None)
def test_a_shorter_day_never_makes_anything_due_earlier(calendar, a, d, ahead):
    eve = a.astimezone(calendar.zone).date() + timedelta(days=ahead)
    assert replace(calendar, short_days=calendar.short_days | {eve}).add(a, d) >= calendar.add(a, d)


@given(calendars(), instants, st.timedeltas(timedelta(0), timedelta(days=30)))
@settings(max_examples=120, deadline=None)
def test_windows_are_in_order_apart_and_within_what_was_asked(calendar, a, length):
    windows = calendar.windows(a, a + length)
    assert all(a <= w.start < w.end <= a + length for w in windows)
    assert all(one.end < two.start for one, two in pairwise(windows))
    assert all(calendar.is_open(w.start) and calendar.is_open(w.end - MICRO) for w in windows)


@given(calendars(), instants)
@settings(max_examples=120, deadline=None)
def test_open_is_what_the_clock_on_the_wall_says(calendar, at):
    """An independent reading: the local time lies within hours of today or of last night.

    Where clocks are being changed the wall is ambiguous; those days have tests by example.
    """
    local = at.astimezone(calendar.zone)
    noon = local.replace(hour=12)
    offsets = {(noon + timedelta(days=n)).utcoffset() for n in (-2, -1, 0, 1)}
    assume(len(offsets) == 1)
    minute = local.hour * 60 + local.minute
    today, yesterday = local.date(), local.date() - timedelta(days=1)
    said = any(o.opens <= minute < o.closes for o in calendar.hours_of(today))
    said |= any(minute + 1440 < o.closes for o in calendar.hours_of(yesterday))
    assert calendar.is_open(at) is said


@given(calendars(), instants)
@settings(max_examples=120, deadline=None)
def test_the_next_opening_is_open_and_nothing_before_it_is(calendar, at):
    opening = calendar.opens_next(at)
    assert opening >= at
    assert calendar.is_open(opening)
    assert calendar.elapsed(at, opening) == timedelta(0)
