"""What an agent fills in while somebody is on the telephone."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.fields import Line, Moment, Words
from incidents.forms.keyed import KeyedForm
from incidents.forms.marks import EFFECT_CHOICES, refuse_ticks_of_an_order
from incidents.models import Call, Channel, Kind, Person
from tenants.models import Product, Tenant

LONGEST_NUMBER = 40  # as a person keeps it; an address of mail is longer


class CallerForm(forms.Form):
    """A caller in two fields: somebody of the company, or somebody who becomes known by this."""

    caller = forms.CharField(label=_("Who calls"), max_length=120, widget=forms.TextInput({"list": "people"}))
    reach = forms.CharField(
        label=_("Phone or e-mail"),
        max_length=254,
        required=False,
        help_text=_("Needed only for somebody who has not called before."),
    )
    people: list[Person]
    call: Call | None = None

    def clean(self) -> dict[str, Any]:
        """Knows the caller, or has what it takes to know them from now on."""
        said = super().clean() or {}
        if said.get("caller") and self.known() is None and not said.get("reach"):
            self.add_error(
                "reach", _("Nobody of this name is known here. Write a phone number or an e-mail address.")
            )
        reach = said.get("reach", "")
        if "@" in reach and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", reach):
            self.add_error("reach", _("This e-mail address is not complete."))
        if "@" not in reach and len(reach) > LONGEST_NUMBER:
            self.add_error("reach", _("This telephone number is too long."))
        return said

    def known(self) -> Person | None:
        """Who calls: by number or address first, else by a name that only one of the company's people has."""
        said = self.cleaned_data
        reach = said.get("reach", "").strip()
        if "@" in reach:
            return next((one for one in self.people if one.email.lower() == reach.lower()), None)
        if digits := _digits(reach):
            return next((one for one in self.people if _digits(one.phone) == digits), None)
        named = [one for one in self.people if one.name.casefold() == said.get("caller", "").casefold()]
        return named[0] if len(named) == 1 else None

    def requester(self) -> Person:
        """The caller as this help desk knows them; somebody new becomes known."""
        if self.call and self.call.person:
            return self.call.person
        if known := self.known():
            return known
        reach = self.cleaned_data["reach"].strip()
        how = {"email": reach.lower()} if "@" in reach else {"phone": reach}
        return Person.objects.create(name=self.cleaned_data["caller"], side=Person.Side.CUSTOMER, **how)


class ReportCallForm(KeyedForm, CallerForm):
    """A caller, what is wrong, what is true, and when the call began."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    channel = forms.ChoiceField(
        label=_("How they reached you"),
        choices=[(Channel.PHONE, _("By phone")), (Channel.DESK, _("In person"))],
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
        required=False,
    )
    began_at = Moment(label=_("When they began to tell it"), help_text=_("The clocks start then."))
    minutes = forms.IntegerField(
        label=_("Minutes on the telephone"), min_value=1, max_value=600, required=False
    )
    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.INCIDENT
    )
    product = forms.ChoiceField(label=_("Product"), choices=[], required=False)
    product_version = forms.CharField(label=_("Version"), max_length=40, required=False)
    subject = forms.CharField(label=_("In a few words"), max_length=200)
    text = Words(label=_("What they say"), rows=5)
    marks = forms.MultipleChoiceField(
        label=_("What is true"), choices=EFFECT_CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )
    second_contact = forms.CharField(label=_("A second person"), max_length=120, required=False)
    access = Words(label=_("How to reach the system"), rows=2, required=False, max_length=2000)
    line = Line(
        label=_("Start work with this: what you do first"),
        required=False,
        help_text=_("The customer sees this line at once."),
    )

    def __init__(
        self, *args: Any, tenant: Tenant, people: list[Person], call: Call | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.call = people, call
        if call:
            # Who calls and since when was settled when the call was answered.
            for name in ("caller", "reach", "channel", "began_at"):
                del self.fields[name]
            self.initial = {**self.initial, "subject": call.topic, "text": call.words}
        else:
            self.fields["caller"].label = _("Who asks")
        used = Product.objects.filter(tenantproduct__tenant=tenant).order_by("position", "code")
        self.products = {str(one.pk): one for one in used}
        choices = [("", "–"), *((pk, one.name) for pk, one in self.products.items())]
        self.fields["product"].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Sees that nothing is ticked that would not count."""
        said = super().clean()
        refuse_ticks_of_an_order(self, said)
        return said

    begins = ""

    def asked(self) -> "ReportCallForm":
        """The form as it is drawn: one writes on where something is wrong or nothing is written yet."""
        wrong = next((name for name in self.fields if name in self.errors), "")
        begun = [name for name in ("caller", "subject", "text") if name in self.fields]
        empty = next((name for name in begun if not self[name].value()), "marks")
        # What is true is drawn by hand, and told where it begins.
        self.begins = wrong or empty
        self.fields[self.begins].widget.attrs["autofocus"] = True
        return self

    def chosen_product(self) -> dict[str, Any]:
        """The product as a request keeps it."""
        product = self.products.get(self.cleaned_data["product"])
        named = {"product_id": product.pk, "product_name": product.name} if product else {}
        return named | {"product_version": self.cleaned_data["product_version"]}


def _digits(number: str) -> str:
    """The digits by which a number is the same however it is written: +370 600… and 8 600… too."""
    return re.sub(r"\D", "", number)[-8:]
