"""What was registered a moment ago: whoever goes back and sends it once more is led to it."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpResponse

from helpdesk.lib.http import Request
from incidents.forms.filing import ReportForm
from incidents.models import Incident
from incidents.views.references import load

COOKIE = "__Host-filed" if settings.SESSION_COOKIE_SECURE else "filed"
KEPT = 3600  # seconds


def note(request: Request, response: HttpResponse, form: ReportForm, incident: Incident) -> HttpResponse:
    """Lets this browser know what was registered, by a digest of the words."""
    said = f"{_digest(request, form)}.{incident.reference}"
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, said, max_age=KEPT, secure=secure, httponly=True, samesite="Lax")
    return response


def just_now(request: Request, form: ReportForm) -> Incident | None:
    """The open request of the same person that this browser has just registered in the same words."""
    digest, _dot, number = request.COOKIES.get(COOKIE, "").partition(".")
    if digest != _digest(request, form):
        return None
    try:
        found = load(request.person, number, for_page=False)
    except Http404:
        return None
    return found if found.is_open and found.requester_id == request.person.pk else None


def _digest(request: Request, form: ReportForm) -> str:
    names = ("kind", "product", "subject", "text", "marks")
    said = repr((str(request.person.pk), [form.cleaned_data.get(name) for name in names]))
    return hashlib.sha256(said.encode()).hexdigest()
