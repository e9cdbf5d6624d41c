"""A new complaint, and the page of one, as each side reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from incidents.complaints import goals, policies
from incidents.complaints.standing import standing
from incidents.forms.complaints import (
    AddForm,
    AnswerForm,
    ComplainForm,
    ComplaintNoteForm,
    DisputeForm,
    OwnForm,
    RecordComplaintForm,
)
from incidents.models import Complaint, ComplaintEvent, ComplaintWords, Incident, Notice, Person
from incidents.need import Unclear
from incidents.views.references import load as load_request

FORMS: dict[str, type[Form]] = {
    "answer": AnswerForm,
    "dispute": DisputeForm,
    "add": AddForm,
    "note": ComplaintNoteForm,
}


class Number:
    """A complaint's name in an address: C-7."""

    regex = r"[Cc]-[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The bare number."""
        return int(value[2:])

    def to_url(self, value: object) -> str:
        """The name of a complaint, or one already written."""
        return value.reference if isinstance(value, Complaint) else str(value)


def load(person: Person, number: int) -> Complaint:
    """The complaint of this number; one that the person may not see is answered like one that is not here."""
    wanted = Complaint.objects.visible_to(person).with_people()
    found: Complaint = get_object_or_404(wanted, number=min(number, 2_000_000_000))
    return found


# --- a new one -------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def complain(request: Request) -> HttpResponse:
    """Receives a complaint: what a customer writes, or what an agent was told by telephone."""
    person, form = request.person, _form(request)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                complaint = _received(person, form)
            except IntegrityError:
                # The same form once more: a second click, or Back and Send. It is one complaint.
                sent = Complaint.objects.visible_to(person).filter(pk=form.cleaned_data["key"]).first()
                if sent is None:
                    raise
                return see_other(request, sent.get_absolute_url())
            except Unclear as unclear:
                field = {"complainant": "caller"}.get(unclear.field or "", unclear.field)
                form.add_error(field if field in form.fields else None, str(unclear.sentence))
            else:
                messages.success(
                    request,
                    _("The complaint %(number)s is received.") % {"number": complaint.reference},
                )
                return see_other(request, complaint.get_absolute_url())
    template = "incidents/complaints/record.html" if person.is_agent else "incidents/portal/complain.html"
    now = asked_once(request)()
    calendar = goals.calendar_at(now, person.newest_terms)
    context = {"form": form, "now": now, "due": goals.due_at(now, 1, calendar)}
    return answer(request, template, context, status=status)


def _form(request: Request) -> ComplainForm | RecordComplaintForm:
    data, person = request.POST or None, request.person
    about = None
    if asked := request.GET.get("request", ""):
        try:
            about = load_request(person, asked)
        except Http404:
            about = None  # the words can be written all the same
    if person.is_agent:
        people = list(Person.objects.filter(side=Person.Side.CUSTOMER).order_by("name")[:500])
        return RecordComplaintForm(data, people=people, about=about, writer=person)
    return ComplainForm(data, person=person, about=about)


def _received(person: Person, form: ComplainForm | RecordComplaintForm) -> Complaint:
    said = form.cleaned_data
    who = form.requester() if isinstance(form, RecordComplaintForm) else person
    return Complaint.complain(
        said["text"], by=person, complainant=who, incident=form.chosen(), key=said["key"]
    )


# --- the page of one -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One entry of the history, with what its template needs to say."""

    event: ComplaintEvent
    names: dict[str, str]
    taken_out: ComplaintEvent | None
    may_redact: bool

    @property
    def anchor(self) -> str:
        """The name by which a link reaches it."""
        return f"e{self.event.pk.hex}"

    @property
    def side(self) -> str:
        """How the person is drawn: agents round, the company's people with corners."""
        side = self.event.by_side
        return "customer" if side == "first_line" else side

    @property
    def due(self) -> datetime | None:
        """By when an answer was aimed for from this entry on."""
        due = self.event.data.get("due")
        return datetime.fromisoformat(due) if due else None

    @property
    def of_anchor(self) -> str:
        """The entry that something was taken out of."""
        return f"e{UUID(self.event.data['entry']).hex}" if "entry" in self.event.data else ""

    @property
    def owner(self) -> str:
        """Who takes care of it from this entry on."""
        return self.names.get(self.event.data.get("owner", ""), "")


@require_GET
def complaint(request: Request, number: int) -> HttpResponse:
    """Shows a complaint: where it stands, by when it is answered, and everything that was said."""
    found = load(request.person, number)
    if request.person.unread:
        mine = Notice.objects.filter(person=request.person, complaint=found)
        request.person.unread = max(0, request.person.unread - mine.read(asked_once(request)()))
    return page(request, found)


def page(
    request: Request, found: Complaint, *, verb: str = "", form: Form | None = None, status: int = 200
) -> HttpResponse:
    """Draws the complaint for the side that asks; nothing of the desk alone comes near the company."""
    person, now = request.person, asked_once(request)()
    history = entries(found, person)
    actions = policies.actions_for(person, found)
    context = {
        "complaint": found,
        "now": now,
        "me": person.pk,
        "actions": actions,
        "forms": forms_for(actions, found, verb, form),
        "refused": verb,
        # What can no longer be done has no form on the page that could say why.
        "too_late": form.non_field_errors() if form and verb not in actions else [],
        "entries": history,
        "last_answer": _last_answer(history),
        "about_request": _request_of(found, person),
        "standing": standing(found, now, person),
        "is_late": found.is_open and found.due_at < now,
        "may_take": "own" in actions and found.owner_id != person.pk and found.about_id != person.pk,
    }
    template = "incidents/complaints/complaint.html" if person.is_agent else "incidents/portal/complaint.html"
    return answer(request, template, context, status=status)


def _last_answer(history: list[Entry]) -> ComplaintWords | None:
    """What the customer is asked to agree with, unless it was taken out."""
    said = [one.event.words for one in history if one.event.kind == ComplaintEvent.Kind.ANSWERED]
    return said[-1] if said and said[-1] and said[-1].text else None


def entries(found: Complaint, person: Person) -> list[Entry]:
    """The history as this person reads it."""
    events = found.events.in_order().visible_to(person).select_related("by", "words__by")
    every = list(events)
    out = {one.data["of"]: one for one in every if one.kind == ComplaintEvent.Kind.REDACTED}
    named = {one.data["owner"] for one in every if "owner" in one.data}
    people = Person.objects.filter(pk__in=named).values_list("pk", "name") if named else []
    names = {str(pk): name for pk, name in people}
    return [
        Entry(
            event=one,
            names=names,
            taken_out=out.get(str(one.words_id)),
            may_redact=_may_redact(person, one.words),
        )
        for one in every
    ]


def _may_redact(person: Person, words: ComplaintWords | None) -> bool:
    return bool(words and words.text) and words is not None and policies.may_redact_of(person, words)


def _request_of(found: Complaint, person: Person) -> Incident | None:
    """The request that it is about, where this person may still read it."""
    if found.incident is None or person.sees_all:
        return found.incident
    seen: Incident | None = Incident.objects.visible_to(person).filter(pk=found.incident_id).first()
    return seen


def forms_for(
    actions: list[str], complaint: Complaint, verb: str = "", form: Form | None = None
) -> dict[str, Form]:
    """The forms of what can be done now; the refused one as it was sent."""
    made: dict[str, Form] = {name: one() for name, one in FORMS.items() if name in actions}
    if "own" in actions:
        made["own"] = OwnForm(complaint=complaint)
    return made | ({verb: form} if form else {})
