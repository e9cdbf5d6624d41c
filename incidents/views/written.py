"""What somebody writes on the page of a request, before it is sent: kept, looked at, put back, let go."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.forms import Field
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.http import Request
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.areas import one_break
from helpdesk.ui.context import asked_once
from incidents.forms import answers, complaints, desk
from incidents.forms.fields import DayAndTime
from incidents.models import Complaint, Draft, Incident, Person

Words = dict[str, str]

FORMS: dict[str, type[desk.DeskForm]] = {
    "reply": desk.ReplyForm,
    "note": desk.NoteForm,
    "log_call": desk.CallForm,
    "customer_reply": answers.CustomerReplyForm,
}
OF_COMPLAINTS: dict[str, type[desk.DeskForm]] = {
    "answer": complaints.AnswerForm,
    "dispute": complaints.DisputeForm,
    "add": complaints.AddForm,
    "note": complaints.ComplaintNoteForm,
}
TABS = {"wait": "reply"}  # a question is written where a reply is
# No draft is kept of these while one types, but a second press must not do them again.
ONCE = frozenset({"add_steps", "give_workaround"})
SAID = ("text", "line")  # a draft without any of these is none
LONGEST = 20_000


@dataclass(frozen=True)
class Kept:
    """A draft as the page of its writer shows it."""

    words: Words
    kept_at: datetime
    came_back: str = ""


@dataclass
class Written:
    """What the forms of a page begin with, and what was asked to be looked at."""

    words: dict[str, Words] = field(default_factory=dict)
    preview: tuple[str, SafeString] | None = None
    picked: str = ""  # a canned reply, to stand after what was begun


def tab_of(verb: str) -> str:
    """The place where the words of an act are written; empty for acts that have no draft."""
    tab = TABS.get(verb, verb)
    return tab if tab in FORMS else ""


def sent(request: Request, form: type[desk.DeskForm]) -> Words:
    """What a form said, as it was typed; nothing where nothing was said."""
    every = {name: _said(request, name, field) for name, field in form.base_fields.items()}
    words = {name: said for name, said in every.items() if said}
    return words if any(words.get(name, "").strip() for name in SAID) else {}


def typed(request: Request, name: str) -> str:
    """What stands in one field of a form that was not checked: not too long, and what a database keeps."""
    return one_break(request.POST.get(name, ""))[:LONGEST].replace("\0", "")


def _said(request: Request, name: str, field: Field) -> str:
    if isinstance(field.widget, DayAndTime):
        return field.widget.kept(name, lambda part: typed(request, part))
    return typed(request, name)


def new_page() -> str:
    """The name of one drawing of a page: a draft that it sent is not kept again by what it says later."""
    return secrets.token_hex(8)


def page_of(request: Request) -> str:
    """The drawing that a form was sent from."""
    return typed(request, "page")[:16]


def let_go(request: Request, incident: Incident, verb: str) -> None:
    """The words of an act were sent: their draft goes in the same transaction."""
    tab = tab_of(verb)
    if verb in ONCE and page_of(request):
        once(request, incident, verb)
    elif tab and "text" in request.POST:
        once(request, incident, tab)


def once(request: Request, about: Incident | Complaint, tab: str) -> None:
    """Lets go of the draft of a place; part of the transaction that says the words.

    Raises NotNow where this page has sent them already: a second press says nothing twice.
    """
    if not Draft.spend(about, request.person, tab, at=asked_once(request)(), page=page_of(request)):
        raise NotNow(_("This page has sent it already; it stands above."))


def drafts(rows: Any) -> dict[str, Kept]:
    """The drafts that came with the person's row, by place."""
    return {
        row["tab"]: Kept(
            row["words"],
            datetime.fromisoformat(row["kept_at"]),
            str(Draft.CameBack(row["came_back"]).label) if row["came_back"] else "",
        )
        for row in rows or ()
    }


def of(people: Iterable[Person], person: Person) -> dict[str, Kept | None]:
    """The drafts of one of the people of a page, by place; nobody else's came with them."""
    mine = next((drafts(getattr(one, "begun", ())) for one in people if one.pk == person.pk), {})
    return {tab: mine.get(tab) for tab in (*FORMS, *ONCE)}


def of_complaint(complaint: Complaint) -> dict[str, Kept | None]:
    """The drafts that came with a complaint for its reader, by place."""
    mine = drafts(getattr(complaint, "begun", ()))
    return {tab: mine.get(tab) for tab in OF_COMPLAINTS}


def begins(kept: Mapping[str, Kept | None], written: Written | None) -> dict[str, Words]:
    """What each form begins with: what was just said goes before what was kept."""
    words = {tab: draft.words for tab, draft in kept.items() if draft and tab not in ONCE}
    if written is None:
        return words
    begun = words.get("reply", {})
    if written.picked and written.picked not in begun.get("text", ""):
        text = "\n\n".join(part for part in (begun.get("text", "").rstrip(), written.picked) if part)
        words["reply"] = begun | {"text": text}
    return words | written.words
