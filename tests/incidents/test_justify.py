"""Justifying: a breach stays on record and asks for its reason; the reason makes nothing whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.breaches import unjustified
from incidents.models import Event
from incidents.need import Unclear
from incidents.replaying import differences
from onewindow.models import PromiseRow
from tests.incidents.stages import break_the_hour, bring

SAID = {"cause": "people", "text": "Sirgo visi"}


def say(incident, by, **said):
    incident.justify(by=by, **SAID | said)


def test_the_reason_stands_on_the_timeline_with_what_was_broken(file, people):
    incident = break_the_hour(file("critical"))
    say(incident, people.agent)
    event = incident.events.get(kind=Event.Kind.JUSTIFIED)
    assert (event.by, event.comment.text) == (people.agent, "Sirgo visi")
    assert event.data == {"by_side": "agent", "cause": "people", "clocks": [["hour", 1]]}
    assert not event.is_internal


def test_it_changes_no_clock_and_no_status(file, people):
    incident = break_the_hour(file("critical"))
    before = (incident.status, incident.broken_at, incident.hour_due_at, incident.rank)
    say(incident, people.agent)
    assert (incident.status, incident.broken_at, incident.hour_due_at, incident.rank) == before
    assert differences(incident, clock.now()) == []


def test_it_is_asked_once_for_each_breach(file, people, ring):
    incident = break_the_hour(file("critical"))
    say(incident, people.agent)
    with pytest.raises(NotNow):
        say(incident, people.agent)
    ring(minutes=61)
    incident.start("Žiūriu", by=people.agent)
    ring(minutes=60 * 9)  # the goal of resolving in eight hours
    incident.refresh_from_db()
    assert unjustified(incident.events.in_order()) == [("resolution", 1)]
    say(incident, people.agent, cause="harder")
    assert unjustified(incident.events.in_order()) == []


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_only_the_vendors_side_says_why(part, file, people):
    incident = break_the_hour(file("critical"))
    with pytest.raises(PermissionDenied):
        say(incident, getattr(people, part))


@pytest.mark.parametrize("said", [{"text": " "}, {"cause": ""}, {"cause": "nobody knows"}])
def test_without_the_words_it_needs_it_is_not_done(said, file, people):
    incident = break_the_hour(file("critical"))
    with pytest.raises(Unclear):
        say(incident, people.agent, **said)
    assert not incident.events.filter(kind=Event.Kind.JUSTIFIED).exists()


def test_where_nothing_is_broken_there_is_nothing_to_justify(file, people):
    with pytest.raises(NotNow, match="Nothing is broken"):
        say(bring(file("critical"), "in_progress", people), people.agent)


def test_the_report_learns_the_cause_said_before_the_clock_ended(file, people, hand):
    incident = break_the_hour(file("critical"))
    say(incident, people.agent)
    hand.forward(timedelta(minutes=70))
    incident.start("Žiūriu", by=people.agent)
    assert PromiseRow.objects.get(incident_id=incident.pk, clock="hour").cause == "people"


def test_the_report_learns_the_cause_said_afterwards(file, people, ring):
    incident = file("critical")
    ring(minutes=70)
    incident.start("Žiūriu", by=people.agent)
    assert PromiseRow.objects.get(incident_id=incident.pk).cause == ""
    say(incident, people.agent, cause="oversight")
    assert PromiseRow.objects.get(incident_id=incident.pk).cause == "oversight"
