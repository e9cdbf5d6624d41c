"""The terms and the calendar of a help desk, version by version."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from helpdesk.timers import clock
from incidents.hooks import set_the_terms
from incidents.impact import Impact
from incidents.models import BusinessHours, Holiday, ServicePolicy
from incidents.models.calendar import snapshot
from incidents.models.policy import goals_as_json
from incidents.replaying import differences
from incidents.sla import DEFAULT_GOALS, Goal, Goals, hour


def test_a_new_help_desk_has_the_goals_of_the_house_and_a_working_week(people):
    policy = ServicePolicy.objects.get()
    assert policy.goals == goals_as_json()
    assert list(BusinessHours.objects.values_list("hours", flat=True)) == ["08:00-17:00"] * 5 + ["", ""]
    assert Holiday.objects.filter(name_lt__icontains="Kalėd").exists()
    assert Holiday.objects.filter(name_en__icontains="Christmas").exists()


def test_what_is_written_is_read_back_the_same(people):
    book = ServicePolicy.book()
    assert book.terms[0].goals == DEFAULT_GOALS
    calendar = book.calendars["business-1"]
    assert calendar.zone.key == "Europe/Vilnius"
    assert calendar.business_day == timedelta(hours=9)
    holiday = Holiday.objects.first().day
    assert not calendar.hours_of(holiday)


def test_making_the_terms_a_second_time_changes_nothing(people):
    set_the_terms(people.tenant)
    assert ServicePolicy.objects.count() == 1


def test_a_new_version_moves_no_clock_that_runs(file, people, hand):
    incident = file("important")
    due = incident.resolution_due_at
    shorter = dict(DEFAULT_GOALS) | {Impact.IMPORTANT: Goals(Goal(timedelta(hours=1)), Goal(days=1), None)}
    ServicePolicy.revise(
        at=hand.forward(timedelta(minutes=5)), goals=shorter, by=people.agent, reason="Susitarta"
    )
    incident.reply("Žiūrime", by=people.agent)
    assert incident.resolution_due_at == due
    assert file("important").resolution_due_at < due
    assert differences(incident, clock.now()) == []


def test_an_edited_calendar_moves_no_clock_that_runs(file, people, hand):
    incident = file("important")
    due = incident.resolution_due_at
    Holiday.objects.create(day=date(2027, 3, 2), name_lt="Įmonės diena", name_en="Company day")
    ServicePolicy.revise(at=hand.forward(timedelta(minutes=5)), calendar=snapshot("Europe/Vilnius"))
    incident.note("Rytoj nedirba", by=people.agent)
    assert incident.resolution_due_at == due
    assert file("important").resolution_due_at == due + timedelta(days=1, minutes=5)


def test_no_version_makes_the_hour_longer(people):
    two_hours = Goals(Goal(timedelta(hours=2), "always"), None, None)
    longer = dict(DEFAULT_GOALS) | {Impact.CRITICAL: two_hours}
    with pytest.raises(ValueError, match="within 1 hour"):
        ServicePolicy.revise(at=clock.now(), goals=longer)
    assert ServicePolicy.objects.count() == 1


def test_an_hour_narrowed_to_business_hours_ends_in_business_hours(file, people, hand):
    critical = DEFAULT_GOALS[Impact.CRITICAL]
    narrowed = dict(DEFAULT_GOALS) | {
        Impact.CRITICAL: Goals(hour("business"), critical.resolution, critical.next_word)
    }
    ServicePolicy.revise(at=clock.now(), goals=narrowed, reason="Susitarta")
    hand.forward(timedelta(hours=6, minutes=30))  # 16:30, half an hour before closing
    assert file("critical").hour_due_at == clock.now() + timedelta(hours=16)  # 8:30 the next day


def test_two_versions_never_share_a_number(people):
    with pytest.raises(IntegrityError), transaction.atomic():
        ServicePolicy.objects.create(version=1, valid_from=clock.now(), goals={}, calendar={})
