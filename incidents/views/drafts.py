"""Keeping what is being written, looking at it as others will read it, and taking a sent reply back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helpdesk import access
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.lib.markdown import render
from helpdesk.ui.context import asked_once
from helpdesk.ui.moments import clock_time
from incidents import holding, mentions, policies
from incidents.complaints.policies import may as may_complain
from incidents.desk import desk
from incidents.forms.desk import DeskForm, NothingToSay
from incidents.models import Attachment, Complaint, Draft, Incident
from incidents.models.bulk import UNDONE_WITHIN
from incidents.views import doable, incident, written
from incidents.views.attached import take
from incidents.views.bulk import another_page
from incidents.views.references import came_from, load, load_complaint


@require_POST
def keep(request: Request, number: str, tab: str) -> HttpResponse:
    """Keeps what is being written, for its writer alone, or throws it away."""
    found = _load(request, number, tab)
    said = _keep(request, found, tab, written.FORMS[tab])
    if request.accepts("text/html"):
        return _back(request, found, tab, said)
    return JsonResponse({"said": said})


@require_POST
def keep_of_complaint(request: Request, number: int, tab: str) -> HttpResponse:
    """Keeps what is being written about a complaint, as of a request."""
    found = _load_complaint(request, number, tab)
    said = _keep(request, found, tab, written.OF_COMPLAINTS[tab])
    if not request.accepts("text/html"):
        return JsonResponse({"said": said})
    if said:
        messages.success(request, said)
    return see_other(request, f"{found.get_absolute_url()}#write-{tab}")


@require_POST
def restore(request: Request, number: str, tab: str) -> HttpResponse:
    """Brings back what its writer has just thrown away."""
    found = _load(request, number, tab)
    _restore(request, found, tab, written.FORMS[tab])
    if request.htmx and tab not in doable.TABS:
        return another_page(found.get_absolute_url())
    return see_other(request, _page(request, found, tab))


@require_POST
def restore_of_complaint(request: Request, number: int, tab: str) -> HttpResponse:
    """Brings back what was just thrown away about a complaint, as about a request."""
    found = _load_complaint(request, number, tab)
    _restore(request, found, tab, written.OF_COMPLAINTS[tab])
    there = found.get_absolute_url()
    return another_page(there) if request.htmx else see_other(request, f"{there}#write-{tab}")


def _keep(request: Request, about: Incident | Complaint, tab: str, form: type[DeskForm]) -> str:
    """Keeps it and says so, or throws it away and says how it comes back."""
    now, page, words = asked_once(request)(), written.page_of(request), written.sent(request, form)
    if "discard" not in request.POST:
        kept = Draft.keep(about, request.person, tab, words, at=now, page=page)
        return _("Draft kept %(time)s") % {"time": clock_time(now)} if kept and words else ""
    if Draft.discard(about, request.person, tab, words, at=now, page=page):
        kind = "draft" if isinstance(about, Incident) else "complaint_draft"
        there = reverse(f"incidents:restore_{kind}", args=[about, tab])
        seconds = int(UNDONE_WITHIN.total_seconds())
        said = _("The draft is discarded.")
        if Attachment.objects.in_forms().beside(about).filter(by=request.person, pane=tab).exists():
            said = _("The draft is discarded. Its files stay here until you leave them out.")
        messages.success(request, said, extra_tags=f"{there} {seconds} {tab}")
    return ""


def _restore(request: Request, about: Incident | Complaint, tab: str, form: type[DeskForm]) -> None:
    now, page = asked_once(request)(), written.page_of(request)
    if begun := written.sent(request, form):
        Draft.keep(about, request.person, tab, begun, at=now, page=page)
    if Draft.restore(about, request.person, tab, at=now, page=page):
        messages.success(request, _("Your draft is back."))
    else:
        messages.error(request, _("This can no longer be undone."))


@require_POST
def preview(request: Request, number: str, tab: str) -> HttpResponse:
    """Shows the text as the timeline will; without JavaScript on the page itself, with the text kept."""
    found = _load(request, number, tab)
    if tab not in doable.TABS:
        raise Http404
    shown = (tab, _shown(request, found, tab))
    if request.headers.get("HX-Target") == f"preview-{tab}":
        return answer(request, "incidents/_preview.html", {"preview": shown})
    said = written.Written({tab: written.sent(request, written.FORMS[tab])}, shown)
    return incident.page(request, found, written_now=said)


@require_POST
def undo(request: Request, number: str, held: UUID) -> HttpResponse:
    """Takes a reply back before it goes out; its words return to the composer."""
    found = load(request.person, number)
    try:
        holding.undo(found, held, by=request.person, begun=written.typed(request, "text"))
    except NotNow as no:
        form = NothingToSay(request.POST)
        form.add_error(None, str(no.sentence))
        return incident.refused(request, found, "undo", form, 409)
    messages.success(request, _("Your reply is back: nobody has seen it."))
    return see_other(request, _page(request, found, "reply"))


def _shown(request: Request, found: Incident, tab: str) -> SafeString:
    """The text as the timeline will show it; a note with whom it names."""
    text = written.typed(request, "text")
    return mentions.shown(text, found, desk(), request.person) if tab == "note" else render(text)


def _load(request: Request, number: str, tab: str) -> Incident:
    found = load(request.person, number)
    of_the_desk = request.entry is not None and request.entry.role in access.DESK
    if tab not in written.FORMS or of_the_desk != (tab in doable.TABS):
        raise Http404
    if not policies.may(tab, request.person, found):
        raise PermissionDenied
    if request.FILES:  # without JavaScript files come along with whatever is pressed
        take(request, tab, found)
    return found


def _load_complaint(request: Request, number: int, tab: str) -> Complaint:
    found = load_complaint(request.person, number)
    if tab not in written.OF_COMPLAINTS:
        raise Http404
    if not may_complain(tab, request.person, found):
        raise PermissionDenied
    if request.FILES:
        take(request, tab, found)
    return found


def _back(request: Request, found: Incident, tab: str, said: str) -> HttpResponse:
    if request.POST.get("then") == "canned" and tab == "reply":
        return see_other(request, reverse("incidents:pick_canned", args=[found.reference]))
    if said:
        messages.success(request, said)
    return see_other(request, _page(request, found, tab))


def _page(request: Request, found: Incident, tab: str) -> str:
    if tab == "customer_reply":
        return found.get_absolute_url()
    view = came_from(request)
    return f"{found.get_absolute_url()}?write={tab}{f'&from={view}' if view else ''}"
