"""What an agent fills in about a part of a request."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from incidents.forms.desk import ResolveForm
from incidents.forms.fields import Words
from incidents.forms.keyed import KeyedForm
from incidents.forms.marks import EFFECT_CHOICES, refuse_ticks_of_an_order
from incidents.models import Incident, Kind, Person


class PartForm(KeyedForm):
    """What the part is about, for whom, and what is true of it alone."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    subject = forms.CharField(label=_("In a few words"), max_length=200)
    text = Words(label=_("What is to be done"), rows=5, help_text=_("The requester reads it."))
    requester = forms.ChoiceField(label=_("For whom"), choices=[])
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind.choices)
    marks = forms.MultipleChoiceField(
        label=_("What is true"), choices=EFFECT_CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, whole: Incident, people: Iterable[Person], **kwargs: Any) -> None:
        kwargs["initial"] = {
            "subject": whole.subject,
            "requester": str(whole.requester_id),
            "kind": whole.kind,
        }
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in [whole.requester, *people]}
        choices = [(key, one.name) for key, one in self.people.items()]
        self.fields["requester"].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Sees that nothing is ticked that would not count."""
        said = super().clean() or self.cleaned_data
        refuse_ticks_of_an_order(self, said)
        return said

    def clean_requester(self) -> Person:
        """Somebody of the company; the requester of the whole, unless another one was chosen."""
        return self.people[self.cleaned_data["requester"]]


class ResolveWholeForm(ResolveForm):
    """How a request was resolved of which parts are still open, and what becomes of them."""

    drawn_once: ClassVar[bool] = False
    TOO, LEAVE = "resolve", "leave"
    parts = forms.ChoiceField(
        choices=[(TOO, _("Resolve them too, with the same words")), (LEAVE, _("Leave them open"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, open_parts: Iterable[Incident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = list(open_parts)
        numbers = [one.reference for one in every]
        n = len(numbers)
        said: dict[str, Any] = {"n": n, "numbers": ", ".join(numbers)}
        warned = ngettext("%(n)s part of it is still open", "%(n)s parts of it are still open", n) % said
        self.fields["parts"].label = warned
        left = [one.reference for one in every if one.hour_due_at]
        said["running"] = ", ".join(left)
        self.fields["parts"].help_text = (
            _("%(numbers)s. Not resolved with it while a promised hour runs: %(running)s.") % said
            if left
            else said["numbers"]
        )
