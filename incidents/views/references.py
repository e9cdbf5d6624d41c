"""What people say and type for a request, INC-318 or the bare number, and for a complaint, C-7."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from helpdesk.lib.compiled import compiled
from helpdesk.lib.http import Request
from incidents import parts, presence
from incidents.models import Complaint, Incident, Notice, Person
from incidents.search.asking import sees_notes
from incidents.views import rows

SHAPE = r"(?:[A-Za-z]{3}-)?[0-9]{1,9}"
OF_A_COMPLAINT = r"[Cc]-?[0-9]{1,9}"


class Reference:
    """A request's name in an address."""

    regex = SHAPE

    def to_python(self, value: str) -> str:
        """The name as it was written."""
        return value

    def to_url(self, value: object) -> str:
        """The name of a request, or one already written."""
        return value.reference if isinstance(value, Incident) else str(value)


class ComplaintReference:
    """A complaint's name in an address."""

    regex = r"[Cc]-[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The bare number."""
        return int(value[2:])

    def to_url(self, value: object) -> str:
        """The name of a complaint, or one already written."""
        return value.reference if isinstance(value, Complaint) else str(value)


def number_in(written: str, shape: str = SHAPE) -> int | None:
    """The number that somebody wrote, with the letters or without; None where there is none."""
    found = re.fullmatch(rf"\s*#?{shape}\s*", written)
    return int(re.sub(r"\D", "", written)) if found else None


def is_number(written: str) -> bool:
    """Whether somebody wrote a number of a request or a complaint, be it here or not."""
    return number_in(written) is not None or number_in(written, OF_A_COMPLAINT) is not None


def named(person: Person, written: str) -> Incident | Complaint | None:
    """What somebody called by its number: a request, or a complaint; nothing where they may not see it."""
    found: Incident | Complaint | None = None
    if number := number_in(written):
        found = Incident.objects.visible_to(person).filter(number=number).first()
    elif number := number_in(written, OF_A_COMPLAINT):
        found = Complaint.objects.visible_to(person).filter(number=number).first()
    return found


def load_complaint(person: Person, number: int) -> Complaint:
    """The complaint of this number; one that the person may not see is answered like one that is not here."""
    wanted = Complaint.objects.visible_to(person).with_people().with_files(person).with_drafts(person)
    found: Complaint = get_object_or_404(wanted, number=number)
    return found


def load(person: Person, written: str, *, for_page: bool = True) -> Incident:
    """The request of this name; one that the person may not see is answered like one that does not exist.

    What only its page tells is left out where no page is drawn: an act reads the request anew by itself.
    """
    found = _named(
        number_in(written) or 0,
        person.pk,
        sees_all=person.sees_all,
        part=person.part,
        page=for_page,
        news=for_page and bool(person.unread),
    )
    for one in found:
        return one
    raise Http404


@compiled
def _named(number: int, reader: UUID, *, sees_all: bool, part: str, page: bool, news: bool) -> Any:
    """The request of a number, if the reader may see it, with what its page tells them."""
    person = Person(id=reader)
    person.sees_all, person.role = sees_all, part
    wanted = Incident.objects.visible_to(person).filter(number=number)
    if news:
        wanted = wanted.annotate(has_news=Notice.any_unread(person))
    if not page:
        return wanted
    wanted = wanted.with_people().with_files(person).annotate(complained=Complaint.about_it(person))
    if sees_notes(person):
        wanted = wanted.annotate(readers=presence.everybody(), parts_changed_at=parts.last_changed())
    return wanted


def came_from(request: Request) -> str:
    """The view of the queue that the page was reached from; an act keeps it by the page it was done on."""
    if request.method == "GET":
        view = request.GET.get("from", "")
    else:
        view = _view_of(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    return view if view in rows.LABELS else ""


def _view_of(page: str) -> str:
    """The view that an address names; an address that is none, as a browser would never say, names none."""
    try:
        return parse_qs(urlsplit(page).query).get("from", [""])[0]
    except ValueError:
        return ""
