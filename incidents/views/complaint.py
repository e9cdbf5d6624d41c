"""The page of a complaint, as each side reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer
from helpdesk.ui.context import asked_once
from incidents.complaints import policies
from incidents.complaints.standing import standing
from incidents.forms.complaints import OwnForm
from incidents.models import Complaint, ComplaintEvent, Incident, Notice, Person
from incidents.views import written
from incidents.views.attached import Shown, of_entries
from incidents.views.references import load_complaint


@dataclass(frozen=True)
class Entry:
    """One entry of the history, with what its template needs to say."""

    event: ComplaintEvent
    names: dict[str, str]
    files: Sequence[Shown]
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
    found = load_complaint(request.person, number)
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
    drafts = written.of_complaint(found)
    forms = forms_for(actions, found, verb, form, drafts)
    context = {
        "complaint": found,
        "now": now,
        "me": person.pk,
        "actions": actions,
        "forms": forms,
        "drafts": drafts,
        "page_mark": written.new_page(),
        "refused": verb,
        # What can no longer be done has no form on the page that could say why.
        "too_late": form.non_field_errors() if form and verb not in actions else [],
        "entries": history,
        "last_answer": _last_answer(history),
        "about_request": _request_of(found, person),
        "standing": standing(found, now, person),
        "is_late": found.is_open and found.due_at < now,
        "is_about_me": found.about_id == person.pk,
        "may_take": "own" in actions and found.owner_id != person.pk and person in forms["own"].able,
    }
    template = "incidents/complaints/complaint.html" if person.is_agent else "incidents/portal/complaint.html"
    return answer(request, template, context, status=status)


def _last_answer(history: list[Entry]) -> Entry | None:
    """What the customer is asked to agree with, as far as it was not taken out."""
    answers = (one for one in reversed(history) if one.event.kind == ComplaintEvent.Kind.ANSWERED)
    return next(answers, None)


def entries(found: Complaint, person: Person) -> list[Entry]:
    """The history as this person reads it."""
    events = found.events.in_order().visible_to(person).select_related("by", "words")
    every = list(events)
    redacted = (one for one in every if one.kind == ComplaintEvent.Kind.REDACTED and "text" in one.data)
    out = {one.data["of"]: one for one in redacted}
    files = of_entries(found)
    named = {one.data["owner"] for one in every if "owner" in one.data}
    people = Person.objects.filter(pk__in=named).values_list("pk", "name") if named else []
    names = {str(pk): name for pk, name in people}
    return [
        Entry(
            event=one,
            names=names,
            files=files.get(str(one.words_id), ()),
            taken_out=out.get(str(one.words_id)),
            may_redact=_may_redact(person, one, files.get(str(one.words_id), ())),
        )
        for one in every
    ]


def _may_redact(person: Person, entry: ComplaintEvent, files: Sequence[Shown]) -> bool:
    """Whether there is anything left in the entry that this reader may take out of it."""
    left = entry.words is not None and (entry.words.text or any(not one.is_redacted for one in files))
    return bool(left) and policies.may_redact_of(person, entry)


def _request_of(found: Complaint, person: Person) -> Incident | None:
    """The request that it is about, where this person may still read it."""
    if found.incident is None or person.sees_all:
        return found.incident
    seen: Incident | None = Incident.objects.visible_to(person).filter(pk=found.incident_id).first()
    return seen


def forms_for(
    actions: list[str],
    complaint: Complaint,
    verb: str,
    form: Form | None,
    drafts: Mapping[str, written.Kept | None],
) -> dict[str, Any]:
    """The forms of what can be done now, with what was begun in them; the refused one as it was sent."""
    begun = {name: kept.words for name, kept in drafts.items() if kept}
    made: dict[str, Any] = {
        name: make(initial=begun.get(name)) for name, make in written.OF_COMPLAINTS.items() if name in actions
    }
    if "own" in actions:
        made["own"] = OwnForm(complaint=complaint)
    return made | ({verb: form} if form else {})
