"""What is filled in by whoever waits for a call, and by the agent who says when it comes."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.fields import Moment, Telephone

SOON, AT = "soon", "at"


class AskCallForm(forms.Form):
    """Which number we call, and when it suits."""

    phone = Telephone(label=_("Which number do we call?"), autocomplete="tel")
    when = forms.ChoiceField(
        label=_("When does it suit you?"),
        choices=[(SOON, _("As soon as you can")), (AT, _("At this time:"))],
        widget=forms.RadioSelect,
        initial=SOON,
    )
    at = Moment(label=_("Day and time, if you name one"), required=False)
    words = forms.CharField(
        label=_("What is the call about?"),
        max_length=200,
        required=False,
        error_messages={"required": _("Say in a few words what the call is about.")},
    )

    def __init__(self, *args: Any, about_a_request: bool, hours: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = hours
        if about_a_request:
            del self.fields["words"]
        else:
            self.fields["words"].required = True

    def clean(self) -> dict[str, Any]:
        """Sees that a time stands where one was chosen, and none is thrown away where it was not."""
        said = super().clean() or self.cleaned_data
        if said.get("when") == AT and not said.get("at") and "at" not in self.errors:
            self.add_error("at", _("Name the day and the time."))
        if said.get("when") == SOON and said.get("at"):
            self.add_error("when", _("You have named a day and a time, too: choose when we call."))
        return said

    def named(self) -> datetime | None:
        """The time that was chosen; None for as soon as we can."""
        at: datetime | None = self.cleaned_data["at"]
        return at if self.cleaned_data["when"] == AT else None


class PlanCallForm(forms.Form):
    """When an agent calls the customer, and on which number."""

    phone = Telephone(label=_("Number"), autocomplete="off")
    at = Moment(label=_("You call at"), help_text=_("The customer reads it: we aim to call then."))

    def named(self) -> datetime | None:
        """The time that the agent named."""
        at: datetime | None = self.cleaned_data["at"]
        return at
