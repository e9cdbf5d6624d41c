"""A call at a time that was named: said as that time, reminded of before it, at it, and late after it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone, translation

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import call_times, calling_back, calls_due
from incidents.calling_back import DUE, LATE, NEAR
from incidents.models import Callback, Incident, Notice
from incidents.replaying import differences
from tenants.door import in_tenant

pytestmark = pytest.mark.django_db
PHONE = "+370 600 10000"
TWO = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)  # 14:00 in Vilnius, four hours from now


def told(person):
    """What somebody is told of calls in the window, oldest first."""
    every = Notice.objects.filter(person=person, callback__isnull=False).order_by("at", "id")
    return [one.kind for one in every]


# --- reminded -------------------------------------------------------------------------------------------


def test_ten_minutes_before_whoever_has_the_request_is_reminded_and_at_the_time_told_again(
    given, people, ring, letters, mail
):
    wanted = given.ask_call(phone=PHONE, at=TWO, by=people.customer)
    ring(minutes=229, seconds=59)
    assert told(people.agent) == []
    ring(seconds=1)
    assert told(people.agent) == ["call_near"]
    assert letters("call_near") == [people.agent.email]
    body = mail(people.agent.email)[-1].body
    assert "14:00" in body
    assert PHONE in body
    wanted.refresh_from_db()
    assert (wanted.warned_at, wanted.reminded_at) == (clock.now(), None)
    ring(minutes=10)
    assert told(people.agent) == ["call_near", "call_due"]
    ring(minutes=30)
    assert told(people.agent) == ["call_near", "call_due", "call_late"]
    ring(minutes=600)
    assert len(told(people.agent)) == 3


def test_a_nearer_time_is_reminded_of_at_once(given, people, ring):
    given.ask_call(phone=PHONE, at=clock.now() + timedelta(minutes=4), by=people.customer)
    ring()
    assert told(people.agent) == ["call_near"]
    ring(minutes=4)
    assert told(people.agent) == ["call_near", "call_due"]


def test_as_soon_as_we_can_is_told_at_once_and_reminded_of_by_nothing_before(given, people, ring):
    given.ask_call(phone=PHONE, by=people.customer)
    ring()
    assert told(people.agent) == ["call_due"]
    assert not Timer.objects.filter(kind=NEAR).exists()


def test_everybody_on_the_desk_is_reminded_while_nobody_has_it(file, people, ring, letters):
    file().ask_call(phone=PHONE, at=TWO, by=people.customer)
    calling_back.ask(phone=PHONE, words="Dėl kainų", at=TWO, by=people.colleague)
    ring(minutes=230)
    assert letters("call_near").count(people.agent.email) == 2
    assert len(letters("call_near")) > 2


@pytest.mark.parametrize("how", ["called", "withdrawn"])
def test_what_was_called_or_taken_back_is_reminded_of_no_more(how, given, people, ring, letters):
    given.ask_call(phone=PHONE, at=TWO, by=people.customer)
    if how == "called":
        given.log_call("Kalbėjome", answered=True, by=people.agent)
    else:
        given.withdraw_call(by=people.customer)
    ring(minutes=300)
    assert letters("call_near") == letters("call_due") == []
    assert not Timer.objects.pending().filter(kind__in=[NEAR, DUE, LATE]).exists()


def test_a_reminder_that_comes_late_says_nothing_for_the_time_itself_is_told(given, people, ring, hand):
    given.ask_call(phone=PHONE, at=TWO, by=people.customer)
    ring(minutes=241)  # the clock was down
    assert told(people.agent) == ["call_due"]


def test_whoever_rings_twice_reminds_once(given, people, ring):
    given.ask_call(phone=PHONE, at=TWO, by=people.customer)
    ring(minutes=230)
    timer = Timer.objects.get(kind=NEAR)
    schema = connection.schema_name
    calls_due.come_near(timer)
    connection.set_schema(schema)
    Timer.objects.filter(pk=timer.pk).update(state="pending", fired_at=None)
    ring()
    assert told(people.agent) == ["call_near"]


def test_a_reminder_that_was_lost_is_found_and_armed_for_its_time(given, people, ring):
    wanted = given.ask_call(phone=PHONE, at=TWO, by=people.customer)
    Timer.objects.filter(kind=NEAR).delete()
    schema = connection.schema_name
    assert calls_due.calls_without_their_timers() == [f"{people.tenant.schema_name}: the call {wanted.pk}"]
    assert calls_due.calls_without_their_timers() == []
    connection.set_schema(schema)
    assert Timer.objects.get(kind=NEAR).due_at == TWO - call_times.BEFORE
    ring(minutes=230)
    assert calls_due.calls_without_their_timers() == []  # reminded of already
    connection.set_schema(schema)
    assert told(people.agent) == ["call_near"]


def test_a_request_that_was_kept_before_calls_had_a_place_in_the_queue_gets_it(given, people):
    given.ask_call(phone=PHONE, by=people.customer)
    Incident.objects.filter(pk=given.pk).update(call_wanted_at=clock.now(), next_due_kind="response")
    schema = connection.schema_name
    calls_due.calls_without_their_timers()
    connection.set_schema(schema)
    given.refresh_from_db()
    assert (given.next_due_kind, given.call_soon) == ("call", True)
    assert differences(given, clock.now()) == []


def test_a_closed_help_desk_reminds_nobody_and_goes_on_when_it_opens(given, people, ring):
    given.ask_call(phone=PHONE, at=TWO, by=people.customer)
    calls_due.hold_calls()
    assert not Timer.objects.pending().filter(kind__in=[NEAR, DUE, LATE]).exists()
    calls_due.take_up_calls(people.tenant)
    ring(minutes=230)
    assert told(people.agent) == ["call_near"]


def test_the_second_call_about_a_request_has_a_reminder_of_its_own(given, people, ring):
    given.ask_call(phone=PHONE, at=TWO, by=people.customer)
    ring(minutes=230)
    given.log_call("Kalbėjome", answered=True, by=people.agent)
    given.ask_call(phone=PHONE, at=TWO + timedelta(hours=2), by=people.customer)
    ring(minutes=119)
    assert told(people.agent) == ["call_near"]
    ring(minutes=1)
    assert told(people.agent) == ["call_near", "call_near"]


def test_a_closed_wish_of_another_help_desk_is_not_touched(given, people, globex, ring):
    given.ask_call(phone=PHONE, at=TWO, by=people.customer)
    ring(minutes=230)
    with in_tenant(globex.tenant):
        assert not Notice.objects.exists()
        assert not Callback.objects.exists()
    timers.fire_due(strict=True)


# --- said -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("soon", "language", "words"),
    [
        (False, "en", "at 14:00"),
        (False, "lt", "14:00"),
        (True, "en", "by 14:30"),
        (True, "lt", "iki 14:30"),
    ],
)
def test_a_named_time_is_that_time_and_as_soon_as_we_can_has_a_latest_one(soon, language, words, hand):
    with translation.override(language), timezone.override("Europe/Vilnius"):
        aim = call_times.aim(TWO, soon=soon)
        assert call_times.in_words(aim, clock.now(), soon=soon) == words


@pytest.mark.parametrize(
    ("days", "english", "lithuanian"),
    [
        (1, "tomorrow at 14:00", "rytoj 14:00"),
        (-1, "yesterday at 14:00", "vakar 14:00"),
        (9, "on 10 March at 14:00", "kovo 10 d. 14:00"),
    ],
)
def test_another_day_is_named_with_the_time(days, english, lithuanian, hand):
    for language, words in (("en", english), ("lt", lithuanian)):
        with translation.override(language), timezone.override("Europe/Vilnius"):
            assert call_times.in_words(TWO + timedelta(days=days), clock.now(), soon=False) == words


def test_a_letter_names_the_date_for_it_may_be_read_on_another_day(given, people, mail):
    given.ask_call(phone=PHONE, at=TWO + timedelta(days=1), by=people.agent)
    assert "siekia Jums paskambinti kovo 2 d. 14:00" in mail(people.customer.email)[-1].body


def test_what_an_agent_is_told_of_a_call_about_nothing_leads_to_the_calls(people, agent, ring):
    calling_back.ask(phone=PHONE, words="Dėl kainų", at=TWO, by=people.customer)
    for minutes in (230, 10, 30):
        ring(minutes=minutes)
    assert told(people.agent) == ["call_near", "call_due", "call_late"]
    page = agent.get("/notices/").text
    assert page.count('<p class="notice-line"><span><a href="/calls/">') == 3
