"""What agents fill in about how requests hang together and what they are about."""

import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.another import Another
from incidents.forms.desk import DeskForm, OfAnother
from incidents.forms.fields import Words
from incidents.links import BACKWARDS, Tie
from incidents.models import Incident
from tenants.models import Product

HAS_PART = "has_part"  # the same link, made on the page of the whole
REMEMBERED = 5.0  # seconds; only for drawing: what is sent is checked against the table
_remembered: dict[UUID, tuple[float, list[Product]]] = {}


class LinkForm(OfAnother):
    """How this request hangs together with which other."""

    verb = "link"
    drawn_once = True
    tie = forms.ChoiceField(
        label=_("This request"), choices=[*Tie.choices, (HAS_PART, BACKWARDS[Tie.PART_OF])]
    )
    other = Another(label=_("The other request"))


class UnlinkForm(LinkForm):
    """Which link is taken away."""

    verb = "unlink"
    drawn_once = False
    way = forms.ChoiceField(choices=[("to", "to"), ("from", "from")])


class MergeForm(OfAnother):
    """Into which request this one goes, and why."""

    verb = "merge"
    drawn_once = True
    into = Another(label=_("Into the request"))
    reason = Words(label=_("Reason"), rows=2, help_text=_("The customer sees it."))


class DescribeForm(DeskForm):
    """Which product and version it is about."""

    verb = "describe"
    drawn_once = True
    listing = "product"
    product = forms.ChoiceField(label=_("Product"), choices=[], required=False)
    product_version = forms.CharField(label=_("Version"), max_length=40, required=False)

    def __init__(self, *args: Any, tenant: UUID, incident: Incident, **kwargs: Any) -> None:
        now = {"product": str(incident.product_id or ""), "product_version": incident.product_version}
        super().__init__(*args, initial=now, **kwargs)
        self.incident = incident
        products = _read(tenant) if self.is_bound else used(tenant)
        self.products = {str(one.pk): one for one in products}
        choices = product_choices(products, incident)
        self.fields["product"].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def chosen(self) -> dict[str, Any]:
        """The product and version as a request keeps them."""
        key, version = self.cleaned_data["product"], self.cleaned_data["product_version"]
        if key == str(self.incident.product_id):
            product = {"product_id": self.incident.product_id, "product_name": self.incident.product_name}
        elif key:
            product = {"product_id": self.products[key].pk, "product_name": self.products[key].name}
        else:
            product = {}
        return product | {"product_version": version}


def product_choices(products: Iterable[Product], incident: Incident) -> list[tuple[str, str]]:
    """The products that a request can be about, with the one that it is about."""
    choices = {"": "–"} | {str(one.pk): one.name for one in products}
    if incident.product_id:
        choices.setdefault(str(incident.product_id), incident.product_name)  # no longer in use, and kept
    return list(choices.items())


def _read(tenant: UUID) -> list[Product]:
    return list(Product.objects.filter(tenantproduct__tenant=tenant).order_by("position", "code"))


def used(tenant: UUID) -> list[Product]:
    """The products of a company, remembered for five seconds: a page of a request costs no statement more."""
    until, known = _remembered.get(tenant, (0.0, []))
    if until <= time.monotonic():
        if len(_remembered) > 1000:
            _remembered.clear()
        known = _read(tenant)
        _remembered[tenant] = (time.monotonic() + REMEMBERED, known)
    return known
