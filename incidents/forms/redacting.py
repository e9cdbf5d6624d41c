"""What is filled in to take something out of an entry."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.forms.desk import DeskForm
from incidents.forms.fields import Words
from incidents.models import Call, Callback, Comment, Complaint, ComplaintWords, Incident
from incidents.taking_out import BESIDE, is_beside, is_ours
from incidents.views.references import OF_A_COMPLAINT, number_in

TEXT = "text"
WHY = {"required": _("Say why it is taken out; that stays in its place.")}
TYPE_IT = _("Type %(number)s to confirm.")
FILED_WORDS: dict[str, Any] = {
    "subject": _("The subject"),
    "contact": _("Whom to call"),
    "second_contact": _("A second person"),
    "access": _("How to reach the system"),
    "product_version": _("The version of the product"),
}


def ask_to_type(field: forms.Field, number: str) -> None:
    """Says in the field what is to be typed into it, and beside it where it was left empty."""
    field.widget.attrs["placeholder"] = number
    field.error_messages["required"] = TYPE_IT % {"number": number}


class TakeOutForm(DeskForm):
    """What is taken out of an entry and why; each says what is typed besides, for it cannot be undone."""

    verb = "redact"
    field_order = ("what", "subject", "reason", "typed")
    what = forms.MultipleChoiceField(
        label=_("What is taken out"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what is to be taken out.")},
    )
    reason = Words(
        label=_("Why"),
        rows=2,
        help_text=_("Everybody who reads the entry reads this too."),
        error_messages=WHY,
    )

    def __init__(
        self,
        *args: Any,
        about: Incident | Complaint,
        entry: Comment | ComplaintWords,
        beside: Sequence[tuple[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        there = [(TEXT, _("The text"))] if entry.text else []
        kept = entry.attachments.filter(redacted_at__isnull=True).order_by("id")
        files = [(str(one.pk), one.name) for one in kept]
        field: Any = self.fields["what"]
        field.choices = [*there, *files, *beside]
        if len(field.choices) == 1:
            self.initial.setdefault("what", [field.choices[0][0]])
        ask_to_type(self.fields["typed"], about.reference)

    def clean(self) -> dict[str, Any]:
        """What was chosen as the act is told it: the words, which of the files, and what was filed."""
        said = super().clean() or self.cleaned_data
        what = said.get("what", [])
        filed = [one for one in what if one in FILED_WORDS]
        files = [UUID(one) for one in what if one != TEXT and one not in filed]
        return said | {"text": TEXT in what, "files": files, "filed": filed}


class RedactForm(TakeOutForm):
    """What is taken out of an entry of a request; the number of the request is typed."""

    subject = forms.CharField(
        label=_("The subject that stands there instead"),
        max_length=200,
        required=False,
        help_text=_("Needed only when the subject is taken out."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    typed = forms.CharField(
        label=_("To confirm, type the number of the request"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, about: Incident, filed: bool = False, **kwargs: Any) -> None:
        beside = [(part, label) for part, label in FILED_WORDS.items() if filed and getattr(about, part)]
        super().__init__(*args, about=about, beside=beside, **kwargs)
        if not filed:
            del self.fields["subject"]

    def clean_typed(self) -> str:
        """The number of this very request, with its letters or without."""
        typed: str = self.cleaned_data["typed"]
        if number_in(typed) != self.about.number:
            raise forms.ValidationError(TYPE_IT, params={"number": self.about.reference})
        return typed


class RedactComplaintForm(TakeOutForm):
    """What is taken out of an entry of a complaint; the number of the complaint is typed."""

    typed = forms.CharField(
        label=_("To confirm, type the number of the complaint"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_typed(self) -> str:
        """The number of this very complaint, with its letter or without."""
        typed: str = self.cleaned_data["typed"]
        if self.about.number not in (number_in(typed), number_in(typed, OF_A_COMPLAINT)):
            raise forms.ValidationError(TYPE_IT, params={"number": self.about.reference})
        return typed


class _TimedForm(DeskForm):
    """A time is typed to confirm, for what is taken out cannot be brought back."""

    def confirmed_by(self, moment: datetime) -> None:
        """Sets the time that is to be typed."""
        self.time = f"{timezone.localtime(moment):%H:%M}"
        ask_to_type(self.fields["typed"], self.time)

    def clean_typed(self) -> str:
        """The time of this very call."""
        typed: str = self.cleaned_data["typed"]
        if typed.strip().zfill(5) != self.time:
            raise forms.ValidationError(TYPE_IT, params={"number": self.time})
        return typed


class RedactCallForm(_TimedForm):
    """Why the words of a call are taken out; its time is typed."""

    verb = "redact_call"
    topic = forms.CharField(
        label=_("What it was about"),
        max_length=200,
        help_text=_("Change it where what is to be taken out stands here too."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = Words(
        label=_("Why"),
        rows=2,
        help_text=_("It stands beside the call, with your name."),
        error_messages=WHY,
    )
    typed = forms.CharField(
        label=_("To confirm, type the time at which the call began"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, initial={"topic": call.topic}, **kwargs)
        self.fields["topic"].required = bool(call.topic)
        self.confirmed_by(call.began_at)


class RedactWishForm(_TimedForm):
    """What is taken out of a call that was asked for, and why; the time of asking is typed."""

    verb = "redact_wish"
    what = forms.MultipleChoiceField(
        label=_("What is taken out"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what is to be taken out.")},
    )
    reason = Words(label=_("Why"), rows=2, error_messages=WHY)
    typed = forms.CharField(
        label=_("To confirm, type the time at which it was asked for"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, wanted: Callback, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [("phone", _("The number")), ("words", _("What the call is about"))]
        field: Any = self.fields["what"]
        field.choices = [(part, label) for part, label in there if getattr(wanted, part)]
        if is_beside(wanted) and is_ours(wanted.person):
            field.choices = [*field.choices, (BESIDE, _("The number beside their name, too"))]
            field.help_text = _("Without it nobody is found by this number when they call.")
        if len(field.choices) == 1:
            self.initial.setdefault("what", [field.choices[0][0]])
        # On a request everybody who reads its timeline reads the reason, too.
        self.fields["reason"].help_text = (
            _("Everybody who reads the entry reads this too.")
            if wanted.incident_id
            else _("It stands beside the call, with your name.")
        )
        self.confirmed_by(wanted.asked_at)

    def clean_what(self) -> list[str]:
        """The number beside the name goes with that of the call, and not alone."""
        what: list[str] = self.cleaned_data["what"]
        if BESIDE in what and "phone" not in what:
            raise forms.ValidationError(_("Choose the number of the call, too."))
        return what
