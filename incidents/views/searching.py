"""Search: everything that was said, for whoever may read it; and going anywhere by typing where."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from incidents import callers, naming
from incidents.models import Complaint, Incident, Person
from incidents.search.asking import NO_END, Hits, Question, find, find_complaints, first, sees_notes
from incidents.search.guessing import guesses
from incidents.search.showing import complained, complaints, found
from incidents.views.places import places
from incidents.views.references import is_number, named, number_in

PAGE = 25
HARDLY_ANY = 3  # fewer hits than this, and it is worth guessing whether something else was meant
AT_HAND = 6
SOME = 5  # complaints beside the requests; all of them stand on a page of their own


@require_GET
def search(request: Request) -> HttpResponse:
    """Finds requests and complaints by number or words; the number of one leads straight to it."""
    person, written = request.person, _typed(request)
    if request.headers.get("HX-Target") == "goto":
        return _go_to(request, written)
    before = _before(request.GET.get("before", ""))
    if before == NO_END and (one := named(person, written)):
        return see_other(request, one.get_absolute_url())
    asked = Question.of(written)
    if "only" in request.GET:
        return _only_complaints(request, written, asked, before)
    hits = find(person, asked, before=before, page=PAGE, besides=SOME + 1 if before == NO_END else 0)
    few = bool(asked) and before == NO_END and len(hits) < HARDLY_ANY
    meant = found_by = None
    # What was found is shown at once; whether a nearer word finds more is asked by the page afterwards.
    ask_later = few and bool(hits) and "near" not in request.GET
    if few and not ask_later:
        meant, others = _meant(person, asked, more_than=len(hits))
        if meant and not hits:
            hits, found_by = others, meant
    context = {
        "written": written,
        "asked": asked,
        "found_by": " ".join(found_by.words) if found_by else "",
        "meant": " ".join(meant.words) if meant and not found_by else "",
        "near": address(written, near=1)
        if few and hits and not found_by and "near" not in request.GET
        else "",
        "later": address(written, before=hits.before) if hits.before else "",
        "newest": address(written) if before < NO_END else "",
        "of_the_desk": sees_notes(person),
        "many": bool(hits.before) or before < NO_END,
        "is_number": is_number(written) and not written.isdecimal(),
    }
    if request.headers.get("HX-Target") == "meant":
        return answer(request, "incidents/_meant.html", context)
    now, words = asked_once(request)(), found_by or asked
    context["rows"] = found(person, hits.ids, words, now) if hits.ids else []
    if hits.complaints:
        context["complaints"] = complaints(person, hits.complaints[:SOME], words, now)
        if len(hits.complaints) > SOME:
            context["all_complaints"] = address(
                " ".join(words.words) if found_by else written, only="complaints"
            )
    return answer(request, "incidents/search.html", context)


def _only_complaints(request: Request, written: str, asked: Question, before: int) -> HttpResponse:
    """Goes through all complaints that are found, the newest first."""
    hits = find_complaints(request.person, asked, before=before, page=PAGE)
    now = asked_once(request)()
    context = {
        "written": written,
        "asked": asked,
        "complaints": complaints(request.person, hits.complaints, asked, now) if hits else [],
        "later": address(written, only="complaints", before=hits.before) if hits.before else "",
        "newest": address(written, only="complaints") if before < NO_END else "",
        "of_the_desk": sees_notes(request.person),
        "everything": address(written),
    }
    return answer(request, "incidents/search.html", context)


@require_GET
def find_requests(request: Request) -> HttpResponse:
    """The few requests that may be meant by what somebody types where another request is named."""
    written = _typed(request)
    besides = number_in(request.GET.get("besides", ""))
    meant = naming.meant(request.person, written, number=number_in(written), besides=besides)
    return answer(request, "incidents/_found.html", {"written": written, "found": meant})


def _typed(request: Request) -> str:
    return request.GET.get("q", "").replace("\x00", " ").strip()[:400]


def address(written: str, **other: Any) -> str:
    """The address of a search."""
    return f"{reverse('incidents:search')}?{urlencode({'q': written} | other)}"


def _before(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else NO_END


def _meant(person: Person, asked: Question, *, more_than: int) -> tuple[Question | None, Hits]:
    """The nearest words that find this person more than their own did."""
    others = guesses(asked)
    at, hits = first(person, others, more_than=more_than, page=PAGE, besides=SOME + 1)
    return (others[at] if hits else None), hits


def _go_to(request: Request, written: str) -> HttpResponse:
    """The few places that the words may mean, for the dialog of the desk."""
    person = request.person
    one = named(person, written)
    asked = Question.of(written)
    hits = find(person, asked, page=AT_HAND, besides=AT_HAND)
    requests = _requests(person, hits.ids[:AT_HAND], one if isinstance(one, Incident) else None)
    theirs = _complaints(person, [*([one.pk] if isinstance(one, Complaint) else []), *hits.complaints])
    groups: list[dict[str, Any]] = [
        {"title": _("Pages"), "rows": places(request, written)},
        {"title": _("People"), "rows": _people(person, written)},
        {"title": _("Requests"), "rows": requests},
        {"title": _("Complaints"), "rows": theirs},
    ]
    if one:  # the number that was typed comes before everything else
        groups.insert(0, groups.pop(2 if isinstance(one, Incident) else 3))
    context = {"groups": groups, "everything": address(written) if asked else "", "written": written}
    return answer(request, "incidents/_goto.html", context)


def _people(person: Person, written: str) -> list[dict[str, str]]:
    if not written or not sees_notes(person):
        return []
    some = callers.find(written, "")[:4]
    return [{"label": one.name, "meta": one.phone or one.email, "url": address(one.name)} for one in some]


def _requests(person: Person, found: list[UUID], named_one: Incident | None) -> list[dict[str, str]]:
    """The one that was named, and those that were found, as they may still be seen."""
    seen = Incident.objects.visible_to(person).in_bulk(found)
    rows = [seen[pk] for pk in found if pk in seen and (named_one is None or pk != named_one.pk)]
    return [
        {"label": one.subject, "meta": one.reference, "url": one.get_absolute_url()}
        for one in ([named_one] if named_one else []) + rows
    ]


def _complaints(person: Person, found: list[UUID]) -> list[dict[str, str]]:
    return [
        {
            "label": one.called or _("(The text was taken out.)"),
            "meta": one.reference,
            "url": f"/complaints/{one.reference}/",
        }
        for one in (complained(person, dict.fromkeys(found)) if found else [])
    ]
