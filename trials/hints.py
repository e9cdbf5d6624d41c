"""What an operator should know before answering an order: is the company here already, is the mail real."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.models import Tenant
from trials.models import Order

# The best known of them: a hint for a person, no gate.
DISPOSABLE = frozenset(
    """
    10minutemail.com 33mail.com dispostable.com emailondeck.com fakeinbox.com getnada.com guerrillamail.com
    maildrop.cc mailinator.com mailnesia.com mintemail.com mohmal.com sharklasers.com spamgourmet.com
    temp-mail.org tempmail.com tempr.email throwawaymail.com trashmail.com yopmail.com
    """.split()  # noqa: SIM905 - a list of twenty literals would be three times as long
)
LEGAL_FORMS = re.compile(r"\b(uab|ab|mb|vši|všį|į[iį]|tūb|kūb|ltd|llc|gmbh|oü|sia|as)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Hint:
    """One thing to know, and the other order it points at, where there is one."""

    text: str | Promise
    order: Order | None = None


def bare(company: str) -> str:
    """A company's name without its legal form, quotes and case, as people compare them."""
    return " ".join(re.sub(r"[^\w\s]", " ", LEGAL_FORMS.sub(" ", company.casefold())).split())


def hints(orders: Iterable[Order]) -> dict[Order, list[Hint]]:
    """What to know of each of these orders; two statements, however many they are."""
    asked = list(orders)
    if not asked:
        return {}
    codes = {order.company_code for order in asked} - {""}
    emails = {order.email for order in asked}
    names = {word for order in asked for word in bare(order.company).split()[:1]}
    alike = Q(company_code__in=codes) | Q(email__in=emails)
    for name in names:
        alike |= Q(company__icontains=name)
    others = list(Order.objects.filter(alike).select_related("tenant").order_by("-received_at")[:200])
    desks = list(Tenant.objects.filter(company_code__in=codes, order__isnull=True).exclude(status="erased"))
    return {order: [*_of(order, others), *_of_desks(order, desks), *_of_mail(order)] for order in asked}


def _of(order: Order, others: list[Order]) -> list[Hint]:
    found: list[Hint] = []
    for other in others:
        if other.pk == order.pk:
            continue
        same = _same(order, other)
        if same:
            text = _("An earlier trial of the same company.") if other.tenant_id and same[0] else same[1]
            found.append(Hint(text, other))
    return found


def _same(order: Order, other: Order) -> tuple[bool, Promise | str] | None:
    """Whether it is the same company, and in what they are alike; None when in nothing."""
    if order.company_code and order.company_code == other.company_code:
        return True, _("The same company code.")
    if bare(order.company) == bare(other.company):
        return True, _("The same company name.")
    if order.email == other.email:
        return False, _("The same e-mail address.")
    return None


def _of_desks(order: Order, desks: list[Tenant]) -> list[Hint]:
    if any(order.company_code == desk.company_code for desk in desks):
        return [Hint(_("This company has a help desk already."))]
    return []


def _of_mail(order: Order) -> list[Hint]:
    if order.email.rpartition("@")[2] in DISPOSABLE:
        return [Hint(_("The e-mail address is of a service for throwaway mail."))]
    return []
