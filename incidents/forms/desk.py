"""What agents and the first line fill in on the page of a request; one form for each act that needs words."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.desk import desk
from incidents.forms.another import Another
from incidents.forms.fields import Day, Line, Moment, Reason, Words
from incidents.models import Cause, Code, Incident, Person
from incidents.need import SENTENCES


class DeskForm(forms.Form):
    """A form of the desk; `verb` keeps the ids of several forms on one page apart."""

    verb: ClassVar[str]
    # The act's own name of what it was not told → the field that asks for it here.
    asked_as: ClassVar[dict[str, str]] = {}
    # Whether, until somebody writes in it, only what it begins with differs from request to request: then a
    # page need not draw it anew.
    drawn_once: ClassVar[bool] = False
    # The one field whose choices are the help desk's own: a page that does not draw it anew is told them.
    listing: ClassVar[str] = ""
    # The words that may be left out where files come.
    or_files: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.verb}-%s")
        super().__init__(*args, **kwargs)

    def files_came(self) -> None:
        """Files say enough where words may be left out."""
        if self.or_files:
            self.fields[self.or_files].required = False

    def stands_on(self, reference: object) -> None:
        """Tells its fields on the page of which request they stand."""
        for field in self.fields.values():
            if isinstance(field, Another):
                field.find_besides(reference)


class OfAnother(DeskForm):
    """A form that names another request; only those that the person may see can be named."""

    def __init__(self, *args: Any, person: Person, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands_on(incident.reference)
        for field in self.fields.values():
            if isinstance(field, Another):
                field.person, field.besides = person, incident.number


class NothingToSay(DeskForm):
    """An act that is one click."""

    verb = "act"


class StartForm(DeskForm):
    """Start work: one line that the customer sees."""

    verb = "start"
    line = Line(help_text=_("The customer sees this line at once."))


class StartsWithIt(DeskForm):
    """Words that may start work in the same step: ticked, and with the line that the customer sees."""

    def clean(self) -> dict[str, Any]:
        """A line that was not ticked starts nothing, and a tick without a line is asked for it."""
        said = self.cleaned_data
        if not said.get("starts"):
            said["line"] = ""
        elif not said.get("line") and "line" not in self.errors:
            self.add_error("line", SENTENCES["line"])
        return said


class ReplyForm(StartsWithIt):
    """A reply to the customer; it may start work, and may name when they hear again."""

    verb = "reply"
    or_files = "text"
    text = Words(label=_("Reply"))
    next_word_at = Moment(label=_("Next word by"), required=False)
    until = Day(label=_("Wait until the end of"), required=False)
    starts = forms.BooleanField(required=False, label=_("Start work with this reply"))
    line = Line(required=False, help_text=_("The customer sees this line at once."))


class WaitForm(ReplyForm):
    """The same words as a question: the request waits for the answer until the end of a day."""

    asked_as: ClassVar[dict[str, str]] = {"question": "text"}
    or_files = ""  # a question has words
    until = Day(label=_("Wait until the end of"))


class NoteForm(DeskForm):
    """A note for the desk alone."""

    verb = "note"
    or_files = "text"
    text = Words(label=_("Internal note"))


class CallForm(StartsWithIt):
    """A call about a request, answered or in vain."""

    verb = "log_call"
    answered = forms.TypedChoiceField(
        label=_("How it went"),
        choices=[("yes", _("We spoke")), ("no", _("No answer"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    text = Words(label=_("What was said"), required=False)
    began_at = Moment(label=_("When it began"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=600, required=False)
    answers = forms.BooleanField(
        required=False,
        label=_("This answers our question"),
        help_text=_("The request waits no longer; otherwise it goes on waiting for an answer."),
    )
    starts = forms.BooleanField(required=False, label=_("Start work with this call"))
    line = Line(required=False, help_text=_("The customer sees this line at once."))

    def clean(self) -> dict[str, Any]:
        """Nobody has answered in a call that nobody took."""
        said = super().clean()
        if said.get("answers") and said.get("answered") is False:
            self.add_error("answers", _("Only a call in which you spoke can be the answer."))
        return said

    def clean_minutes(self) -> int:
        """No number is none counted."""
        return self.cleaned_data["minutes"] or 0


class WorkaroundForm(DeskForm):
    """A way around that the customer can follow by themselves."""

    verb = "give_workaround"
    drawn_once = True
    text = Words(
        label=_("What the customer can do meanwhile"), help_text=_("Step by step, in the customer's words.")
    )


class ResolveForm(DeskForm):
    """How it was resolved, and what was done."""

    verb = "resolve"
    drawn_once = True
    code = forms.ChoiceField(
        label=_("How it was resolved"),
        choices=[("", "–"), *Code.choices],
        error_messages={"required": _("Choose how it was resolved.")},
    )
    text = Words(
        label=_("What was done"),
        help_text=_("The customer reads this and confirms that it works."),
        error_messages={"required": _("Say what was done; the customer reads it.")},
    )
    root_cause = Words(
        label=_("Root cause, if it is known"),
        rows=2,
        required=False,
        help_text=_("Internal: the customer does not see this."),
    )


class ReclassifyForm(DeskForm):
    """Another level, with its reason."""

    verb = "reclassify"
    drawn_once = True
    impact = forms.ChoiceField(label=_("Impact"), choices=Incident.Impact.choices, widget=forms.RadioSelect)
    reason = Reason()


class CancelForm(OfAnother):
    """Why it is cancelled, and which request it repeats if it does."""

    verb = "cancel"
    drawn_once = True
    reason = Reason()
    duplicate_of = Another(label=_("It repeats the request"), required=False)


class ReopenForm(DeskForm):
    """Why it is opened again."""

    verb = "reopen"
    drawn_once = True
    reason = Reason()


class JustifyForm(DeskForm):
    """Why what was broken was broken."""

    verb = "justify"
    drawn_once = True
    cause = forms.ChoiceField(label=_("What it came from"), choices=[("", "–"), *Cause.choices])
    text = Words(
        label=_("Why, and what we change"),
        rows=3,
        help_text=_("The company reads it, and so do the reports."),
    )


class ContactsForm(DeskForm):
    """Whom to call about a Critical, and how the system is reached."""

    verb = "give_contacts"
    drawn_once = True
    contact = forms.CharField(
        label=_("Whom to call"),
        max_length=120,
        error_messages={"required": _("Say whom we call: the name and the phone number.")},
    )
    second_contact = forms.CharField(label=_("A second person"), max_length=120, required=False)
    access = Words(label=_("How to reach the system"), rows=2, required=False, max_length=2000)


class AssignForm(DeskForm):
    """Who takes it."""

    verb = "assign"
    drawn_once = True
    listing = "agent"
    agent: Any = forms.ModelChoiceField(label=_("Agent"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, agents: Iterable[Person] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agent"]
        field.queryset = Person.objects.serving(desk()).order_by("name")
        if agents is not None:  # the page has them at hand: drawing costs no statement of its own
            field.choices = [(agent.pk, agent.name) for agent in agents]
