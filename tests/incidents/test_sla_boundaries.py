"""At the second: 45:00 and 60:00; what stops nothing; weekends on which clocks change; ends of months."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk.timers import clock
from incidents.models import Event
from incidents.replaying import differences

VILNIUS = ZoneInfo("Europe/Vilnius")
HOUR = timedelta(hours=1)


def count(incident, kind, **data):
    about = {f"data__{name}": value for name, value in data.items()}
    return incident.events.filter(kind=kind, **about).count()


@pytest.fixture
def at(hand):
    """Sets the clock to what the clock on the wall in Vilnius shows."""
    return lambda *moment: hand.to(datetime(*moment, tzinfo=VILNIUS))


@pytest.mark.parametrize(("minutes", "seconds", "warned"), [(44, 59, 0), (45, 0, 1), (45, 1, 1)])
def test_at_45_00_and_not_a_second_before_the_agents_are_warned_again(minutes, seconds, warned, file, ring):
    incident = file("critical")
    ring(minutes=30)
    ring(minutes=minutes - 30, seconds=seconds)
    assert count(incident, Event.Kind.WARNED, clock="hour", percent=75) == warned


@pytest.mark.parametrize(("minutes", "seconds", "broken"), [(59, 59, 0), (60, 0, 0), (60, 1, 1)])
def test_at_60_00_nothing_is_broken_and_a_second_later_it_is(minutes, seconds, broken, file, ring):
    incident = file("critical")
    ring(minutes=minutes, seconds=seconds)
    assert count(incident, Event.Kind.BREACHED, clock="hour") == broken


def test_assignment_and_automatic_reply_at_minute_2_and_nothing_else_breaks_at_60_live(file, people, ring):
    incident = file("critical")
    ring(minutes=2)
    incident.assign(people.agent, by=people.agent)
    incident.reply("Gavome Jūsų kreipinį", canned=True, by=people.agent)
    ring(minutes=58)
    assert count(incident, Event.Kind.BREACHED, clock="hour") == 0
    ring(seconds=1)
    assert count(incident, Event.Kind.BREACHED, clock="hour") == 1


def test_a_downgrade_at_59_00_does_not_escape_the_hour_live(file, people, ring):
    incident = file("critical")
    ring(minutes=59)
    incident.reclassify("Tik vienas langas", impact="minimal", by=people.agent)
    ring(minutes=1, seconds=1)
    assert count(incident, Event.Kind.BREACHED, clock="hour") == 1
    incident.refresh_from_db()
    assert differences(incident, clock.now()) == []


def test_an_internal_note_never_stops_the_clock(file, people, ring):
    incident = file("critical")
    for _minute in range(6):
        ring(minutes=10)
        incident.note("Žiūriu žurnalus", by=people.agent)
    ring(seconds=1)
    assert count(incident, Event.Kind.BREACHED, clock="hour") == 1


@pytest.mark.parametrize("sunday", [(2027, 3, 28, 2, 30), (2027, 10, 31, 3, 30)], ids=["spring", "autumn"])
def test_the_hour_is_an_hour_of_real_time_on_both_weekends_on_which_clocks_change(sunday, at, file, ring):
    at(*sunday)
    incident = file("critical")
    assert incident.hour_due_at - incident.reported_at == HOUR
    ring(minutes=60)
    assert count(incident, Event.Kind.BREACHED, clock="hour") == 0
    ring(seconds=1)
    assert count(incident, Event.Kind.BREACHED, clock="hour") == 1


@pytest.mark.parametrize("friday", [(2028, 3, 24), (2028, 10, 27)], ids=["spring", "autumn"])
def test_a_goal_over_a_weekend_on_which_clocks_change_is_due_by_the_clock_on_the_wall(friday, at, file):
    at(*friday, 16, 30)
    incident = file("important")
    due = incident.response_due_at.astimezone(VILNIUS)
    assert (due.weekday(), due.hour, due.minute) == (0, 11, 30)


@pytest.mark.parametrize(
    ("reported", "due"),
    [
        ((2028, 1, 31, 10), (2028, 2, 3, 10)),  # from the last day of January
        ((2028, 2, 29, 10), (2028, 3, 3, 10)),  # from the day that there is every four years
        ((2028, 2, 25, 10), (2028, 3, 1, 10)),  # over it
    ],
    ids=["31 January", "29 February", "over 29 February"],
)
def test_business_days_are_counted_over_the_ends_of_months(reported, due, at, file):
    at(*reported)
    assert file("important").resolution_due_at == datetime(*due, tzinfo=VILNIUS)
