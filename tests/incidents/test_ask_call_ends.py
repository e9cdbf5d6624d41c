"""How the wait for a call ends: by a call about it or by whoever waits, and by nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import calling_back
from incidents.models import Call, Callback, Event, Incident
from incidents.replaying import differences

pytestmark = pytest.mark.django_db
PHONE = "+370 600 10000"


@pytest.mark.parametrize("late", [False, True])
def test_an_answered_call_about_the_request_ends_it(late, given, people, ring):
    wanted = given.ask_call(phone=PHONE, by=people.customer)
    if late:
        ring(minutes=31)
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    wanted.refresh_from_db()
    assert (wanted.status, wanted.call.incident_id) == ("called", given.pk)
    given.refresh_from_db()
    assert given.call_wanted_at is None
    assert differences(given, clock.now()) == []


def test_a_call_in_vain_is_counted_and_it_stays(given, people):
    wanted = given.ask_call(phone=PHONE, by=people.customer)
    given.log_call("", answered=False, by=people.agent)
    wanted.refresh_from_db()
    assert (wanted.status, wanted.tries) == ("asked", 1)
    assert Incident.objects.get(pk=given.pk).call_wanted_at


def test_a_call_from_the_page_of_calls_ends_it_with_its_request(given, people):
    wanted = given.ask_call(phone=PHONE, by=people.customer)
    call = Call.answer(by=people.agent)
    given.log_call("Kalbėjome", answered=True, call=call, by=people.agent)
    wanted.refresh_from_db()
    assert (wanted.status, wanted.call) == ("called", call)


def test_a_consultation_about_something_else_does_not_end_what_is_about_a_request(given, people):
    wanted = given.ask_call(phone=PHONE, by=people.customer)
    Call.answer(by=people.agent).consult("Kainos", person=people.customer, by=people.agent)
    wanted.refresh_from_db()
    assert wanted.status == "asked"


@pytest.mark.parametrize("how", ["consult", "log_call", "report"])
def test_what_is_about_no_request_is_ended_by_any_call_with_the_person(how, given, file, people):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    if how == "consult":
        Call.answer(by=people.agent).consult("Kainos", person=people.customer, by=people.agent)
    elif how == "log_call":
        given.log_call("Kalbėjome", answered=True, by=people.agent)
    else:
        file(by=people.agent, requester=people.customer, channel="phone")
    wanted.refresh_from_db()
    assert wanted.status == "called"


def test_a_call_with_somebody_else_ends_nothing(people):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    Call.answer(by=people.agent).consult("Kainos", person=people.colleague, by=people.agent)
    wanted.refresh_from_db()
    assert wanted.status == "asked"


def test_only_the_side_that_waits_takes_it_back(given, people):
    given.ask_call(phone=PHONE, by=people.customer)
    for who in (people.agent, people.colleague, people.first_line):
        with pytest.raises(PermissionDenied):
            given.withdraw_call(by=who)
    given.withdraw_call(by=people.manager)
    assert Callback.objects.get().status == "withdrawn"
    assert given.events.get(kind=Event.Kind.CALL_WITHDRAWN).by == people.manager
    assert Incident.objects.get(pk=given.pk).call_wanted_at is None


def test_nobody_takes_back_twice(people):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    calling_back.withdraw(wanted, by=people.customer)
    with pytest.raises(NotNow, match="any more"):
        calling_back.withdraw(wanted, by=people.customer)


def test_an_agent_does_not_take_back_what_they_said(given, people):
    given.ask_call(phone=PHONE, at=clock.now() + timedelta(hours=4), by=people.agent)
    with pytest.raises(PermissionDenied):
        given.withdraw_call(by=people.agent)


# --- the request goes on in another one, or is over -------------------------------------------------------


@pytest.mark.parametrize("way", ["merge", "cancel"])
@pytest.mark.parametrize("late", [False, True])
def test_an_answered_call_about_what_it_went_into_ends_it(late, way, given, file, people, ring, letters):
    one = file()
    wanted = one.ask_call(phone=PHONE, by=people.customer)
    if way == "merge":
        one.merge(given, "Tas pats", by=people.agent)
    else:
        one.cancel("Tas pats", duplicate_of=given, by=people.agent)
    ring(minutes=40 if late else 1)
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    ring(minutes=120)
    wanted.refresh_from_db()
    assert (wanted.status, wanted.call.incident_id) == ("called", given.pk)
    assert letters("call_missed") == [people.customer.email] * late
    one.refresh_from_db()
    assert [differences(each, clock.now()) for each in (one, given)] == [[], []]
    assert one.call_wanted_at is None
    assert not Timer.objects.pending().filter(subject_id=one.pk).exists()


def test_the_page_of_what_went_on_says_where_the_call_stands(given, file, people, ring, english):
    one = file()
    one.ask_call(phone=PHONE, by=people.customer)
    one.merge(given, "Tas pats", by=people.agent)
    given.log_call("Slapti žodžiai", answered=True, by=people.agent)
    ring()
    for part in ("customer", "agent"):
        text = english(part).get(one.get_absolute_url()).text
        assert f'the call stands in <a href="{given.get_absolute_url()}">{given.reference}</a>' in text
        assert "Slapti" not in text


def test_it_ends_through_every_request_on_the_way(given, file, people, ring):
    first, second = file(), file()
    wanted = first.ask_call(phone=PHONE, by=people.customer)
    first.merge(second, "Tas pats", by=people.agent)
    second.merge(given, "Ir šis", by=people.agent)
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    ring()
    wanted.refresh_from_db()
    assert wanted.status == "called"


def test_a_call_before_it_went_there_or_in_vain_or_about_another_does_not(given, file, people, ring, letters):
    one, another = file(), file()
    wanted = one.ask_call(phone=PHONE, by=people.customer)
    given.log_call("Apie kitką", answered=True, by=people.agent)
    ring(minutes=1)
    one.merge(given, "Tas pats", by=people.agent)
    given.log_call("", answered=False, by=people.agent)
    another.log_call("Apie kitką", answered=True, by=people.agent)
    ring(minutes=31)
    wanted.refresh_from_db()
    assert wanted.status == "missed"
    assert letters("call_missed") == [people.customer.email]


def test_a_call_made_before_the_help_desk_closed_is_found_when_it_opens(given, file, people, ring, letters):
    one = file()
    wanted = one.ask_call(phone=PHONE, by=people.customer)
    one.merge(given, "Tas pats", by=people.agent)
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    people.tenant.deactivate("ended", by=None, at=clock.now())
    people.tenant.reopen(by=None, at=clock.now())
    ring(minutes=60)
    wanted.refresh_from_db()
    assert (wanted.status, letters("call_missed")) == ("called", [])


def test_the_customer_who_cancels_takes_the_call_back_and_reads_so(
    given, people, ring, letters, told, english
):
    wanted = given.ask_call(phone=PHONE, by=people.customer)
    given.cancel("Nebereikia", by=people.customer)
    ring(minutes=120)
    wanted.refresh_from_db()
    assert (wanted.status, letters("call_missed"), letters("call_late")) == ("withdrawn", [], [])
    given.refresh_from_db()
    assert (given.call_wanted_at, differences(given, clock.now())) == (None, [])
    assert "no longer needs the call" in english("customer").get(given.get_absolute_url()).text
    # The agent is told once: that it is cancelled says it all.
    assert [kind for kind in told(people.agent) if kind == "word"] == ["word"]


def test_what_an_agent_cancels_is_still_to_be_called_about(given, people):
    wanted = given.ask_call(phone=PHONE, by=people.customer)
    given.cancel("Ne mums", by=people.agent)
    wanted.refresh_from_db()
    assert wanted.status == "asked"


def test_whoever_cancels_does_not_take_back_what_another_waits_for(given, people):
    wanted = given.ask_call(phone=PHONE, person=people.colleague, by=people.colleague)
    given.cancel("Nebereikia", by=people.customer)
    wanted.refresh_from_db()
    assert wanted.status == "asked"


# --- at the same time -------------------------------------------------------------------------------------


def test_a_call_is_logged_though_what_it_would_end_is_taken_back_meanwhile(given, people, monkeypatch):
    wanted = calling_back.ask(phone=PHONE, words="Dėl kainų", by=people.customer)
    real = timers.lock

    def lock(subject):
        if subject == wanted.pk:
            Callback.objects.filter(pk=wanted.pk).update(status="withdrawn", ended_at=clock.now())
        real(subject)

    monkeypatch.setattr(timers, "lock", lock, raising=False)
    given.log_call("Kalbėjome ilgai", answered=True, by=people.agent)
    wanted.refresh_from_db()
    assert (wanted.status, wanted.call) == ("withdrawn", None)
    assert given.events.filter(kind=Event.Kind.CALL_LOGGED).exists()
