"""How the wait for a call ends: by a call about it or by whoever waits, and by nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
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
