"""Files: uploaded one by one while somebody writes, and given out to those alone who may read their entry."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.lib.http import Request
from incidents import attaching, policies
from incidents.complaints import policies as complaints
from incidents.models import Attachment, Complaint, Incident, Person
from incidents.need import Unclear
from incidents.views.attached import NEW, PANES, chip
from incidents.views.references import OF_A_COMPLAINT, load, load_complaint, number_in

# A file never becomes a page of ours, whatever it says it is.
HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@require_POST
def attach(request: Request) -> HttpResponse:
    """Keeps one file while the rest is still being written; answers with its line in the form."""
    verb, about = request.POST.get("pane", ""), _about(request)
    if verb not in PANES or (about is None) != (PANES[verb] in NEW):
        raise Http404
    if about and not _may(verb, request.person, about):
        raise PermissionDenied
    upload = request.FILES.get("upload")
    if upload is None:
        large = request.__dict__.get("files_too_large", [])
        return _refused(attaching.too_large(large[0]) if large else _("No file came."))
    try:
        kept = attaching.keep(upload, by=request.person, pane=PANES[verb], about=about)
    except Unclear as unclear:
        return _refused(str(unclear.sentence))
    return render(request, "incidents/_file_chip.html", {"one": chip(kept)}, status=201)


def _about(request: Request) -> Incident | Complaint | None:
    """What the words are about that the file comes with; nothing where that is only reported by them."""
    if written := request.POST.get("incident", ""):
        return load(request.person, written)
    if written := request.POST.get("complaint", ""):
        return load_complaint(request.person, number_in(written, OF_A_COMPLAINT) or 0)
    return None


def _may(verb: str, person: Person, about: Incident | Complaint) -> bool:
    """Whether they may ever say this; what cannot be said there at all is said by nobody."""
    if isinstance(about, Complaint):
        return verb in complaints.MAY and complaints.may(verb, person, about)
    return verb in policies.MAY and policies.may(verb, person, about)


@require_POST
def detach(request: Request, key: UUID) -> HttpResponse:
    """Throws away a file that was not sent yet; what was sent, be it held, goes out as it was sent."""
    one = Attachment.objects.unused(request.person).filter(pk=key).first()
    if one is None:
        raise Http404
    attaching.drop([one])
    return HttpResponse(status=204)


@require_GET
def file(request: Request, key: UUID, name: str) -> HttpResponseBase:
    """Gives the file out as a download; one that may not be read is answered like one that does not exist."""
    found = _find(request, key)
    if attaching.is_closed(found):
        return _closed(found)
    return _given(found, "application/octet-stream", as_attachment=True, filename=found.name)


@require_GET
def picture(request: Request, key: UUID) -> FileResponse:
    """Gives out the small picture of an attached image, which we have drawn ourselves."""
    found = _find(request, key)
    if not found.has_picture or attaching.is_closed(found):
        raise Http404
    return _given(found, "image/webp", picture=True, as_attachment=True, filename=f"{key}.webp")


def _find(request: Request, key: UUID) -> Attachment:
    there = Attachment.objects.visible_to(request.person).filter(redacted_at__isnull=True)
    found = there.exclude(scan=Attachment.Scan.INFECTED).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _given(found: Attachment, kind: str, *, picture: bool = False, **given: Any) -> FileResponse:
    """The answer; the file is open before it leaves, for nothing is read of a help desk afterwards."""
    opened = attaching.opened(found, picture=picture)
    if opened is None:
        raise Http404
    return FileResponse(opened, content_type=kind, headers=HARMLESS, **given)


def _closed(found: Attachment) -> HttpResponse:
    """Whoever may read it is told that it cannot be opened yet."""
    said = _("“%(name)s” is being checked for viruses. It can be opened when that is done.")
    text = said % {"name": found.name}
    return HttpResponse(text, status=409, content_type="text/plain; charset=utf-8", headers=HARMLESS)


def _refused(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
