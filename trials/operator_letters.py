"""The letters to the operators: an order, a wish, a promise in danger, an end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from helpdesk import outbox
from helpdesk.outbox.models import Letter
from helpdesk.ui import moments
from tenants import hosts
from tenants.models import Tenant
from trials.letters import BODY, still_ends_on
from trials.models import Order
from trials.models.order import OWED

# letter → subject and sentence; both know the company and the time that was promised
ORDERS = {
    "trials.arrived": (
        N_("New order: %(company)s"),
        N_("%(company)s ordered the free month. We promised the link by %(due)s."),
    ),
    "trials.answered": (
        N_("Answer to your question: %(company)s"),
        N_("%(company)s answered your question about the order. We promised the link by %(due)s."),
    ),
    "trials.promise_near": (
        N_("The link is due today: %(company)s"),
        N_("The link of %(company)s is not sent yet. We promised it by %(due)s."),
    ),
    "trials.promise_broken": (
        N_("Promise broken: %(company)s"),
        N_("The link of %(company)s was not sent. We promised it by %(due)s."),
    ),
}
WISHES = {
    "trials.wish_said": (
        N_("Wants to carry on: %(company)s"),
        N_("%(company)s wants to carry on. The answer is due by %(due)s."),
    ),
    "trials.wish_near": (
        N_("A wish to carry on is due today: %(company)s"),
        N_("%(company)s wants to carry on and has no answer yet. It is due by %(due)s."),
    ),
    "trials.wish_late": (
        N_("A wish to carry on is late: %(company)s"),
        N_("%(company)s wants to carry on and got no answer in time. It was due by %(due)s."),
    ),
}


def _find(row: Letter) -> Order:
    return Order.objects.select_related("tenant").get(pk=UUID(row.data["order"]))


def _letter(order: Order, subject: str, sentence: str) -> outbox.Rendered:
    path = reverse("console:order", args=[order.pk], urlconf="helpdesk.urls_public")
    facts: dict[str, Any] = {"paragraphs": [sentence], "after_words": []}
    facts |= {"button_url": hosts.public_url(path), "button_words": _("Open the order")}
    return outbox.Rendered(subject=subject, body_template=BODY, context=facts)


def _about_order(subject: str, sentence: str) -> Callable[[Letter], outbox.Rendered | None]:
    def build(row: Letter) -> outbox.Rendered | None:
        """Tells the admins about an order; a warning is not sent once the link is."""
        order = _find(row)
        if row.letter == "trials.promise_near" and order.status not in OWED:
            return None
        said = {"company": order.company, "due": moments.absolute(order.due_at)}
        return _letter(order, _(subject) % said, _(sentence) % said)

    return build


def _about_wish(subject: str, sentence: str) -> Callable[[Letter], outbox.Rendered | None]:
    def build(row: Letter) -> outbox.Rendered | None:
        """Tells the admins about a wish; not sent when it was answered meanwhile."""
        order = _find(row)
        wish = order.wishes.filter(answered_at__isnull=True).last()
        if wish is None:
            return None
        said = {"company": order.company, "due": moments.absolute(wish.due_at)}
        return _letter(order, _(subject) % said, _(sentence) % said)

    return build


for _name, (_subject, _sentence) in ORDERS.items():
    outbox.letter(_name)(_about_order(_subject, _sentence))
for _name, (_subject, _sentence) in WISHES.items():
    outbox.letter(_name)(_about_wish(_subject, _sentence))


@outbox.letter("trials.criticals_open")
def criticals_open(row: Letter) -> outbox.Rendered | None:
    """Tells the operators that a help desk is about to end with Criticals open in it, if it still does."""
    order, count = _find(row), int(row.data["criticals"])
    last_day = still_ends_on(order, row)
    if last_day is None:
        return None
    said = {"company": order.company, "count": count, "day": moments.full_day(last_day)}
    sentence = ngettext(
        "%(company)s has %(count)s open critical request, and its help desk ends with %(day)s.",
        "%(company)s has %(count)s open critical requests, and its help desk ends with %(day)s.",
        count,
    )
    return _letter(order, _("Ends soon with critical requests open: %(company)s") % said, sentence % said)


@outbox.letter("trials.ended")
def ended(row: Letter) -> outbox.Rendered:
    """Tells the operators that a help desk was deactivated, and why."""
    order = _find(row)
    why = str(Tenant.Why(order.desk.deactivated_why).label) if order.desk.deactivated_why else ""
    said = {"company": order.company, "why": why}
    return _letter(
        order,
        _("Deactivated: %(company)s") % said,
        _("The help desk of %(company)s was deactivated. %(why)s") % said,
    )
