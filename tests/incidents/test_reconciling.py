"""What is looked over every night: what is lost comes back, what was called off does not."""

import pytest
from django.db import connection

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from helpdesk.timers.models import Reconciliation, Timer
from incidents import calling_back, calls_due, holding, reconciling
from incidents.complaints import due
from incidents.complaints.act import TIMER as COMPLAINT
from tests.incidents.complaints.conftest import complain, others

__all__ = ["complain", "others"]
PHONE = "+370 600 10000"


@pytest.fixture
def look_over(people):
    """Looks it all over, as at night, and gives what was found of these rooms."""

    def look_over():
        try:
            return [line for line in timers.reconcile() if people.tenant.schema_name in line]
        finally:
            connection.set_schema(people.tenant.schema_name)

    look_over()
    return look_over


@pytest.fixture
def call_off(operator_admin):
    """Calls a pending timer off, as an operator does."""

    def call_off(kind, subject):
        timer = Timer.objects.pending().get(kind=kind, subject_id=subject)
        assert timers.cancel_one(timer, operator_admin.pk, "It was a mistake.")
        return timer

    return call_off


def state(timer):
    return Timer.objects.get(pk=timer.pk).state


def test_what_an_operator_called_off_stays_called_off_though_something_else_is_lost(
    file, people, look_over, call_off, complain
):
    one = file("important")
    one.ask_call(phone=PHONE, by=people.customer)
    off = [call_off("incidents.response", one.pk), call_off(calling_back.DUE, one.pk)]
    off.append(call_off(COMPLAINT, complain().pk))
    assert look_over() == []
    Timer.objects.filter(subject_id=one.pk, kind="incidents.resolution").delete()
    Timer.objects.filter(subject_id=one.pk, kind=calling_back.LATE).delete()
    assert len(look_over()) == 2
    assert [state(timer) for timer in off] == ["cancelled"] * 3
    assert look_over() == []


def test_the_promised_hour_and_what_was_sent_are_called_off_by_nobody(
    file, people, call_off, ten_seconds, ring
):
    one = file("critical")
    holding.send(one, "reply", "Žiūriu", by=people.agent)
    for kind in ("incidents.hour", holding.TIMER):
        with pytest.raises(NotNow, match="relies on it"):
            call_off(kind, one.pk)
    one.start("Imuosi", by=people.agent)
    with pytest.raises(NotNow, match="relies on it"):
        call_off("incidents.idle", one.pk)


def test_a_promised_hour_that_was_called_off_all_the_same_comes_back(file, look_over):
    one = file("critical")
    Timer.objects.filter(subject_id=one.pk, kind="incidents.hour").update(
        state="cancelled", cancelled_at=clock.now(), cancelled_why="by hand"
    )
    assert [one.reference in line and "incidents.hour:1" in line for line in look_over()] == [True]


def test_what_closing_called_off_and_opening_forgot_comes_back(file, people, look_over, complain):
    file("important").ask_call(phone=PHONE, by=people.customer)
    complain()
    before = Timer.objects.pending().count()
    assert before
    Timer.objects.pending().update(state="cancelled", cancelled_at=clock.now(), cancelled_why=timers.CLOSED)
    assert len(look_over()) == 3
    assert Timer.objects.pending().filter(kind__startswith="incidents.").count() > 3
    assert look_over() == []


def test_what_is_reported_while_it_is_looked_over_lacks_nothing(file, people, look_over, monkeypatch):
    file()
    known, made = timers.known, []

    def report_meanwhile(subjects):
        told = known(subjects)
        if not made:
            made.append(file())
            made[0].reply("Žiūriu", by=people.agent)
        return told

    monkeypatch.setattr("helpdesk.timers.reconciling.known", report_meanwhile)
    assert look_over() == []
    assert made


def test_what_changes_while_it_is_looked_over_lacks_nothing(file, people, look_over, monkeypatch):
    one = file()
    known, done = timers.known, []

    def act_meanwhile(subjects):
        if not done:
            one.reply("Žiūriu", by=people.agent)  # its response is met: that timer is called off
            done.append(one)
        return known(subjects)

    monkeypatch.setattr("helpdesk.timers.reconciling.known", act_meanwhile)
    assert look_over() == []
    assert done


def broken(function, row):
    def fails(first, *others):
        if getattr(first, "pk", first) == row:
            raise ZeroDivisionError
        return function(first, *others)

    return fails


def test_one_that_cannot_be_looked_after_is_named_and_the_others_are_looked_after(
    file, people, look_over, complain, monkeypatch
):
    first, second = sorted([file("important"), file("important")], key=lambda one: one.pk)
    bad, good = complain(), complain()
    alone = [calling_back.ask(phone=PHONE, words="a", by=who) for who in (people.customer, people.manager)]
    Timer.objects.pending().delete()
    monkeypatch.setattr(reconciling, "_repair", broken(reconciling._repair, first.pk))
    monkeypatch.setattr(due, "_repair", broken(due._repair, bad.pk))
    monkeypatch.setattr(calls_due, "_repair", broken(calls_due._repair, alone[0].pk))
    lines = look_over()
    assert sum("ZeroDivisionError" in line for line in lines) == 3
    armed = set(Timer.objects.pending().values_list("subject_id", flat=True))
    assert {second.pk, good.pk, alone[1].pk} <= armed
    assert not armed & {first.pk, bad.pk, alone[0].pk}
    told = Reconciliation.objects.exclude(error="").filter(error__contains="ZeroDivisionError")
    assert len(set(told.values_list("name", flat=True))) == 3
