"""What customers fill in on the page of a request."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.desk import DeskForm
from incidents.forms.fields import Words
from incidents.forms.marks import EFFECT_CHOICES
from incidents.outcomes import Outcome

RATINGS = [(n, str(n)) for n in range(1, 6)]


class CustomerReplyForm(DeskForm):
    """A message to whoever works on it."""

    verb = "customer_reply"
    or_files = "text"
    text = Words(label=_("Write to us"), error_messages={"required": _("Write something.")})


class AnsweredForm(CustomerReplyForm):
    """Only the word that the answer was given already; refused, it stands on the page as a message would."""

    def full_clean(self) -> None:
        """Looks for no words, though the page does not call them optional."""
        self.fields["text"].required = False
        super().full_clean()
        self.fields["text"].required = True


class ConfirmForm(DeskForm):
    """It works: the request is closed, with a rating if the customer likes."""

    verb = "confirm"
    rating = forms.TypedChoiceField(
        label=_("How did we do? 1 is poor, 5 is excellent."),
        choices=RATINGS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    words = Words(label=_("In your own words"), rows=2, required=False)


class AfterAnOutcome(DeskForm):
    """Says what is wrong with what a request came to, asked in the words that fit it."""

    def asks_after(self, outcome: Outcome) -> None:
        """Takes the words of the outcome."""


class StillFailsForm(AfterAnOutcome):
    """It still fails: what is still wrong."""

    verb = "still_fails"
    text = Words(rows=3)

    def asks_after(self, outcome: Outcome) -> None:
        """What is wrong with it."""
        _ask(self, "text", outcome.what_is_wrong, outcome.what_is_missing)


class FailWorkaroundForm(DeskForm):
    """The workaround does not work: what happens."""

    verb = "fail_workaround"
    text = Words(
        label=_("What happens when you try it?"),
        rows=3,
        error_messages={"required": _("Say what happens when you try it.")},
    )


class RaiseForm(DeskForm):
    """It is more serious: what is true now, and what has changed."""

    verb = "reclassify"
    marks = forms.MultipleChoiceField(
        label=_("What is true now?"),
        choices=EFFECT_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one sentence that is true now.")},
    )
    reason = Words(
        label=_("What has changed?"), rows=2, error_messages={"required": _("Say what has changed.")}
    )


class NoLongerNeededForm(DeskForm):
    """The customer no longer needs it."""

    verb = "cancel"
    reason = Words(
        label=_("Why is it no longer needed?"),
        rows=2,
        error_messages={"required": _("Say why it is no longer needed.")},
    )


class ReopenedForm(AfterAnOutcome):
    """It is back: what happens."""

    verb = "reopen"
    reason = Words(rows=3)

    def asks_after(self, outcome: Outcome) -> None:
        """Why it should go on."""
        _ask(self, "reason", outcome.back_asked, outcome.back_missing)


def _ask(form: DeskForm, name: str, label: Any, missing: Any) -> None:
    form.fields[name].label = label
    form.fields[name].error_messages["required"] = missing


class RateForm(DeskForm):
    """The rating asked once, on closing."""

    verb = "rate"
    rating = forms.TypedChoiceField(
        label=_("How did we do? 1 is poor, 5 is excellent."),
        choices=RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 1 to 5.")},
    )
    words = Words(label=_("In your own words"), rows=2, required=False)
