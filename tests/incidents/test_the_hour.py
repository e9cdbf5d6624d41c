"""The hour: every way into Critical gives one, nothing but work begun meets it, and no way leads round it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents import policies
from incidents.models import Channel, Event, Rank
from tests.factories import CRITICAL

HOUR = timedelta(hours=1)


def filed(file, people):
    """Filed with a critical mark."""
    return file("critical")


def raised_by_the_customer(file, people):
    """Raised later, by the customer's ticks."""
    incident = file()
    incident.reclassify("Sustojo visai", marks=CRITICAL, by=people.colleague)
    return incident


def raised_while_at_work(file, people):
    """Raised while somebody works on it already, which does not count."""
    incident = file("important")
    incident.start("Žiūriu", by=people.agent)
    incident.reclassify("Blogiau, nei atrodė", impact="critical", by=people.agent)
    return incident


def reopened(file, people):
    """Reopened after it was closed."""
    incident = file("critical")
    incident.resolve("Pataisyta", code="fixed", by=people.agent)
    incident.confirm(by=people.customer)
    incident.reopen("Vėl neveikia", by=people.customer)
    return incident


def still_failing(file, people):
    """Resolved, and it still fails."""
    incident = file("critical")
    incident.resolve("Pataisyta", code="fixed", by=people.agent)
    incident.still_fails("Ne, neveikia", by=people.customer)
    return incident


def workaround_failed(file, people):
    """Given a workaround that does not work."""
    incident = file("critical")
    incident.give_workaround("Spausdinkite iš naršyklės", by=people.agent)
    incident.fail_workaround("Nespausdina", by=people.customer)
    return incident


WAYS = [filed, raised_by_the_customer, raised_while_at_work, reopened, still_failing, workaround_failed]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_way_of_entering_critical_gives_an_hour(way, file, people):
    incident = way(file, people)
    assert incident.hour_due_at == clock.now() + HOUR
    assert incident.rank == Rank.NOT_STARTED
    assert "start" in policies.actions_for(people.agent, incident)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_only_a_start_after_the_entry_meets_its_hour(way, file, people, ring):
    incident = way(file, people)
    ring(minutes=10)
    incident.start("Imuosi", by=people.agent)
    assert incident.hour_due_at is None
    assert incident.clocks.filter(promise=True).latest("generation").kept


def reply(incident, people):
    incident.reply("Gavome, ačiū", by=people.agent)


def canned_reply(incident, people):
    incident.reply("Gavome, ačiū", line="Žiūriu", canned=True, by=people.agent)


def note(incident, people):
    incident.note("Rytoj pažiūrėsiu", by=people.agent)


def assignment(incident, people):
    incident.assign(people.agent, by=people.agent)


def answered_call(incident, people):
    incident.log_call("Pasakiau, kad žiūrime", answered=True, by=people.agent)


def first_line_reply(incident, people):
    incident.reply("Jau žiūri", line="Žiūriu", by=people.first_line)


def customers_word(incident, people):
    incident.customer_reply("Ar kas nors dirba?", by=people.customer)


def lower_level(incident, people):
    incident.reclassify("Ne taip blogai", impact="minimal", by=people.agent)


def down_and_up(incident, people):
    incident.reclassify("Ne taip blogai", impact="minimal", by=people.agent)
    incident.reclassify("Vis dėlto kritiška", impact="critical", by=people.agent)


def release(incident, people):
    incident.assign(people.agent, by=people.agent)
    incident.release(by=people.agent)


NOT_A_START = [
    reply, canned_reply, note, assignment, answered_call, first_line_reply, customers_word, lower_level,
    down_and_up, release,
]  # fmt: skip


@pytest.mark.parametrize("attempt", NOT_A_START, ids=lambda attempt: attempt.__name__)
def test_nothing_else_meets_moves_or_stops_the_hour(attempt, file, people, ring):
    incident = file("critical")
    due = incident.hour_due_at
    ring(minutes=2)
    attempt(incident, people)
    assert incident.hour_due_at == due
    assert incident.rank == Rank.NOT_STARTED
    ring(minutes=58)
    assert not incident.events.filter(kind=Event.Kind.BREACHED).exists()
    ring(seconds=1)
    assert incident.events.filter(kind=Event.Kind.BREACHED).count() == 1


def test_an_agents_cancelling_does_not_stop_the_hour_and_counts_as_not_met(file, people, ring):
    incident = file("critical")
    ring(minutes=59)
    incident.cancel("Dublikatas", by=people.agent, duplicate_of=file())
    assert incident.clocks.get(promise=True).ended == "not_met"
    ring(minutes=1, seconds=1)
    assert incident.events.filter(kind=Event.Kind.BREACHED).count() == 1
    ring(minutes=90)
    assert not incident.events.filter(kind=Event.Kind.ALARMED).exists()


def test_the_customers_own_cancelling_is_agreeing(file, people, ring):
    incident = file("critical")
    incident.cancel("Jau veikia, mūsų klaida", by=people.customer)
    assert incident.clocks.get(promise=True).ended == "agreed"
    ring(minutes=61)
    assert not incident.events.filter(kind=Event.Kind.BREACHED).exists()


def test_after_a_lower_level_the_customers_own_click_lets_the_hour_go(file, people, ring):
    incident = file("critical")
    incident.reclassify("Ne taip blogai", impact="important", by=people.agent)
    with pytest.raises(PermissionDenied):
        incident.agree(by=people.agent)
    incident.agree(by=people.customer)
    assert incident.hour_due_at is None
    ring(minutes=61)
    assert not incident.events.filter(kind=Event.Kind.BREACHED, data__clock="hour").exists()


def test_a_colleague_may_raise_but_not_lower(file, people):
    incident = file("critical")
    with pytest.raises(PermissionDenied):
        incident.reclassify("Nieko tokio", impact="minimal", by=people.colleague)


def test_a_critical_waits_only_after_two_calls_in_vain_15_minutes_apart(file, people, ring, letters):
    incident = file("critical")

    def wait():
        incident.wait("Kaip prisijungti?", until=clock.now() + timedelta(hours=4), by=people.agent)

    incident.log_call("Neatsiliepė", answered=False, by=people.agent)
    ring(minutes=14)
    incident.log_call("Neatsiliepė", answered=False, by=people.agent)
    with pytest.raises(ValueError, match="two calls in vain"):
        wait()
    ring(minutes=1)
    incident.log_call("Neatsiliepė", answered=False, by=people.agent)
    due = incident.hour_due_at
    wait()
    assert incident.hour_due_at == due, "the hour never pauses"
    assert letters("unreachable") == ["manager@acme.example"]
    incident.start("Žiūriu žurnalus be jų", by=people.agent)
    assert incident.status == "in_progress"


def test_an_unreachable_customers_critical_stands_below_those_that_can_be_worked(file, people, ring):
    incident = file("critical", line="Skambinu", by=people.agent, requester=people.customer)
    for _twice in range(2):
        incident.log_call("Neatsiliepė", answered=False, by=people.agent)
        ring(minutes=15)
    incident.wait("Kaip prisijungti?", until=clock.now() + timedelta(hours=4), by=people.agent)
    assert (incident.rank, incident.paused, incident.next_due_kind) == (Rank.UNREACHABLE, True, "waiting")


def test_a_report_by_phone_starts_its_hour_when_the_call_began(file, people):
    now = clock.now()
    said = {"by": people.agent, "requester": people.customer, "channel": Channel.PHONE}
    incident = file("critical", began_at=now - timedelta(minutes=20), **said)
    assert incident.hour_due_at == now + timedelta(minutes=40)
    with pytest.raises(ValueError, match="future"):
        file("critical", began_at=now + timedelta(minutes=1), **said)


def test_a_report_typed_here_cannot_be_dated_back_or_forth(file, people):
    incident = file("critical", began_at=clock.now() + timedelta(hours=5))
    assert incident.hour_due_at == clock.now() + HOUR


def test_the_agent_on_the_telephone_starts_work_in_the_same_step(file, people):
    incident = file("critical", by=people.agent, requester=people.customer, channel="phone", line="Jungiuosi")
    assert (incident.status, incident.agent, incident.hour_due_at) == ("in_progress", people.agent, None)
    assert incident.requester == people.customer


@pytest.mark.parametrize("step", ["reply", "log_call"])
def test_a_reply_and_a_call_start_work_in_the_same_step_when_they_say_the_line(step, file, people):
    incident = file("critical")
    said = {"answered": True} if step == "log_call" else {}
    getattr(incident, step)("Kalbėjome, žiūriu", line="Tikrinu kopiją", by=people.agent, **said)
    assert (incident.status, incident.hour_due_at) == ("in_progress", None)


@pytest.mark.parametrize(
    "imply",
    [
        lambda one, agent: one.give_workaround("Spausdinkite kitur", by=agent),
        lambda one, agent: one.resolve("Pataisyta", code="fixed", by=agent),
    ],
    ids=["workaround", "resolve"],
)
def test_a_workaround_and_a_solution_imply_the_start_and_name_the_agent(imply, file, people):
    incident = file("critical")
    imply(incident, people.agent)
    assert (incident.agent, incident.hour_due_at) == (people.agent, None)
    assert incident.events.filter(kind=Event.Kind.STARTED).count() == 1


def test_work_that_has_started_is_not_started_again(file, people):
    incident = file("critical")
    incident.start("Žiūriu", by=people.agent)
    with pytest.raises(NotNow, match="started already"):
        incident.start("Vėl žiūriu", by=people.agent)


def test_a_workaround_ends_the_top_priority_and_the_level_stays(file, people):
    incident = file("critical")
    incident.give_workaround("Spausdinkite kitur", by=people.agent)
    assert (incident.impact, incident.rank) == ("critical", Rank.EASED)
    incident.fail_workaround("Ne", by=people.customer)
    assert (incident.rank, incident.failed_solutions, incident.workaround) == (Rank.NOT_STARTED, 1, None)
