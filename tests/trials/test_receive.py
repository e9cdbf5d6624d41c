"""An order comes: the promise begins, letters go out, nobody learns who is here."""

from datetime import UTC, datetime, timedelta

import pytest

from helpdesk import audit, outbox
from helpdesk.outbox.models import DemoLetter, Letter
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from tests.trials.making import MONDAY, WRITTEN, fire, received
from trials import promises, schedule
from trials.models import Order, Terms
from trials.promises import State

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-23 10:30", "2026-11-24 17:00"),  # a Monday in working hours
        ("2026-11-23 03:00", "2026-11-24 17:00"),  # before opening: the day after that date all the same
        ("2026-11-23 23:59", "2026-11-24 17:00"),
        ("2026-11-20 16:59", "2026-11-23 17:00"),  # Friday → Monday
        ("2026-11-22 12:00", "2026-11-23 17:00"),  # Sunday → Monday
        ("2026-12-23 09:00", "2026-12-28 17:00"),  # over Christmas and a weekend
        ("2027-03-26 09:00", "2027-03-30 17:00"),  # over Easter Monday and the change of the clocks
    ],
)
def test_the_link_is_due_at_closing_time_of_the_next_business_day(db, at, due):
    vilnius = promises.vendor_calendar().zone
    moment = datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=vilnius).astimezone(UTC)
    wanted = datetime.strptime(due, "%Y-%m-%d %H:%M").replace(tzinfo=vilnius)
    assert received(moment).due_at == wanted


def test_an_order_is_kept_as_it_was_written_with_the_terms_it_accepted():
    order = Order.objects.get(pk=received(MONDAY).pk)
    assert {name: getattr(order, name) for name in WRITTEN} == WRITTEN
    assert (order.terms, order.accepted_at, order.status) == (Terms.current(), MONDAY, "received")
    assert order.token_digest == outbox.digest(order.token)
    assert order.token not in str(order.__dict__)


def test_the_prospect_gets_a_letter_in_their_language_with_the_status_link_and_the_admins_hear(
    operator_admin,
):
    order = received(language="en")
    outbox.deliver_all()
    letter = DemoLetter.objects.get(to__contains=order.email)
    assert letter.subject == "We have your order: UAB Krovinys"
    assert f"http://langelis.test/order/{order.token}/" in letter.text
    assert f"http://langelis.test/order/{order.token}/" in letter.html
    assert "We promise one business day" in letter.text
    told = DemoLetter.objects.get(to__contains=operator_admin.email)
    assert f"/console/orders/{order.pk}/" in told.text


def test_nobody_can_be_flooded_with_letters_by_orders_in_their_name():
    for n in range(5):
        received(wished_address=f"krovinys-{n}")
    assert Letter.objects.filter(letter="trials.received").count() == 3


def test_the_admins_are_warned_three_hours_before_and_the_breach_is_on_record(operator_admin):
    with clock.at(MONDAY) as hand:
        order = received()
        hand.to(order.due_at - schedule.WARN_BEFORE - timedelta(seconds=1))
        fire()
        assert not Letter.objects.filter(letter="trials.promise_near").exists()
        hand.forward(timedelta(seconds=1))
        fire()
        assert Letter.objects.filter(letter="trials.promise_near", to=operator_admin.email).count() == 1
        hand.to(order.due_at)
        fire()
        order.refresh_from_db()
        assert order.missed_at is None
        hand.forward(timedelta(seconds=1))
        fire()
        order.refresh_from_db()
        assert order.missed_at == order.due_at + timedelta(seconds=1)
        assert order.promise(hand.forward(timedelta(hours=1))) == State.BROKEN
    assert Letter.objects.filter(letter="trials.promise_broken").count() == 1
    assert audit.verify(None) == []


def test_an_order_that_was_answered_warns_nobody():
    with clock.at(MONDAY) as hand:
        order = received()
        order.decline("We know you not.", by=None, at=clock.now())
        hand.to(order.due_at + timedelta(days=1))
        fire()
    order.refresh_from_db()
    assert order.missed_at is None
    assert not Letter.objects.filter(letter__in=["trials.promise_near", "trials.promise_broken"]).exists()
    assert set(Timer.objects.filter(subject_id=order.pk).values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.parametrize(("late", "state"), [(-1, State.KEPT), (0, State.KEPT), (1, State.BROKEN)])
def test_a_link_sent_in_the_last_second_keeps_the_promise(acme, late, state):
    order = received(MONDAY)
    met = order.due_at + timedelta(seconds=late)
    assert promises.state(order.due_at, met, now=met + timedelta(days=9)) == state
