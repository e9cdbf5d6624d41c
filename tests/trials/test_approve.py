"""Approving: one help desk for one order, whoever is at it; the link keeps the promise."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from helpdesk import audit, outbox
from helpdesk.lib.lifecycle import NotNow
from helpdesk.outbox.models import DemoLetter, Letter
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from tenants import hosts, provisioning
from tenants.models import Domain, Invitation, Membership, Tenant, TenantProduct
from tests.trials.making import MONDAY, fire, received
from trials.models import AddressTaken, Order
from trials.promises import State


def approve(order, address="krovinys", language="lt"):
    return order.approve(address=address, language=language, by=None, at=clock.now())


@pytest.mark.django_db
def test_approving_settles_address_and_language_and_begins_the_making():
    order = received()
    tenant = approve(order, "krovinys-lt", "en")
    order = Order.objects.get(pk=order.pk)
    assert (order.status, order.language, order.tenant, order.sender) == ("approved", "en", tenant, "")
    assert (tenant.name, tenant.company_code, tenant.status) == ("UAB Krovinys", "300000001", "making")
    assert tenant.host == "krovinys-lt.langelis.test"
    assert tenant.steps.count() == 5
    assert Timer.objects.filter(kind=provisioning.TIMER, tenant_id=tenant.pk).exists()
    assert audit.verify(tenant.pk) == []


@pytest.mark.django_db
def test_an_order_is_approved_once():
    order = received()
    again = Order.objects.get(pk=order.pk)
    approve(order)
    with pytest.raises(NotNow, match="answered this order already"):
        approve(again)
    assert Tenant.objects.filter(name="UAB Krovinys").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", sorted(set(Order.Status.values) - {"received"}))
def test_only_a_received_order_can_be_approved_or_declined(acme, status):
    order = received()
    facts = {"approved_at": clock.now(), "tenant": acme.tenant, "link_sent_at": clock.now()}
    if status == "declined":
        facts = {"declined_at": clock.now()}
    if status == "approved":
        facts["link_sent_at"] = None
    if status not in ("declined", "approved", "provisioned"):
        facts["anchor"] = MONDAY.date()
    Order.objects.filter(pk=order.pk).update(status=status, **facts)
    with pytest.raises(NotNow):
        approve(order)
    with pytest.raises(NotNow):
        order.decline("No.", by=None, at=clock.now())
    assert Order.objects.get(pk=order.pk).status == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["www", "admin", "a", "1acme", "acme--x", "xn--acme", "acme-", "ąžuolas", "a" * 31]
)
def test_a_malformed_or_reserved_address_is_refused(address):
    order = received()
    with pytest.raises(ValidationError):
        approve(order, address)
    assert Order.objects.get(pk=order.pk).status == "received"


@pytest.mark.django_db
def test_a_taken_address_is_refused_and_the_nearest_free_one_offered(acme):
    order = received()
    with pytest.raises(AddressTaken) as taken:
        approve(order, "acme")
    assert taken.value.nearest == "acme-2"
    order.refresh_from_db()
    assert (order.status, order.tenant) == ("received", None)
    assert not Tenant.objects.filter(name="UAB Krovinys").exists()


@pytest.mark.django_db
def test_a_freed_address_is_not_given_away_for_12_months(acme):
    Domain.objects.filter(tenant=acme.tenant).update(
        freed_at=clock.now() - timedelta(days=364), is_primary=False
    )
    with pytest.raises(AddressTaken):
        approve(received(), "acme")
    Domain.objects.filter(tenant=acme.tenant).update(freed_at=clock.now() - timedelta(days=366))
    assert approve(received(), "acme").host == "acme.langelis.test"


@pytest.mark.django_db
def test_the_making_sends_the_link_to_whoever_ordered_and_the_promise_is_kept():
    with clock.at(MONDAY) as hand:
        order = received(systems=["bonus", "konto", "other"])
        tenant = approve(order)
        hand.forward(timedelta(hours=2))
        provisioning.make(tenant.pk)
        tenant.refresh_from_db()
        assert tenant.is_active
        order.refresh_from_db()
        assert order.status == "approved"  # the mail server has not taken the link yet
        outbox.deliver_all()
        order.refresh_from_db()
        assert (order.status, order.link_sent_at) == ("provisioned", clock.now())
        assert order.promise(clock.now()) == State.KEPT
    invitation = Invitation.objects.get(tenant=tenant)
    assert (invitation.email, invitation.role) == ("rasa@krovinys.example", "manager")
    letters = DemoLetter.objects.filter(to__contains="rasa@krovinys.example")
    assert [letter for letter in letters if f"/invitation/{invitation.secret}/" in letter.text]
    used = TenantProduct.objects.filter(tenant=tenant).values_list("product__code", flat=True)
    assert set(used) == {"bonus", "konto"}
    assert not Timer.objects.filter(
        subject_id=order.pk, kind__startswith="trials.promise", state="pending"
    ).exists()
    assert Timer.objects.get(
        subject_id=order.pk, kind="trials.activate"
    ).due_at == order.link_sent_at + timedelta(days=14)


@pytest.mark.django_db
def test_the_link_is_sent_once_however_often_the_making_is_done():
    order = received()
    tenant = approve(order)
    provisioning.make(tenant.pk)
    provisioning.make(tenant.pk)
    fire()
    assert Invitation.objects.filter(tenant=tenant).count() == 1
    assert Letter.objects.filter(letter="trials.link").count() == 1


@pytest.mark.django_db
def test_whoever_ordered_comes_in_before_the_note_of_the_mail_and_the_month_begins():
    order = received()
    tenant = approve(order)
    provisioning.make(tenant.pk)
    tenant.refresh_from_db()
    tenant.enter_first(by=tenant.pk, at=clock.now())
    order.refresh_from_db()
    assert order.status == "running"
    outbox.deliver_all()
    order.refresh_from_db()
    assert order.status == "running"


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Rows that other connections see; taken away by hand, because the cast must stay."""
    with django_db_blocker.unblock():
        orders = [received(email=f"race{n}@krovinys.example") for n in range(2)]
        yield orders
        tenants = [
            pk
            for pk in Order.objects.filter(email__startswith="race").values_list("tenant_id", flat=True)
            if pk
        ]
        Timer.objects.filter(subject_id__in=[*tenants, *(order.pk for order in orders)]).delete()
        Letter.objects.filter(subject_id__in=[order.pk for order in orders]).delete()
        Order.objects.filter(pk__in=[order.pk for order in orders]).delete()
        Membership.objects.filter(tenant__in=tenants).delete()
        Tenant.objects.filter(pk__in=tenants).delete()
        hosts.forget()


def both_at_once(first, second):
    results = []
    gate = threading.Barrier(2)

    def run(act):
        gate.wait()
        try:
            results.append(act())
        except (NotNow, AddressTaken) as no:
            results.append(no)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_of_two_who_approve_at_once_one_makes_the_help_desk_and_the_other_is_told(committed):
    pk = committed[0].pk
    results = both_at_once(
        lambda: approve(Order.objects.get(pk=pk), "race-one"),
        lambda: approve(Order.objects.get(pk=pk), "race-two"),
    )
    assert sorted(type(result).__name__ for result in results) == ["NotNow", "Tenant"]
    assert Domain.objects.filter(domain__startswith="race-").count() == 1
    assert Tenant.objects.filter(order=pk).count() == 1


def test_two_orders_approved_at_once_do_not_get_the_same_address(committed):
    results = both_at_once(*[lambda order=order: approve(order, "race-same") for order in committed])
    assert sorted(type(result).__name__ for result in results) == ["AddressTaken", "Tenant"]
    assert {order.status for order in Order.objects.filter(email__startswith="race")} == {
        "received",
        "approved",
    }
