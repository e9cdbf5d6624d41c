"""The wish to carry on: saying it keeps the help desk running until it is answered."""

from datetime import UTC, date, datetime, timedelta

import pytest

from helpdesk import outbox
from helpdesk.lib.lifecycle import NotNow
from helpdesk.outbox.models import DemoLetter, Letter
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from tests.trials.making import MONDAY, fire, received, running, sent
from trials.models import Order, Wish

pytestmark = pytest.mark.django_db


def say(order, desk, **more):
    return Wish.say(order, by=desk.manager.pk, at=clock.now(), **more)


def status(order):
    return Order.objects.get(pk=order.pk).status


def test_a_wish_keeps_the_help_desk_running_past_its_end(acme):
    with clock.at(MONDAY) as hand:
        order = running(acme)
        hand.to(datetime(2026, 12, 23, 21, 59, tzinfo=UTC))  # a minute before the end, over Christmas
        wish = say(order, acme)
        assert wish.due_at == datetime(2026, 12, 28, 15, tzinfo=UTC)
        hand.forward(timedelta(days=3))
        fire()
        acme.tenant.refresh_from_db()
        assert (status(order), acme.tenant.is_active) == ("running", True)


def test_the_managers_and_the_admins_hear_of_a_wish(acme, operator_admin):
    with clock.at(MONDAY):
        say(running(acme), acme)
        outbox.deliver_all()
    assert Letter.objects.get(letter="trials.wish_noted").to == acme.manager.email
    assert Letter.objects.get(letter="trials.wish_said").to == operator_admin.email
    assert DemoLetter.objects.filter(to__contains=operator_admin.email).exists()


def test_a_wish_is_said_once_until_it_is_answered(acme):
    order = running(acme)
    say(order, acme)
    with pytest.raises(NotNow, match="said already"):
        say(order, acme)
    assert Wish.objects.filter(order=order).count() == 1


@pytest.mark.parametrize("status", ["received", "provisioned", "subscribed"])
def test_a_wish_needs_a_month_that_runs_or_is_over(acme, status):
    order = received() if status == "received" else sent(acme)
    if status == "subscribed":
        order.activate(at=clock.now())
        order.subscribe(by=None, at=clock.now())
    with pytest.raises(NotNow):
        say(order, acme)


def test_an_extension_moves_the_end_and_its_reminders(acme):
    with clock.at(MONDAY) as hand:
        order = running(acme)
        wish = say(order, acme)
        wish.extend(date(2027, 1, 23), reason="Gladly.", by=None, at=hand.forward(timedelta(hours=1)))
        acme.tenant.refresh_from_db()
        assert (status(order), acme.tenant.ends_on) == ("extended", date(2027, 1, 23))
        pending = Timer.objects.filter(subject_id=order.pk, state="pending").values_list("kind", "generation")
        assert set(pending) == {
            (f"trials.{k}", 2) for k in ("end", "remind_week", "remind_eve", "remind_day")
        }
        outbox.deliver_all()
    assert any(
        "Gladly." in letter.text for letter in DemoLetter.objects.filter(to__contains=acme.manager.email)
    )


def test_an_extension_ends_nothing_before_the_promised_day(acme):
    with clock.at(MONDAY):
        order = running(acme)
        wish = say(order, acme)
        with pytest.raises(NotNow, match="It was promised until the end of 23 December 2026"):
            wish.extend(date(2026, 12, 22), by=None, at=clock.now())
        assert Order.objects.get(pk=order.pk).wish_stands()
        wish.extend(date(2026, 12, 23), by=None, at=clock.now())
    acme.tenant.refresh_from_db()
    assert acme.tenant.ends_on == date(2026, 12, 23)


def test_a_subscription_has_no_end(acme):
    with clock.at(MONDAY) as hand:
        order = running(acme)
        say(order, acme).subscribe(by=None, at=clock.now())
        hand.forward(timedelta(days=400))
        fire()
    acme.tenant.refresh_from_db()
    assert (status(order), acme.tenant.ends_on, acme.tenant.is_active) == ("subscribed", None, True)


@pytest.mark.parametrize(
    ("answered", "last_day"),
    [
        ("2026-11-24 09:00", "2026-12-23"),  # long before: the promised end stays
        ("2026-12-22 09:00", "2026-12-29"),  # 23, 28 and 29 December are business days
        ("2026-12-28 09:00", "2026-12-31"),  # after the promised end
    ],
)
def test_a_refusal_ends_it_no_earlier_than_promised_and_three_business_days_after(acme, answered, last_day):
    with clock.at(MONDAY) as hand:
        order = running(acme)
        hand.to(datetime(2026, 11, 24, 6, tzinfo=UTC))
        wish = say(order, acme)
        moment = hand.to(datetime.strptime(answered, "%Y-%m-%d %H:%M").replace(tzinfo=UTC))
        fire()
        wish.refuse("We do not serve this trade.", by=None, at=moment)
        acme.tenant.refresh_from_db()
        assert acme.tenant.ends_on == date.fromisoformat(last_day)
        hand.to(datetime.combine(acme.tenant.ends_on, datetime.min.time(), UTC) + timedelta(hours=21))
        fire()
        assert status(order) == "running"
        hand.forward(timedelta(hours=1))
        fire()
    acme.tenant.refresh_from_db()
    assert (status(order), acme.tenant.deactivated_why) == ("deactivated", "refused")


def test_after_a_refusal_the_wish_can_be_said_again(acme):
    order = running(acme)
    say(order, acme).refuse("Not now.", by=None, at=clock.now())
    again = say(order, acme)
    assert again.ordinal == 2
    assert Order.objects.get(pk=order.pk).wish_stands()


def test_a_wish_is_answered_once(acme):
    wish = say(running(acme), acme)
    other = Wish.objects.get(pk=wish.pk)
    wish.subscribe(by=None, at=clock.now())
    with pytest.raises(NotNow, match="answered this wish already"):
        other.refuse("No.", by=None, at=clock.now())
    assert status(wish.order) == "subscribed"


def test_a_deactivated_help_desk_comes_back_with_everything(acme):
    with clock.at(MONDAY) as hand:
        order = running(acme)
        hand.forward(timedelta(days=40))
        fire()
        assert status(order) == "deactivated"
        wish = say(Order.objects.get(pk=order.pk), acme)
        wish.extend(date(2027, 2, 23), by=None, at=clock.now())
        acme.tenant.refresh_from_db()
        assert (acme.tenant.status, acme.tenant.ends_on) == ("active", date(2027, 2, 23))
        assert acme.tenant.deactivated_why == ""
        hand.forward(timedelta(days=100))
        fire()
    assert status(order) == "deactivated"


def test_a_refusal_of_a_deactivated_one_changes_nothing(acme):
    with clock.at(MONDAY) as hand:
        order = running(acme)
        hand.forward(timedelta(days=40))
        fire()
        say(Order.objects.get(pk=order.pk), acme).refuse("No.", by=None, at=clock.now())
    assert status(order) == "deactivated"


def test_nothing_is_ended_by_hand_while_a_wish_stands(acme):
    order = running(acme)
    say(order, acme)
    with pytest.raises(NotNow, match="answer it first"):
        order.end("ended", by=None, at=clock.now())


def test_a_wish_not_answered_in_its_business_day_is_on_record(acme, operator_admin):
    with clock.at(MONDAY) as hand:
        wish = say(running(acme), acme)
        hand.to(wish.due_at)
        fire()
        wish.refresh_from_db()
        assert wish.missed_at is None
        hand.forward(timedelta(seconds=1))
        fire()
        wish.refresh_from_db()
        assert wish.missed_at == clock.now()
    letters = Letter.objects.filter(to=operator_admin.email).values_list("letter", flat=True)
    assert {"trials.wish_said", "trials.wish_near", "trials.wish_late"} <= set(letters)


def test_a_standing_wish_silences_the_reminders(acme):
    with clock.at(MONDAY) as hand:
        say(running(acme), acme)
        hand.forward(timedelta(days=24))
        fire()
    assert not Letter.objects.filter(letter="trials.reminder").exists()
