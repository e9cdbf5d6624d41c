"""Search: everything that was said, for whoever may read it; and going anywhere by typing where."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from incidents import callers
from incidents.models import Incident, Person
from incidents.search.asking import NO_END, Hits, Question, find, first, sees_notes
from incidents.search.guessing import guesses
from incidents.search.showing import found
from incidents.views.places import places
from incidents.views.references import number_in

PAGE = 25
HARDLY_ANY = 3  # fewer hits than this, and it is worth guessing whether something else was meant
AT_HAND = 6


@require_GET
def search(request: Request) -> HttpResponse:
    """Finds requests by number or words; the number of one that is there leads straight to it."""
    person, written = request.person, request.GET.get("q", "").replace("\x00", " ").strip()[:400]
    if request.headers.get("HX-Target") == "goto":
        return _go_to(request, written)
    before = _before(request.GET.get("before", ""))
    if before == NO_END and (one := _numbered(person, written)):
        return see_other(request, one.get_absolute_url())
    asked = Question.of(written)
    hits = find(person, asked, before=before, page=PAGE)
    few = bool(asked) and before == NO_END and len(hits.ids) < HARDLY_ANY
    meant = found_by = None
    # What was found is shown at once; whether a nearer word finds more is asked by the page afterwards.
    ask_later = few and bool(hits) and "near" not in request.GET
    if few and not ask_later:
        meant, others = _meant(person, asked, more_than=len(hits.ids))
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
    }
    if request.headers.get("HX-Target") == "meant":
        return answer(request, "incidents/_meant.html", context)
    now = asked_once(request)()
    context["rows"] = found(person, hits.ids, found_by or asked, now) if hits else []
    return answer(request, "incidents/search.html", context)


def address(written: str, **other: Any) -> str:
    """The address of a search."""
    return f"{reverse('incidents:search')}?{urlencode({'q': written} | other)}"


def _before(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else NO_END


def _numbered(person: Person, written: str) -> Incident | None:
    number = number_in(written) if written else None
    return Incident.objects.visible_to(person).filter(number=number).first() if number else None


def _meant(person: Person, asked: Question, *, more_than: int) -> tuple[Question | None, Hits]:
    """The nearest words that find this person more than their own did."""
    others = guesses(asked)
    at, hits = first(person, others, more_than=more_than, page=PAGE)
    return (others[at] if hits else None), hits


def _go_to(request: Request, written: str) -> HttpResponse:
    """The few places that the words may mean, for the dialog of the desk."""
    person = request.person
    one = _numbered(person, written)
    asked = Question.of(written)
    hits = find(person, asked, page=AT_HAND)
    ids = [pk for pk in hits.ids if one is None or pk != one.pk][:AT_HAND]
    seen = Incident.objects.visible_to(person).in_bulk(ids)
    requests = ([one] if one else []) + [seen[pk] for pk in ids if pk in seen]
    groups: list[dict[str, Any]] = [
        {"title": _("Pages"), "rows": places(request, written)},
        {"title": _("People"), "rows": _people(person, written)},
        {
            "title": _("Requests"),
            "rows": [
                {"label": each.subject, "meta": each.reference, "url": each.get_absolute_url()}
                for each in requests
            ],
        },
    ]
    if one:  # the number that was typed comes before everything else
        groups.reverse()
    context = {"groups": groups, "everything": address(written) if asked else "", "written": written}
    return answer(request, "incidents/_goto.html", context)


def _people(person: Person, written: str) -> list[dict[str, str]]:
    if not written or not sees_notes(person):
        return []
    some = callers.find(written, "")[:4]
    return [{"label": one.name, "meta": one.phone or one.email, "url": address(one.name)} for one in some]
