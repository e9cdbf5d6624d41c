"""The files of a request or a complaint as its page names them, and those that a form brings along."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from helpdesk.lib.http import Request
from incidents import attaching
from incidents.models import Attachment, Incident
from incidents.models.attachment import About
from incidents.need import Unclear

# The acts that bring files, and the form in which they wait until they are sent.
PANES = {
    "reply": "reply",
    "wait": "reply",
    "note": "note",
    "log_call": "log_call",
    "give_workaround": "give_workaround",
    "resolve": "resolve",
    "customer_reply": "customer_reply",
    "report": "report",
    "report_call": "report",
    "complain": "complain",
    "answer": "answer",
    "dispute": "dispute",
    "add": "add",
}
NEW = frozenset({"report", "complain"})  # there is no request and no complaint yet


@dataclass(frozen=True)
class Shown:
    """A file as a page names it."""

    id: UUID
    name: str
    size: int
    family: str
    has_picture: bool
    is_redacted: bool
    entry: str
    pane: str
    scan: str = ""
    chosen: bool = True

    @property
    def is_checked(self) -> bool:
        """Whether it is closed while it is looked through."""
        return self.scan == Attachment.Scan.CHECKING

    @property
    def is_unchecked(self) -> bool:
        """Whether it is looked through only when somebody opens it, or by night."""
        return attaching.is_unchecked(self.scan)

    @property
    def is_infected(self) -> bool:
        """Whether it was removed because of a virus."""
        return self.scan == Attachment.Scan.INFECTED

    @property
    def url(self) -> str:
        """Where it is downloaded."""
        return reverse("incidents:file", args=[self.id, self.name])

    @property
    def picture_url(self) -> str:
        """Where its small picture is."""
        return reverse("incidents:picture", args=[self.id])


@dataclass
class Taken:
    """What came with a form: the files that are to be sent, and sentences about those that were not taken."""

    pane: str = ""
    rows: list[Attachment] = field(default_factory=list)
    chosen: set[UUID] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told: the files, in the order in which they were uploaded."""
        return {"files": [one.pk for one in self.rows if one.pk in self.chosen]} if self.pane else {}

    @property
    def shown(self) -> list[Shown]:
        """The files as the form shows them once more."""
        return [_of_row(one, chosen=one.pk in self.chosen) for one in self.rows]

    def let_go(self) -> None:
        """The form was sent: what was left out of it is thrown away."""
        attaching.drop(one for one in self.rows if one.pk not in self.chosen)


def take(request: Request, verb: str, about: About = None) -> Taken:
    """Keeps the files that came with a form and finds those it names, for the page if it comes back."""
    taken = Taken(PANES.get(verb, ""))
    request.__dict__["taken"] = taken
    if not taken.pane:
        return taken
    taken.refused += [attaching.too_large(name) for name in request.__dict__.get("files_too_large", ())]
    taken.chosen = {key for text in request.POST.getlist("files")[:100] if (key := _key(text))}
    for upload in request.FILES.getlist("upload"):
        try:
            kept = attaching.keep(upload, by=request.person, pane=taken.pane, about=about)
        except Unclear as unclear:
            taken.refused.append(str(unclear.sentence))
        else:
            taken.chosen.add(kept.pk)
    if taken.chosen or "files_shown" in request.POST:
        mine = Attachment.objects.unused(request.person).beside(about).filter(pane=taken.pane)
        # A form of something new may stand in two windows: each has the files that it names.
        taken.rows = list((mine if about else mine.filter(pk__in=taken.chosen)).order_by("id"))
    if len(taken.said["files"]) > settings.ATTACHMENTS_PER_MESSAGE:
        taken.refused.append(attaching.too_many())
    return taken


def of_entries(about: About) -> Mapping[str, list[Shown]]:
    """The files of the entries of a request or a complaint, by what was written with them."""
    found: dict[str, list[Shown]] = {}
    for one in _rows(about):
        if one.entry:
            found.setdefault(one.entry, []).append(one)
    return found


def held(incident: Incident, reply: str) -> list[Shown]:
    """The reader's own files of a reply that can still be undone."""
    return [one for one in _rows(incident) if one.pane == attaching.place_of(reply)]


def of_form(request: Request, verb: str, about: About) -> list[Shown]:
    """The files that wait in a form: as it was just sent, or as they were left there."""
    taken: Taken | None = request.__dict__.get("taken")
    if taken and taken.pane == PANES[verb]:
        return taken.shown
    return [one for one in _rows(about) if not one.entry and one.pane == PANES[verb]]


def refused(request: Request, verb: str) -> list[str]:
    """The sentences about files that were not taken."""
    taken: Taken | None = request.__dict__.get("taken")
    return taken.refused if taken and taken.pane == PANES[verb] else []


def _rows(about: About) -> Iterable[Shown]:
    """What came with its own row."""
    for row in getattr(about, "attached", None) or ():
        yield Shown(
            UUID(row["id"]),
            row["name"],
            row["size"],
            row["family"],
            row["has_picture"],
            row["redacted_at"] is not None,
            row["entry"] or "",
            row["pane"],
            row["scan"],
        )


def _of_row(one: Attachment, *, chosen: bool = True) -> Shown:
    return Shown(
        one.pk, one.name, one.size, one.family, one.has_picture, False, "", one.pane, one.scan, chosen=chosen
    )


def chip(one: Attachment) -> Shown:
    """A file that was uploaded just now."""
    return _of_row(one)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
