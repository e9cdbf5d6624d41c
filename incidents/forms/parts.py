"""What an agent fills in about a part of a request."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.fields import Words
from incidents.forms.marks import EFFECT_CHOICES
from incidents.models import Incident, Kind, Person


class PartForm(forms.Form):
    """What the part is about, for whom, and what is true of it alone."""

    subject = forms.CharField(label=_("In a few words"), max_length=200)
    text = Words(label=_("What is to be done"), rows=5, help_text=_("The requester reads it."))
    requester = forms.ChoiceField(label=_("For whom"), choices=[])
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind.choices)
    marks = forms.MultipleChoiceField(
        label=_("What is true"), choices=EFFECT_CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, whole: Incident, people: Iterable[Person], **kwargs: Any) -> None:
        begins = {"subject": whole.subject, "requester": str(whole.requester_id), "kind": whole.kind}
        super().__init__(*args, initial=begins, **kwargs)
        self.people = {str(one.pk): one for one in [whole.requester, *people]}
        choices = [(key, one.name) for key, one in self.people.items()]
        self.fields["requester"].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def clean_requester(self) -> Person:
        """Somebody of the company; the requester of the whole, unless another one was chosen."""
        return self.people[self.cleaned_data["requester"]]
