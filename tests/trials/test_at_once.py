"""The first sign-in at the very moment in which something else happens to the order: never stuck."""

from collections.abc import Iterator
from threading import Event as Signal
from typing import Any

import pytest
from django.db import connection, transaction

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.arming import key_of
from tenants.models import Tenant
from tests import conftest
from tests.real import committed, eventually, together
from tests.trials.making import sent
from trials.models import Order

__all__ = ["committed"]
pytestmark = pytest.mark.slow


@pytest.fixture
def desk(committed: None) -> Iterator[Any]:
    """Acme's help desk, in which this test commits; as it was after it."""
    desk = conftest._fresh("acme")
    row = Tenant.objects.filter(pk=desk.tenant.pk)
    before = row.values("activated_at", "ends_on").get()
    row.update(activated_at=None)
    try:
        yield desk
    finally:
        Order.objects.filter(tenant=desk.tenant).delete()
        row.update(**before)


def waits_for(subject):
    number = key_of(subject) & (2**64 - 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND classid::bigint = %s AND objid::bigint = %s",
            [number >> 32, number & (2**32 - 1)],
        )
        return cursor.fetchone()[0]


def test_the_first_sign_in_while_the_month_begins_by_itself(desk):
    order, held, came = sent(desk), Signal(), []

    def begin():
        with transaction.atomic():
            timers.lock(order.pk)
            held.set()
            eventually(lambda: waits_for(order.pk))
            Order.objects.get(pk=order.pk).activate(at=clock.now())

    def come_in():
        held.wait(5)
        came.append(desk.tenant.enter_first(by=desk.manager.pk, at=clock.now()))

    together(begin, come_in)
    assert came == [True]
    assert Order.objects.get(pk=order.pk).status == "running"
    assert Tenant.objects.get(pk=desk.tenant.pk).activated_at


def test_of_two_who_come_in_first_at_once_one_begins_the_month_and_both_come_in(desk):
    order, came = sent(desk), []

    def come_in():
        came.append(desk.tenant.enter_first(by=desk.manager.pk, at=clock.now()))

    together(*[come_in] * 4)
    assert sorted(came) == [False, False, False, True]
    assert Order.objects.get(pk=order.pk).status == "running"
