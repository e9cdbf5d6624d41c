"""Reschedule: a decision moves goals that run; the hour never, what is late never, and nothing by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from helpdesk.timers import clock
from incidents.impact import Impact
from incidents.models import Event, ServicePolicy
from incidents.need import Unclear
from incidents.replaying import differences
from incidents.sla import DEFAULT_GOALS, Goals, hour
from onewindow.models import PromiseRow
from tests.incidents.stages import admin, edited_calendar

DAY = timedelta(days=1)


def move(incident, kind="resolution", generation=1, reason="Įmonės šventė"):
    version = edited_calendar().version
    incident.reschedule(reason, version=version, clocks=[(kind, generation)], by=admin())
    return version


def test_it_moves_the_goal_that_is_named_and_no_other(file):
    incident = file("important")
    response, resolution = incident.response_due_at, incident.resolution_due_at
    move(incident)
    assert (incident.response_due_at, incident.resolution_due_at) == (response, resolution + DAY)
    assert differences(incident, clock.now()) == []


def test_it_is_one_entry_with_the_reason_and_both_times_that_the_customer_sees(file, people, letters):
    incident = file("important")
    due = incident.resolution_due_at
    version = move(incident)
    entry = incident.events.visible_to(people.customer).get(kind=Event.Kind.RESCHEDULED)
    assert entry.comment.text == "Įmonės šventė"
    assert entry.data["version"] == version
    assert entry.data["moves"] == [
        {"clock": "resolution", "from": due.isoformat(), "to": (due + DAY).isoformat()}
    ]


def test_a_calendar_alone_moves_nothing(file, people):
    incident = file("important")
    due = incident.resolution_due_at
    edited_calendar()
    incident.note("Kalendorius pasikeitė", by=people.agent)
    assert incident.resolution_due_at == due


def test_the_hour_never_moves(file, people):
    from incidents.models import ServicePolicy

    narrowed = Goals(hour("business"), None, None)
    ServicePolicy.revise(at=clock.now(), goals=dict(DEFAULT_GOALS) | {Impact.CRITICAL: narrowed})
    incident = file("critical")
    due = incident.hour_due_at
    with pytest.raises(Unclear, match="No goal"):
        move(incident, "response")
    incident.refresh_from_db()
    assert incident.hour_due_at == due
    assert not incident.events.filter(kind=Event.Kind.RESCHEDULED).exists()


def test_what_is_late_stays_late(file, people, ring):
    incident = file("important")
    ring(minutes=4 * 60, seconds=1)
    incident.refresh_from_db()
    broken = incident.broken_at
    with pytest.raises(Unclear, match="No goal"):
        move(incident, "response")
    incident.refresh_from_db()
    assert incident.broken_at == broken


def test_a_move_makes_nothing_late_at_once(file, hand):
    hand.forward(timedelta(hours=6))
    incident = file("important")  # at four in the afternoon: to be answered by eleven in the morning
    hand.forward(timedelta(hours=17))
    last = ServicePolicy.objects.get().calendar
    longer = last | {"week": ["08:00-22:00"] * 5 + ["", ""]}  # due at eight in the evening
    version = ServicePolicy.revise(at=clock.now(), calendar=longer).version
    with pytest.raises(Unclear, match="No goal"):
        incident.reschedule("Ilgiau", version=version, clocks=[("response", 1)], by=admin())


def test_the_goal_goes_on_where_it_was_moved_when_the_level_goes_down(file, people, hand):
    incident = file("important")
    hand.forward(timedelta(seconds=1))
    move(incident)
    incident.reclassify("Ne taip blogai", impact="minimal", by=people.agent)
    hand.forward(timedelta(seconds=1))
    plain = file("minimal").resolution_due_at  # a new request counts by the new calendar as well
    assert incident.resolution_due_at == plain - timedelta(seconds=2)
    assert differences(incident, clock.now()) == []


def test_a_paused_goal_moves_and_goes_on_by_the_new_calendar(file, people, hand):
    incident = file("important")
    incident.start("Žiūriu", by=people.agent)
    due = incident.resolution_due_at
    incident.wait("Kada?", until=clock.now() + timedelta(hours=2), by=people.agent)
    hand.forward(timedelta(hours=1))
    move(incident)
    incident.resume(by=people.agent)
    assert incident.resolution_due_at == due + DAY + timedelta(hours=1)


def test_the_agents_are_warned_anew_where_the_warning_moves(file, people, ring, hand):
    incident = file("important")
    incident.start("Žiūriu", by=people.agent)
    hand.forward(timedelta(days=2, hours=3))
    ring()
    warned = incident.events.filter(kind=Event.Kind.WARNED, data__clock="resolution")
    assert warned.count() == 1
    incident.refresh_from_db()
    last = ServicePolicy.objects.get().calendar
    yesterday_off = last | {"days_off": sorted([*last["days_off"], "2027-03-02"])}
    version = ServicePolicy.revise(at=clock.now(), calendar=yesterday_off).version
    incident.reschedule("Vakar nedirbome", version=version, clocks=[("resolution", 1)], by=admin())
    ring(minutes=1)
    assert warned.count() == 1
    ring(minutes=24 * 60)
    assert warned.count() == 2


def test_nobody_but_an_operator_admin_may(file, people):
    incident = file("important")
    version = edited_calendar().version
    for part in ("agent", "manager", "customer", "first_line"):
        with pytest.raises(PermissionDenied):
            incident.reschedule(
                "Noriu", version=version, clocks=[("resolution", 1)], by=getattr(people, part)
            )


@pytest.mark.parametrize(("kind", "version"), [("resolution", 99), ("next_word", 1)])
def test_what_would_move_nothing_is_refused_with_a_sentence(kind, version, file):
    incident = file("important")
    with pytest.raises(Unclear, match="No goal of this request would move"):
        incident.reschedule("Kodėl", version=version, clocks=[(kind, 1)], by=admin())


def test_a_move_has_a_reason(file):
    with pytest.raises(Unclear, match="reason"):
        move(file("important"), reason=" ")


def test_the_closed_goal_counts_its_time_by_the_calendar_it_was_moved_to(file, people, hand):
    incident = file("important")
    move(incident)
    hand.to(incident.resolution_due_at)
    incident.resolve("Pataisyta", code="fixed", by=people.agent)
    incident.confirm(by=people.customer)
    row = PromiseRow.objects.get(incident_id=incident.pk, clock="resolution")
    assert (row.kept, row.took) == (True, timedelta(hours=27))  # three days of nine hours
