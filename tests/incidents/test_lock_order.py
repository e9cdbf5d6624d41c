"""What many subjects are locked for at once is locked in one order, so that nobody waits in a circle."""

from datetime import timedelta

import pytest
from django.db import connection

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import calling_back, calls_due, holding
from incidents.models import Callback, Complaint, Draft

pytestmark = pytest.mark.django_db
PHONE = "+370 600 10000"


@pytest.fixture
def locked(monkeypatch):
    """Each subject that is locked from now on, with the outermost transaction in which it is."""
    seen, real, inside = [], timers.lock, len(connection.savepoint_ids)

    def lock(subject):
        seen.append((connection.savepoint_ids[inside], subject))
        real(subject)

    monkeypatch.setattr(timers, "lock", lock, raising=False)
    return seen


@pytest.fixture
def many(file, people, ten_seconds, hand):
    """Of each kind two that a closing help desk has to do with, the younger one asked for first."""
    ones = sorted((file() for _one in range(3)), key=lambda one: one.pk)
    holding.send(ones[1], "reply", "Radome", by=people.agent)
    ones[2].ask_call(phone=PHONE, by=people.customer)
    ones[0].ask_call(phone=PHONE, by=people.customer)
    alone = [
        calling_back.ask(phone=PHONE, words="Dėl kainų", by=who)
        for who in (people.customer, people.colleague)
    ]
    complaints = [Complaint.complain("Neatsiliepė", by=people.customer) for _one in range(2)]
    return [[one.pk for one in each] for each in (ones, alone, complaints)]


def first_seen(locked):
    return list(dict.fromkeys(subject for _transaction, subject in locked))


@pytest.mark.parametrize("then", ["closed", "opened again"])
def test_a_help_desk_is_closed_and_opened_with_requests_first_then_calls_then_complaints(
    then, many, people, locked
):
    people.tenant.deactivate("ended", by=None, at=clock.now())
    if then == "opened again":
        locked.clear()
        people.tenant.reopen(by=None, at=clock.now())
    connection.set_schema(people.tenant.schema_name)
    requests, alone, complaints = many
    assert first_seen(locked) == [people.tenant.pk, *requests, *sorted(alone), *sorted(complaints)]


def test_what_was_held_comes_back_and_calls_wait_as_before(many, people, ring):
    people.tenant.deactivate("ended", by=None, at=clock.now())
    connection.set_schema(people.tenant.schema_name)
    assert Draft.objects.get().came_back
    assert not Timer.objects.pending().filter(kind__startswith="incidents.").exists()
    people.tenant.reopen(by=None, at=clock.now())
    ring(minutes=31)
    assert set(Callback.objects.values_list("status", flat=True)) == {"missed"}


def test_the_reconciler_holds_one_call_at_a_time(many, people, locked):
    Timer.objects.filter(kind__in=calling_back.TIMERS).delete()
    found = calls_due.calls_without_their_timers()
    connection.set_schema(people.tenant.schema_name)
    assert len(found) == 4
    held = {}
    for transaction, subject in locked:
        held.setdefault(transaction, set()).add(subject)
    assert [len(subjects) for subjects in held.values()] == [1] * 4


def test_the_reconciler_arms_nothing_for_a_call_that_is_over_by_then(given, people, monkeypatch):
    wanted = given.ask_call(phone=PHONE, at=clock.now() + timedelta(hours=2), by=people.customer)
    real = timers.lock

    def lock(subject):
        Callback.objects.filter(pk=wanted.pk).update(status="withdrawn", ended_at=clock.now())
        real(subject)

    Timer.objects.filter(kind__in=calling_back.TIMERS).delete()
    monkeypatch.setattr(timers, "lock", lock, raising=False)
    found = calls_due.calls_without_their_timers()
    connection.set_schema(people.tenant.schema_name)
    assert found == []
    assert not Timer.objects.filter(kind__in=calling_back.TIMERS).exists()
