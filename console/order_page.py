"""What the page of one order shows, whichever act led to it."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from console.forms import ApproveForm, AskForm, DeclineForm, EndForm, RecordWishForm
from helpdesk.lib.http import Request
from helpdesk.ui import moments
from tenants import addresses
from tenants.models import Product, ProvisioningStep
from trials import journey
from trials.hints import hints
from trials.models import Order, Wish
from trials.models.asked import NO_SYSTEM, OTHER_SYSTEM


def context(order: Order, now: datetime, **bound: forms.Form) -> dict[str, Any]:
    """Everything on the page; `bound` are forms that were sent and did not hold."""
    free = addresses.nearest_free(order.wished_address, at=now)
    settled = {"address": free, "language": order.language}
    address = order.tenant.address if order.tenant else ""
    shown: dict[str, Any] = {
        "order": order,
        "now": now,
        "promise": str(order.promise(now)),
        "journey": journey.steps(order),
        "hints": hints([order])[order],
        "systems": systems(order),
        "free": free,
        "suffix": f".{settings.PUBLIC_HOST}",
        "verbs": Order.LIFE.verbs(order.status),
        "wish": Wish.standing(order),
        "wishes": order.wishes.filter(answered_at__isnull=False),
        "questions": order.questions.all(),
        "approve_form": ApproveForm(initial=settled),
        "decline_form": DeclineForm(),
        "ask_form": AskForm(),
        "record_form": RecordWishForm(),
        "end_form": EndForm(address=address),
        "refused": "",
    }
    return shown | (making(order) if order.tenant else {"steps": []}) | bound


def systems(order: Order) -> list[str]:
    """The names of the systems that the company says it uses."""
    names = {product.code: product.name for product in Product.objects.all()}
    names |= {OTHER_SYSTEM: _("other"), NO_SYSTEM: _("none yet")}
    return [names.get(code, code) for code in order.systems]


def making(order: Order) -> dict[str, Any]:
    """How far the making of the help desk has come, and whether it is still to be watched."""
    rows = list(ProvisioningStep.objects.filter(tenant=order.tenant_id))
    steps = [_step(order, row) for row in rows]
    sent = {
        "label": _("The mail server takes the link"),
        "state": "done" if order.link_sent_at else "waiting",
    }
    if order.link_sent_at:
        sent["note"] = moments.absolute(order.link_sent_at)
    elif all(row.state == "done" for row in rows):
        sent["state"] = "running"
    facts = [(step["state"], step.get("note", "")) for step in [*steps, sent]]
    return {
        "order": order,
        "steps": [*steps, sent],
        "watched": not order.link_sent_at and order.status == Order.Status.APPROVED,
        "seen": sha256(repr(facts).encode()).hexdigest()[:12],
    }


def _step(order: Order, row: ProvisioningStep) -> dict[str, Any]:
    step: dict[str, Any] = {"label": row.get_kind_display(), "state": row.state}
    if row.state == ProvisioningStep.State.FAILED:
        step["note"] = row.error
        step["retry_url"] = reverse("console:retry", args=[order.pk, row.pk])
    return step


def views(request: Request) -> list[dict[str, Any]]:
    """The lists of orders and wishes, at the left."""
    here = request.get_full_path()
    lists = [
        (pgettext("view", "Waiting"), reverse("console:orders"), Order.objects.waiting().count(), True),
        (
            pgettext("view", "Wishes to carry on"),
            reverse("console:wishes"),
            Wish.objects.filter(answered_at__isnull=True).count(),
            True,
        ),
        (pgettext("view", "Answered"), reverse("console:orders") + "?view=answered", None, False),
    ]
    items = [
        {"label": label, "url": url, "count": count, "active": here == url, "hot": False}
        for label, url, count, _hot in lists
    ]
    return [{"title": _("Orders"), "items": items}]
