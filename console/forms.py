"""What operators write: an answer to an order or to a wish, a reason."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.dates import local_date
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.areas import Area
from tenants import addresses
from trials.models import Order, Wish

LANGUAGES = [("lt", "Lietuvių"), ("en", "English")]


class ApproveForm(forms.Form):
    """The address and the language that are settled by approving."""

    address = forms.CharField(label=_("Address"), max_length=30)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def clean_address(self) -> str:
        """Refuses a malformed or a reserved address."""
        address = str(self.cleaned_data["address"]).strip().lower()
        addresses.validate(address)
        return address


class DeclineForm(forms.Form):
    """Why an order is declined; the prospect reads it."""

    reason = forms.CharField(
        label=_("Reason, which the prospect reads"), max_length=2000, widget=Area({"rows": 3})
    )


class AskForm(forms.Form):
    """A question to whoever ordered."""

    question = forms.CharField(label=_("Question"), max_length=2000, widget=Area({"rows": 3}))


class RecordWishForm(forms.Form):
    """A wish to carry on that was said on the telephone."""

    words = forms.CharField(label=_("Who said it, and how"), max_length=2000, widget=Area({"rows": 2}))


class EndForm(forms.Form):
    """Ends a help desk now; the address is typed so that nobody does it by accident."""

    confirm = forms.CharField(max_length=60, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        self.fields["confirm"].label = _("Type the address %(address)s") % {"address": address}

    def clean_confirm(self) -> str:
        """Takes nothing but the address."""
        if str(self.cleaned_data["confirm"]).strip().lower() != self.address:
            raise forms.ValidationError(_("This is not the address of the help desk."))
        return self.address


class ReasonForm(forms.Form):
    """Why an operator does it; it stays on record."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class WishAnswerForm(forms.Form):
    """The answer to a wish: until another day, without an end, or no."""

    answer = forms.ChoiceField(
        label=_("Our answer"),
        widget=forms.RadioSelect,
        choices=[
            (Wish.Answer.EXTENDED.value, _("Extend it to a day")),
            (Wish.Answer.SUBSCRIBED.value, _("Let it run without an end")),
            (Wish.Answer.REFUSED.value, _("Refuse")),
        ],
    )
    until = forms.DateField(
        label=_("Until the end of"),
        required=False,
        validators=[MaxValueValidator(date(2099, 12, 31))],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("What we say with it"),
        max_length=2000,
        required=False,
        widget=Area({"rows": 2}),
        help_text=_("The company reads it. A refusal needs it."),
    )

    def __init__(self, *args: Any, order: Order, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["until"] = order.next_end(now)
        self.today: date = local_date(now, order.desk.zone)
        self.order = order

    def clean(self) -> dict[str, Any]:
        """Asks for the day of an extension and for the reason of a refusal."""
        said = dict(super().clean() or {})
        answer, until = said.get("answer"), said.get("until")
        if answer == Wish.Answer.EXTENDED and "until" not in self.errors:
            if not until or until <= self.today:
                self.add_error("until", _("Choose a day after today."))
            else:
                self._keep_what_is_promised(until)
        if answer == Wish.Answer.REFUSED and not said.get("reason"):
            self.add_error("reason", _("Say why: the company reads it."))
        return said

    def _keep_what_is_promised(self, until: date) -> None:
        try:
            self.order.keep_promised(until)
        except NotNow as no:
            self.add_error("until", str(no))
