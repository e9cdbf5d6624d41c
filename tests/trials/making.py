"""Orders as the tests need them, made by the verbs that people use."""

from datetime import UTC, datetime
from typing import Any

from helpdesk import timers
from helpdesk.timers import clock
from tests.cast import Desk
from trials.models import Offer, Order, Terms

MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # 10:30 in Vilnius, a business day

WRITTEN = {
    "company": "UAB Krovinys",
    "company_code": "300000001",
    "wished_address": "krovinys",
    "contact_name": "Rasa Krovė",
    "email": "rasa@krovinys.example",
    "phone": "",
    "systems": ["bonus"],
}


def received(at: datetime | None = None, **written: Any) -> Order:
    """An order that has just come."""
    return Order.receive(
        at=at or clock.now(),
        offer=Offer.objects.get(code="mini"),
        terms=Terms.current(),
        **({"language": "lt", "sender": ""} | WRITTEN | written),
    )


def sent(desk: Desk, at: datetime | None = None, **written: Any) -> Order:
    """An order whose help desk is one of the cast's, with its link sent."""
    now = at or clock.now()
    order = received(now, **written)
    Order.objects.filter(pk=order.pk).update(status="approved", approved_at=now, tenant=desk.tenant)
    order = Order.objects.get(pk=order.pk)
    order.link_sent(at=now)
    return order


def running(desk: Desk, at: datetime | None = None, **written: Any) -> Order:
    """An order whose month has begun."""
    now = at or clock.now()
    order = sent(desk, now, **written)
    order.activate(at=now)
    return order


def fire() -> int:
    """Lets everything that is due happen, and says aloud what goes wrong."""
    return timers.fire_due(strict=True)
