"""The month: it begins, is never shorter than promised, is reminded of, and ends by itself."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk import audit, outbox
from helpdesk.lib.ids import uuid7
from helpdesk.outbox.models import DemoLetter, Letter
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from onewindow.models import IncidentRow
from tests.trials.making import MONDAY, fire, running, sent
from trials import reconciling
from trials.models import Order, Wish

pytestmark = pytest.mark.django_db
VILNIUS = ZoneInfo("Europe/Vilnius")


def test_the_month_begins_with_the_first_entry_and_only_then(acme):
    with clock.at(MONDAY) as hand:
        order = sent(acme)
        later = hand.forward(timedelta(days=3))
        acme.tenant.enter_first(by=acme.manager.pk, at=later)
        acme.tenant.enter_first(by=acme.customer.pk, at=hand.forward(timedelta(days=1)))
    order.refresh_from_db()
    assert (order.status, order.anchor) == ("running", date(2026, 11, 26))
    acme.tenant.refresh_from_db()
    assert acme.tenant.ends_on == date(2026, 12, 26)


def test_the_month_begins_by_itself_14_days_after_the_link(acme):
    with clock.at(MONDAY) as hand:
        order = sent(acme)
        hand.forward(timedelta(days=14, seconds=-1))
        fire()
        assert Order.objects.get(pk=order.pk).status == "provisioned"
        hand.forward(timedelta(seconds=1))
        fire()
    order.refresh_from_db()
    assert (order.status, order.anchor) == ("running", date(2026, 12, 7))
    acme.tenant.refresh_from_db()
    assert acme.tenant.activated_at is None  # nobody has come in


@pytest.mark.parametrize(
    ("began", "last_day"),
    [
        ("2026-01-31 12:00", "2026-02-28"),
        ("2028-01-31 12:00", "2028-02-29"),
        ("2026-11-30 23:59", "2026-12-30"),
        ("2026-12-01 00:00", "2027-01-01"),
        ("2027-02-28 09:00", "2027-03-28"),
    ],
)
def test_it_lasts_to_the_end_of_the_same_day_of_the_next_month(acme, began, last_day):
    moment = datetime.strptime(began, "%Y-%m-%d %H:%M").replace(tzinfo=VILNIUS).astimezone(UTC)
    with clock.at(moment) as hand:
        order = running(acme)
        acme.tenant.refresh_from_db()
        assert acme.tenant.ends_on == date.fromisoformat(last_day)
        end = datetime.combine(acme.tenant.ends_on + timedelta(days=1), datetime.min.time(), VILNIUS)
        hand.to(end - timedelta(seconds=1))
        fire()
        assert Order.objects.get(pk=order.pk).status == "running"
        hand.to(end)
        fire()
    order.refresh_from_db()
    acme.tenant.refresh_from_db()
    assert order.status == "deactivated"
    assert (acme.tenant.status, acme.tenant.deactivated_why) == ("deactivated", "month_over")


def test_the_managers_are_reminded_a_week_and_a_day_before_and_on_the_day_at_nine(acme):
    with clock.at(MONDAY) as hand:
        running(acme)
        told = []
        for _day in range(32):
            hand.forward(timedelta(days=1))
            fire()
            letters = Letter.objects.filter(letter="trials.reminder")
            told.append(letters.count())
            outbox.deliver_all()
    days = [date(2026, 11, 24) + timedelta(days=n) for n in range(32)]
    grew = [day for n, day in enumerate(days) if told[n] > (told[n - 1] if n else 0)]
    assert grew == [date(2026, 12, 16), date(2026, 12, 22), date(2026, 12, 23)]
    to = set(Letter.objects.filter(letter="trials.reminder").values_list("to", flat=True))
    assert to == {acme.manager.email}
    nine = Timer.objects.get(kind="trials.remind_week").due_at.astimezone(VILNIUS)
    assert (nine.date(), nine.hour, nine.minute) == (date(2026, 12, 16), 9, 0)
    texts = [letter.text for letter in DemoLetter.objects.filter(to__contains=acme.manager.email)]
    assert any("http://acme.langelis.test/carry-on/" in text for text in texts)
    assert any("http://langelis.test/ended/acme/" in text for text in texts)


@pytest.mark.parametrize("what", ["extended", "wished"])
def test_a_reminder_that_did_not_leave_in_time_is_not_sent_after_the_end_was_moved(
    acme, operator_admin, monkeypatch, what
):
    monkeypatch.setattr("trials.handlers.open_criticals", lambda tenant: 1)
    with clock.at(MONDAY) as hand:
        order = running(acme)
        hand.forward(timedelta(days=24))
        fire()
        waiting = Letter.objects.filter(letter__in=["trials.reminder", "trials.criticals_open"])
        assert set(waiting.values_list("letter", "state")) == {
            ("trials.reminder", "waiting"),
            ("trials.criticals_open", "waiting"),
        }
        wish = Wish.say(order, by=acme.manager.pk, at=clock.now())
        if what == "extended":
            wish.extend(date(2027, 1, 23), by=None, at=clock.now())
        outbox.deliver_all()
    assert set(waiting.values_list("state", flat=True)) == {"dropped"}


def test_whoever_ordered_is_reminded_where_nobody_has_come_in(acme):
    acme.tenant.memberships.filter(role="manager").delete()
    with clock.at(MONDAY) as hand:
        running(acme)
        hand.forward(timedelta(days=24))
        fire()
    assert Letter.objects.get(letter="trials.reminder").to == "rasa@krovinys.example"


def test_the_operators_hear_of_open_criticals_before_an_end(acme, operator_agent, operator_admin):
    row = {"subject": "Payroll stops", "requester": "Petras", "status": "new", "rank": 0, "kind": "incident"}
    for n, impact in enumerate(["critical", "critical", "important"]):
        IncidentRow.objects.create(
            incident_id=uuid7(),
            tenant_id=acme.tenant.pk,
            company="UAB Acme",
            number=n,
            reference=f"INC-{n}",
            impact=impact,
            reported_at=MONDAY,
            **row,
        )
    with clock.at(MONDAY) as hand:
        running(acme)
        hand.forward(timedelta(days=24))
        fire()
        hand.forward(timedelta(days=6))
        fire()
        hand.forward(timedelta(days=1))
        fire()
    letters = Letter.objects.filter(letter="trials.criticals_open")
    to = sorted(letters.values_list("to", flat=True))
    assert to == 2 * [operator_admin.email] + 2 * [operator_agent.email]  # 7 days and 1 day before
    assert {letter.data["criticals"] for letter in letters} == {2}


def test_its_people_and_the_operators_hear_of_the_end(acme, operator_admin):
    with clock.at(MONDAY) as hand:
        running(acme)
        hand.forward(timedelta(days=32))
        fire()
        outbox.deliver_all()
    assert DemoLetter.objects.filter(
        subject__contains="UAB Krovinys", to__contains=acme.manager.email
    ).exists()
    assert Letter.objects.filter(letter="trials.ended", to=operator_admin.email).exists()
    assert audit.verify(acme.tenant.pk) == []


def test_a_timer_of_an_end_that_was_moved_ends_nothing(acme):
    with clock.at(MONDAY) as hand:
        order = running(acme)
        old = Timer.objects.get(kind="trials.end")
        order.extend(date(2027, 1, 23), by=None, at=clock.now())
        Timer.objects.filter(pk=old.pk).update(state="pending", cancelled_at=None, cancelled_why="")
        hand.to(old.due_at)
        fire()
        assert Order.objects.get(pk=order.pk).status == "extended"
        hand.to(datetime(2027, 1, 23, 22, tzinfo=UTC))
        fire()
    assert Order.objects.get(pk=order.pk).status == "deactivated"


def test_months_are_counted_from_the_anchor(acme):
    with clock.at(datetime(2026, 1, 31, 12, tzinfo=UTC)):
        order = running(acme)
        assert order.next_end(clock.now()) == date(2026, 3, 31)
        order.extend(date(2026, 3, 31), by=None, at=clock.now())
        assert order.next_end(clock.now()) == date(2026, 4, 30)


def test_a_lost_timer_is_found_and_given_back(acme):
    with clock.at(MONDAY) as hand:
        order = running(acme)
        Timer.objects.filter(subject_id=order.pk).delete()
        assert reconciling.reconcile_orders() == [f"order {order.pk}: nothing would have ended it"]
        assert reconciling.reconcile_orders() == []
        hand.forward(timedelta(days=32))
        fire()
    assert Order.objects.get(pk=order.pk).status == "deactivated"
