"""Ask for a call: when it is due, late, made or no longer wanted; it is an aim, and moves no clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import calling_back
from incidents.models import Callback, Event, Incident, Notice
from incidents.need import Unclear
from incidents.replaying import differences
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PHONE = "+370 600 10000"


def at(hours, minutes=0):
    """A time of the Monday on which the clock stands, by the wall in Vilnius."""
    return datetime(2027, 3, 1, hours - 2, minutes, tzinfo=UTC)


def told(person, *kinds):
    every = Notice.objects.filter(person=person, callback__isnull=False).order_by("at", "id")
    return [one.kind for one in every if not kinds or one.kind in kinds]


# --- asking ---------------------------------------------------------------------------------------------


def test_it_stands_in_a_row_of_its_own_and_on_the_timeline(given, people):
    wanted = given.ask_call(phone=PHONE, at=at(14), by=people.customer)
    assert (wanted.person, wanted.phone, wanted.wanted_at, wanted.status) == (
        *(people.customer, PHONE, at(14)),
        "asked",
    )
    event = given.events.get(kind=Event.Kind.CALL_ASKED)
    assert event.data["callback"] == str(wanted.pk)
    assert given.events.visible_to(people.customer).filter(pk=event.pk).exists()
    assert Incident.objects.get(pk=given.pk).call_wanted_at == at(14)
    assert differences(given, clock.now()) == []


def test_as_soon_as_possible_is_now_while_we_are_open(given, people):
    assert given.ask_call(phone=PHONE, by=people.customer).wanted_at == clock.now()


def test_as_soon_as_possible_is_when_we_open_while_we_are_closed(given, people, hand):
    hand.to(datetime(2027, 3, 5, 18, 0, tzinfo=UTC))  # a Friday evening
    wanted = given.ask_call(phone=PHONE, by=people.customer)
    assert wanted.wanted_at == datetime(2027, 3, 8, 6, 0, tzinfo=UTC)
    assert wanted.soon


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (at(9), "still to come"),
        (at(20), "We are closed then"),
        (at(14) + timedelta(days=5), "We are closed then"),  # a Saturday
        (at(14) + timedelta(days=10), "We are closed then"),  # 11 March, a holiday in Lithuania
        (at(14) + timedelta(days=60), "within a month"),
    ],
)
def test_a_customer_names_a_time_in_our_hours(moment, why, given, people):
    with pytest.raises(Unclear, match=why):
        given.ask_call(phone=PHONE, at=moment, by=people.customer)
    assert not Callback.objects.exists()


def test_an_agent_may_name_any_time_and_the_customer_is_told(given, people, letters, mail):
    wanted = given.ask_call(phone=PHONE, at=at(20), by=people.agent)
    assert (wanted.person, wanted.asked_by) == (people.customer, people.agent)
    assert letters("call_planned") == [people.customer.email]
    body = mail(people.customer.email)[-1].body
    assert "siekia Jums paskambinti kovo 1 d. 20:00" in body
    assert "pažad" not in body.lower()
    assert given.get_absolute_url() in body


def test_one_call_is_waited_for_at_a_time(given, people):
    given.ask_call(phone=PHONE, by=people.customer)
    with pytest.raises(NotNow, match="wanted already"):
        given.ask_call(phone=PHONE, by=people.colleague)
    given.withdraw_call(by=people.customer)
    assert given.ask_call(phone=PHONE, by=people.colleague).turn == 2


def test_a_number_is_needed(given, people):
    with pytest.raises(Unclear, match="number"):
        given.ask_call(phone=" ", by=people.customer)


def test_the_database_keeps_one_and_ends_it_by_a_call_alone(given, people):
    wanted = given.ask_call(phone=PHONE, by=people.customer)
    again = {name: getattr(wanted, name) for name in ("person", "asked_by", "phone", "asked_at", "wanted_at")}
    with pytest.raises(IntegrityError, match="one_for_a_request"), transaction.atomic():
        Callback.objects.create(incident=given, turn=2, **again)
    with pytest.raises(IntegrityError, match="only_a_call_ends"), transaction.atomic():
        Callback.objects.filter(pk=wanted.pk).update(status="called", ended_at=clock.now())


# --- due and late ---------------------------------------------------------------------------------------


def test_whoever_has_the_request_is_told_when_it_is_time(given, people, ring, letters):
    given.ask_call(phone=PHONE, at=at(14), by=people.customer)
    ring(minutes=239)
    assert told(people.agent, "call_due") == []
    ring(minutes=1)
    assert told(people.agent, "call_due") == ["call_due"]
    assert letters("call_due") == [people.agent.email]


def test_everybody_on_the_desk_is_told_while_nobody_has_it(file, people, ring, letters):
    file().ask_call(phone=PHONE, by=people.customer)
    ring()
    assert len(letters("call_due")) > 1


def test_half_an_hour_later_it_is_late_and_everybody_hears_of_it_honestly(given, people, ring, letters, mail):
    wanted = given.ask_call(phone=PHONE, at=at(14), by=people.customer)
    ring(minutes=240 + 29)
    assert Callback.objects.get(pk=wanted.pk).status == "asked"
    ring(minutes=1)
    wanted.refresh_from_db()
    assert (wanted.status, wanted.missed_at) == ("missed", clock.now())
    assert letters("call_missed") == [people.customer.email]
    assert people.agent.email in letters("call_late")
    assert told(people.manager) == ["call_overdue"]
    assert "Siekėme Jums paskambinti kovo 1 d. 14:00" in mail(people.customer.email)[-1].body
    missed = given.events.get(kind=Event.Kind.CALL_MISSED)
    assert (missed.by, given.events.visible_to(people.customer).filter(pk=missed.pk).exists()) == (None, True)
    assert Incident.objects.get(pk=given.pk).call_wanted_at == at(14)
    ring(minutes=300)
    assert given.events.filter(kind=Event.Kind.CALL_MISSED).count() == 1


def test_what_is_called_in_time_falls_due_no_more(given, people, ring, letters):
    given.ask_call(phone=PHONE, at=at(14), by=people.customer)
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    ring(minutes=300)
    assert letters("call_due") == letters("call_missed") == []
    assert not Timer.objects.pending().filter(kind__startswith="incidents.callback").exists()


def test_a_letter_about_what_was_called_meanwhile_is_not_sent(given, people, ring, mail):
    given.ask_call(phone=PHONE, by=people.customer)
    ring()
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    assert not [one for one in mail(people.agent.email) if "Paskambinkite dabar" in one.subject]


# --- without a request ----------------------------------------------------------------------------------


def test_somebody_may_wait_for_a_call_about_nothing_that_is_here_yet(people, ring, letters, mail):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", at=at(11), by=people.customer)
    with pytest.raises(NotNow, match="already"):
        calling_back.ask(phone=PHONE, words="Dar kartą", by=people.customer)
    ring(minutes=60)
    assert told(people.agent) == ["call_due"]
    assert "Dėl kainų" in mail(people.agent.email)[-1].body
    ring(minutes=30)
    wanted.refresh_from_db()
    assert wanted.status == "missed"
    assert letters("call_missed") == [people.customer.email]
    assert people.tenant.url("/") in mail(people.customer.email)[-1].body


def test_it_says_what_it_is_about(people):
    with pytest.raises(Unclear):
        calling_back.ask(phone=PHONE, words=" ", by=people.customer)


# --- the hour, the desk and who may read ----------------------------------------------------------------


def test_the_hour_is_not_touched_by_it(file, people, ring):
    critical = file("critical")
    due = critical.hour_due_at
    critical.ask_call(phone=PHONE, by=people.customer)
    ring(minutes=31)
    critical.log_call("", answered=False, by=people.agent)
    critical.refresh_from_db()
    assert (critical.hour_due_at, critical.status) == (due, "new")
    ring(minutes=30)
    assert critical.events.filter(kind=Event.Kind.BREACHED, data__clock="hour").count() == 1
    assert differences(Incident.objects.get(pk=critical.pk), clock.now()) == []


def test_a_closed_help_desk_waits_and_goes_on_when_it_is_open_again(given, people, ring):
    from incidents import calls_due

    wanted = given.ask_call(phone=PHONE, at=at(14), by=people.customer)
    calls_due.hold_calls()
    ring(minutes=300)
    wanted.refresh_from_db()
    assert wanted.status == "asked"
    calls_due.take_up_calls(people.tenant)
    ring()
    wanted.refresh_from_db()
    assert wanted.status == "missed"


def test_what_lacks_its_timers_is_found_and_armed(given, people):
    from incidents import calls_due

    given.ask_call(phone=PHONE, at=at(14), by=people.customer)
    Timer.objects.filter(kind__startswith="incidents.callback").delete()
    schema = connection.schema_name
    assert len(calls_due.calls_without_their_timers()) == 1
    assert calls_due.calls_without_their_timers() == []
    connection.set_schema(schema)


def test_who_may_read_of_it(file, people):
    people.customer.sees_all = people.colleague.sees_all = False
    about, alone = file(), calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    wanted = about.ask_call(phone=PHONE, by=people.customer)
    seen = {
        part: set(Callback.objects.visible_to(getattr(people, part)))
        for part in ("agent", "manager", "customer", "colleague", "first_line")
    }
    both = {wanted, alone}
    assert seen == {
        "agent": both,
        "manager": both,
        "customer": both,
        "colleague": set(),
        "first_line": {wanted},
    }


def test_another_help_desk_knows_nothing_of_it(given, people, globex):
    from tenants.door import in_tenant

    given.ask_call(phone=PHONE, by=people.customer)
    with in_tenant(globex.tenant):
        assert not Callback.objects.exists()


def test_a_caller_without_an_account_can_be_called_and_is_told_by_mail(people, file, letters, ring):
    caller = PersonFactory()
    one = file(by=people.agent, requester=caller, channel="phone")
    one.ask_call(phone=PHONE, at=at(11), by=people.agent)
    assert letters("call_planned") == [caller.email]
    ring(minutes=90)
    assert letters("call_missed") == [caller.email]
