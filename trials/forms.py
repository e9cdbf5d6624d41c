"""The order form, and what is written around the month."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.ui.areas import Area
from tenants import addresses
from tenants.models import Product
from trials.models.asked import NO_SYSTEM, OTHER_SYSTEM


class OrderForm(forms.Form):
    """Eight fields; what they do not know about themselves, they need not write."""

    company = forms.CharField(
        label=_("Company"), max_length=120, widget=forms.TextInput({"autocomplete": "organization"})
    )
    company_code = forms.CharField(
        label=_("Company code"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    wished_address = forms.CharField(
        label=_("Address you would like"),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    contact_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "placeholder": _("The link comes here")}),
    )
    phone = forms.CharField(
        label=_("Phone, if you would rather talk"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    systems = forms.MultipleChoiceField(
        label=_("Systems you use"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the systems you use, or “none yet”.")},
    )
    accept = forms.BooleanField(
        label=_("I accept the service terms."),
        error_messages={"required": _("Accepting the terms is the agreement: without it we cannot begin.")},
    )
    # Nobody sees this field; programs that fill in forms do.
    website = forms.CharField(
        required=False, widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    )

    FIELDS = (
        "company",
        "company_code",
        "wished_address",
        "contact_name",
        "email",
        "phone",
        "systems",
        "accept",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(product.code, product.name) for product in Product.objects.filter(is_offered=True)]
        others = [(OTHER_SYSTEM, _("other")), (NO_SYSTEM, _("none yet"))]
        self.fields["systems"].choices = [*offered, *others]  # type: ignore[attr-defined]  # a MultipleChoiceField

    def clean_company(self) -> str:
        """Takes a name, in one line."""
        return " ".join(str(self.cleaned_data["company"]).split())

    def clean_company_code(self) -> str:
        """Takes the code of the register: 9 digits, 7 for the oldest ones."""
        code = re.sub(r"\s", "", str(self.cleaned_data["company_code"]))
        if code and not re.fullmatch(r"[0-9]{7}|[0-9]{9}", code):
            raise forms.ValidationError(_("A company code has 9 digits (or 7). You can leave it empty."))
        return code

    def clean_wished_address(self) -> str:
        """Checks shape and reserved words only: a stranger does not learn who is here."""
        address = str(self.cleaned_data["wished_address"]).strip().lower()
        addresses.validate(address)
        return address

    def clean_email(self) -> str:
        """Takes the address in small letters."""
        return str(self.cleaned_data["email"]).lower()

    def clean_phone(self) -> str:
        """Takes a number as it is said; the bare country code is no number."""
        phone = " ".join(str(self.cleaned_data["phone"]).split())
        digits = re.sub(r"\D", "", phone)
        if phone.replace(" ", "") in ("", "+", "+370"):
            return ""
        if not re.fullmatch(r"\+?[0-9 ()./-]+", phone) or not 8 <= len(digits) <= 15:
            raise forms.ValidationError(_("Write the number with digits, for example +370 600 00000."))
        return phone

    def clean_systems(self) -> list[str]:
        """Takes either systems or “none yet”."""
        systems = list(self.cleaned_data["systems"])
        if NO_SYSTEM in systems and len(systems) > 1:
            raise forms.ValidationError(_("“None yet” does not go together with a system."))
        return systems

    def clean_website(self) -> str:
        """Refuses what only a program fills in; a person whose browser did it can empty the field."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty: it is here to stop programs."))
        return ""

    def written(self) -> dict[str, Any]:
        """What the order keeps of the form."""
        return {name: self.cleaned_data[name] for name in self.FIELDS if name != "accept"}


class AnswerForm(forms.Form):
    """The answer to a question about the order."""

    text = forms.CharField(label=_("Your answer"), max_length=2000, widget=Area({"rows": 4}))


class WishForm(forms.Form):
    """The wish to carry on, with a word to it where there is one."""

    words = forms.CharField(
        label=_("Anything we should know"),
        max_length=2000,
        required=False,
        widget=Area({"rows": 3}),
    )
