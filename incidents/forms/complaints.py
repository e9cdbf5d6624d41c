"""What is filled in about a complaint: by the company, and by agents."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.complaints import owners
from incidents.desk import desk
from incidents.forms.calls import CallerForm
from incidents.forms.desk import DeskForm
from incidents.forms.fields import Words
from incidents.forms.keyed import KeyedForm
from incidents.models import Complaint, Incident, Person
from incidents.views.references import number_in

SHOWN = 50  # of one's requests, the newest


class ComplainForm(KeyedForm):
    """The words of whoever complains, and which request they are about, if any."""

    incident = forms.ChoiceField(label=_("Which request is it about?"), choices=(), required=False)
    text = Words(
        label=_("What should have been different?"),
        rows=6,
        help_text=_("In your own words. Say also what you expect of us, if you know."),
        error_messages={"required": _("Say in your own words what should have been different.")},
    )

    def __init__(self, *args: Any, person: Person, about: Incident | None = None, **kwargs: Any) -> None:
        super().__init__(*args, writer=person, **kwargs)
        newest = list(Incident.objects.visible_to(person).order_by("-number")[:SHOWN])
        if about and about not in newest:
            newest.insert(0, about)
        self.offered = {one.reference: one for one in newest}
        named = [(name, f"{name} · {one.subject}") for name, one in self.offered.items()]
        field: Any = self.fields["incident"]
        field.choices = [("", _("No particular request")), *named]
        self.initial = {"incident": about.reference if about else "", **self.initial}

    def chosen(self) -> Incident | None:
        """The request that it is about."""
        return self.offered.get(self.cleaned_data["incident"])


class RecordComplaintForm(KeyedForm, CallerForm):
    """A complaint that came by telephone, as an agent writes it down."""

    asked_as: ClassVar[dict[str, str]] = {"complainant": "caller"}
    incident = forms.CharField(
        label=_("Which request is it about?"),
        max_length=20,
        required=False,
        help_text=_("Its number; leave it empty where it is about none."),
    )
    text = Words(
        label=_("What they complain of"),
        rows=6,
        help_text=_("In their words. They read this, and so does who answers for the company."),
    )

    def __init__(
        self, *args: Any, people: list[Person], about: Incident | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.about = people, about
        begun = {"incident": about.reference, "caller": about.requester.name} if about else {}
        self.initial = {**begun, **self.initial}

    def clean_incident(self) -> str:
        """The number of a request that is here."""
        written: str = self.cleaned_data["incident"].strip()
        number = number_in(written) if written else None
        self.about = (
            Incident.objects.filter(number=number).select_related("agent").first() if number else None
        )
        if written and self.about is None:
            raise forms.ValidationError(_("There is no request of this number here."))
        return written

    def chosen(self) -> Incident | None:
        """The request that it is about."""
        return self.about


class OwnForm(DeskForm):
    """Who takes care of it from now on: any agent but the one it is about, where there is another."""

    verb = "own"
    owner: Any = forms.ModelChoiceField(label=_("Who takes care of it"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.able = owners.able(complaint, desk())
        others = [one for one in self.able if one.pk != complaint.owner_id]
        field: Any = self.fields["owner"]
        field.queryset = Person.objects.filter(pk__in=[one.pk for one in others])
        field.choices = [(one.pk, one.name) for one in others]
        if complaint.about and complaint.about not in self.able:
            field.help_text = _("Not %(name)s: the request was theirs when the complaint came.") % {
                "name": complaint.about.name
            }


class AnswerForm(DeskForm):
    """The answer: what is done about it."""

    verb = "answer"
    text = Words(
        label=_("The answer"),
        rows=6,
        help_text=_("Say what is done about it. They are asked whether they agree; only they can close it."),
    )


class DisputeForm(DeskForm):
    """Why the answer does not do."""

    verb = "dispute"
    text = Words(
        label=_("What is still missing?"),
        help_text=_("It goes back to who takes care of it, and our administrator looks after it, too."),
        error_messages={"required": _("Say what is still missing, so that the next answer can be better.")},
    )


class AddForm(DeskForm):
    """Something more."""

    verb = "add"
    text = Words(label=_("Add something"), rows=3)


class ComplaintNoteForm(DeskForm):
    """A note for the desk alone."""

    verb = "note"
    text = Words(label=_("Internal note"), rows=3)
