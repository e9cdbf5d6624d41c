"""What is filled in to take something out of an entry."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.forms.desk import DeskForm
from incidents.forms.fields import Words
from incidents.models import Attachment, Call, Comment, Incident
from incidents.views.references import number_in

TEXT = "text"
FILED_WORDS: dict[str, Any] = {
    "subject": _("The subject"),
    "contact": _("Whom to call"),
    "second_contact": _("A second person"),
    "access": _("How to reach the system"),
}


class RedactForm(DeskForm):
    """What is taken out of an entry and why; the number of the request is typed, for it cannot be undone."""

    verb = "redact"
    what = forms.MultipleChoiceField(
        label=_("What is taken out"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what is to be taken out.")},
    )
    subject = forms.CharField(
        label=_("The subject that stands there instead"),
        max_length=200,
        required=False,
        help_text=_("Needed only when the subject is taken out."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = Words(label=_("Why"), rows=2, help_text=_("Everybody who reads the entry reads this too."))
    typed = forms.CharField(
        label=_("To confirm, type the number of the request"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, incident: Incident, comment: Comment, filed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.incident = incident
        beside = [(part, label) for part, label in FILED_WORDS.items() if filed and getattr(incident, part)]
        if not filed:
            del self.fields["subject"]
        there = [(TEXT, _("The text"))] if comment.text else []
        kept = Attachment.objects.filter(comment=comment, redacted_at__isnull=True).order_by("id")
        files = [(str(one.pk), one.name) for one in kept]
        field: Any = self.fields["what"]
        field.choices = [*there, *files, *beside]
        if len(field.choices) == 1:
            self.initial.setdefault("what", [field.choices[0][0]])
        self.fields["typed"].widget.attrs["placeholder"] = incident.reference

    def clean_typed(self) -> str:
        """The number of this very request, with its letters or without."""
        typed: str = self.cleaned_data["typed"]
        if number_in(typed) != self.incident.number:
            raise forms.ValidationError(
                _("This is not the number of this request: %(number)s"),
                params={"number": self.incident.reference},
            )
        return typed


class RedactCallForm(DeskForm):
    """Why the words of a call are taken out; its time is typed, for it cannot be undone."""

    verb = "redact_call"
    topic = forms.CharField(
        label=_("What it was about"),
        max_length=200,
        help_text=_("Change it where what is to be taken out stands here too."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = Words(label=_("Why"), rows=2, help_text=_("It stands beside the call, with your name."))
    typed = forms.CharField(
        label=_("To confirm, type the time at which the call began"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, initial={"topic": call.topic}, **kwargs)
        self.began = f"{timezone.localtime(call.began_at):%H:%M}"
        self.fields["topic"].required = bool(call.topic)
        self.fields["typed"].widget.attrs["placeholder"] = self.began

    def clean_typed(self) -> str:
        """The time of this very call."""
        typed: str = self.cleaned_data["typed"]
        if typed.strip().zfill(5) != self.began:
            raise forms.ValidationError(
                _("This is not when this call began: %(time)s"), params={"time": self.began}
            )
        return typed
