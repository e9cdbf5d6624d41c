"""Who hears of it: at once, at 30 and at 45 minutes, at the breach, and again every 30 minutes."""

from datetime import timedelta

import pytest

from helpdesk.timers import clock
from incidents.models import Event, Incident, Rank
from incidents.reconciling import requests_without_their_timers
from tests.incidents.stages import bring
from tests.incidents.timeline import kinds

EVERYBODY = {"agent@acme.example", "agent@vendor.example", "admin@vendor.example"}


def test_the_agents_hear_at_once_at_30_and_at_45_minutes(file, people, ring, letters):
    file("critical")
    heard = []
    for minutes in (0, 29, 1, 14, 1):
        ring(minutes=minutes)
        heard.append(len(letters("alarm")) // len(EVERYBODY))
    assert heard == [1, 1, 2, 2, 3]
    assert set(letters("alarm")) == EVERYBODY


@pytest.mark.parametrize(
    ("minutes", "seconds", "kept"), [(59, 59, True), (60, 0, True), (60, 1, False)], ids=str
)
def test_exactly_60_minutes_is_kept_and_a_second_later_is_broken(minutes, seconds, kept, file, people, ring):
    incident = file("critical")
    ring(minutes=minutes, seconds=seconds)
    assert incident.events.filter(kind=Event.Kind.BREACHED).exists() is not kept
    incident.refresh_from_db()
    incident.start("Imuosi", by=people.agent)
    assert incident.clocks.get(promise=True).kept is kept


def test_at_the_breach_the_agents_the_manager_and_the_operators_hear_of_it(file, people, ring, letters):
    incident = file("critical")
    ring(minutes=60, seconds=1)
    assert set(letters("alarm")) == EVERYBODY
    assert letters("breached") == ["manager@acme.example"]
    incident.refresh_from_db()
    assert incident.broken_at == incident.hour_due_at + timedelta(seconds=1)
    assert not incident.events.get(kind=Event.Kind.BREACHED).is_internal


def test_then_again_every_30_minutes_until_work_starts(file, people, ring, letters):
    incident = file("critical")
    ring(minutes=60, seconds=1)
    before = len(letters("alarm"))
    ring(minutes=30)
    ring(minutes=29)
    assert len(letters("alarm")) == before + len(EVERYBODY)
    ring(minutes=1)
    assert kinds(incident).count(Event.Kind.ALARMED) == 2
    incident.start("Imuosi", by=people.agent)
    ring(minutes=29)
    assert kinds(incident).count(Event.Kind.ALARMED) == 2


def test_a_clock_that_was_away_tells_once_what_it_missed(file, people, ring):
    incident = file("critical")
    ring(minutes=200)
    assert kinds(incident) == [Event.Kind.REPORTED, Event.Kind.BREACHED]


def test_a_start_just_too_late_is_a_breach_on_record_all_the_same(file, people, hand, ring):
    incident = file("critical")
    hand.forward(timedelta(minutes=60, seconds=1))
    incident.start("Imuosi", by=people.agent)
    ring()
    assert Event.Kind.BREACHED in kinds(incident)
    assert incident.clocks.get(promise=True).kept is False


def test_a_start_in_time_silences_everything_of_the_hour(file, people, ring, letters):
    incident = file("critical")
    ring(minutes=5)
    incident.start("Imuosi", by=people.agent)
    before = letters("alarm")
    ring(minutes=24)
    assert letters("alarm") == before


def test_a_critical_at_work_without_a_visible_act_alarms_after_30_minutes_and_again(file, people, ring):
    incident = file("critical")
    incident.start("Imuosi", by=people.agent)
    incident.note("Niekas nemato", by=people.agent)
    ring(minutes=30)
    assert [e.data["clock"] for e in incident.events.filter(kind=Event.Kind.ALARMED)] == ["idle"]
    incident.reply("Dirbu toliau", by=people.agent)
    ring(minutes=29)
    assert incident.events.filter(kind=Event.Kind.ALARMED).count() == 1
    ring(minutes=31)
    assert incident.events.filter(kind=Event.Kind.ALARMED).count() == 2


def test_a_critical_that_its_agent_gives_back_alarms_as_if_nobody_had_started(file, people, ring, letters):
    incident = file("critical")
    incident.start("Imuosi", by=people.agent)
    incident.release(by=people.agent)
    ring()
    assert set(letters("alarm")) == EVERYBODY
    incident.refresh_from_db()
    incident.assign(people.agent, by=people.agent)
    assert incident.released_at is None


def test_the_agent_is_warned_of_a_goal_and_told_when_it_is_missed(file, people, ring, letters):
    incident = file("important")
    incident.assign(people.agent, by=people.agent)
    ring(minutes=3 * 60)
    assert letters("goal") == ["agent@acme.example"]
    ring(minutes=61)
    assert kinds(incident, Event.Kind.WARNED, Event.Kind.BREACHED) == [Event.Kind.WARNED, Event.Kind.BREACHED]
    assert not letters("breached"), "a goal is no promise"


def test_an_agents_silence_is_on_record(file, people, ring):
    incident = file("important")
    incident.start("Imuosi", by=people.agent)
    ring(minutes=24 * 60 + 1)
    assert incident.events.filter(kind=Event.Kind.SILENCE, data__clock="next_word").exists()


def test_a_nearer_time_that_the_agent_named_is_the_next_word(file, people):
    incident = file("important")
    named = clock.now() + timedelta(hours=2)
    incident.reply("Parašysiu vidurdienį", next_word_at=named, by=people.agent)
    assert incident.next_word_due_at == named


def test_a_question_expires_into_work_and_never_into_closing(file, people, ring):
    incident = file()
    bring(incident, "waiting", people)
    ring(minutes=48 * 60)
    incident.refresh_from_db()
    assert (incident.status, incident.waiting_until, incident.paused) == ("in_progress", None, False)
    assert incident.events.get(kind=Event.Kind.RESUMED).data["why"] == "expired"


def test_a_solution_that_nobody_denies_closes_after_five_business_days(file, people, ring, letters):
    incident = file()
    bring(incident, "resolved", people)
    ring(minutes=7 * 24 * 60)  # the next Monday at ten: five business days are over at closing time
    incident.refresh_from_db()
    assert incident.status == "resolved"
    ring(minutes=7 * 60)
    incident.refresh_from_db()
    assert (incident.status, incident.rank) == ("closed", Rank.OVER)
    assert letters("closed") == ["customer@acme.example"]


def test_a_second_firing_changes_nothing(file, people, ring):
    incident = file("critical")
    ring(minutes=60, seconds=1)
    seen = kinds(incident)
    assert ring() == 0
    assert kinds(incident) == seen


def test_a_closed_help_desk_is_silent_and_an_opened_one_takes_up_where_it_was(file, people, ring):
    import onewindow

    incident = file("critical")
    ring(minutes=10)
    people.tenant.deactivate("ended", by=None, at=clock.now())
    assert not onewindow.open_requests().exists()
    assert ring(minutes=20) == 0
    people.tenant.reopen(by=None, at=clock.now())
    assert onewindow.open_requests().get().incident_id == incident.pk
    ring(minutes=30, seconds=1)
    assert Event.Kind.BREACHED in kinds(incident)


def test_the_reconciler_arms_what_is_missing_and_says_so(file, people, ring):
    from django.db import connection

    from helpdesk.timers.models import Timer

    incident = file("critical")

    def reconcile():
        connection.set_schema_to_public()
        found = requests_without_their_timers()
        connection.set_schema(people.tenant.schema_name)
        return found

    assert reconcile() == []
    Timer.objects.filter(subject_id=incident.pk, kind="incidents.hour").delete()
    assert [incident.reference in line and "incidents.hour:1" in line for line in reconcile()] == [True]
    assert reconcile() == []
    ring(minutes=60, seconds=1)
    assert Event.Kind.BREACHED in kinds(Incident.objects.get())
