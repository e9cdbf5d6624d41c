"""How far an order has come, in four steps that a prospect understands."""

from typing import Any

from django.utils.translation import gettext as _

from trials.models import Order

Status = Order.Status


def steps(order: Order) -> list[dict[str, Any]]:
    """The steps of an order: received, approved, the link sent, the month."""
    if order.status == Status.DECLINED:
        return [
            {"label": _("Received"), "state": "done", "at": order.received_at},
            {"label": _("Declined"), "state": "current", "at": order.declined_at},
        ]
    tenant = order.tenant
    moments = [
        (_("Received"), order.received_at),
        (_("Approved"), order.approved_at),
        (_("Link sent"), order.link_sent_at),
        (_("The month runs"), tenant.activated_at if tenant else None),
    ]
    if order.anchor and tenant:
        moments[3] = (moments[3][0], tenant.activated_at or order.link_sent_at)
    reached = sum(1 for _label, at in moments if at)
    return [
        {"label": label, "at": at, "state": "done" if n < reached else "current" if n == reached else "next"}
        for n, (label, at) in enumerate(moments)
    ]
