"""How much one sender may order: counted in the orders themselves, over all processes and without Redis."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils.crypto import salted_hmac

from helpdesk import timers
from helpdesk.lib.http import Request, sender_address
from trials.models import Order

ORDERS_AN_HOUR = 5
HOUR = timedelta(hours=1)


def sender(request: Request) -> str:
    """A keyed digest of the address that the request came from; the address itself is never kept."""
    return salted_hmac("trials.sender", sender_address(request), algorithm="sha256").hexdigest()


def spent(sender: str, *, now: datetime) -> bool:
    """Says whether this sender has had its orders of the hour; others of the same sender wait meanwhile."""
    timers.lock(uuid5(NAMESPACE_URL, f"trials.sender:{sender}"))
    return Order.objects.filter(sender=sender, received_at__gt=now - HOUR).count() >= ORDERS_AN_HOUR
