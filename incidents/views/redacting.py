"""Taking out of an entry what should never have stood there: asked on a page of its own."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.lib.http import Request, answer
from incidents import policies
from incidents.forms.redacting import RedactForm
from incidents.models import Comment, Event, Incident
from incidents.views import beats
from incidents.views.references import came_from, load


@require_GET
def redacting(request: Request, number: str, entry: UUID) -> HttpResponse:
    """Asks what is to be taken out of an entry, why, and whether they are sure."""
    incident = load(request.person, number)
    event, comment = _entry(request, incident, str(entry))
    form = RedactForm(about=incident, entry=comment, filed=_with_filed(request, event))
    return _page(request, incident, event, form, 200)


@require_POST
def redact(request: Request, number: str) -> HttpResponse:
    """Takes words or files out of an entry for good."""
    found: list[tuple[Event, Comment]] = []

    def make(request: Request, incident: Incident) -> Form:
        found.append(_entry(request, incident, request.POST.get("entry", "")))
        event, comment = found[0]
        filed = _with_filed(request, event)
        return RedactForm(request.POST, about=incident, entry=comment, filed=filed)

    def do(incident: Incident, said: dict[str, Any]) -> None:
        given = {name: said.get(name, "") for name in ("text", "files", "filed", "subject")}
        incident.redact(said["reason"], comment=found[0][1], by=request.person, **given)

    def page(request: Request, incident: Incident, _verb: str, form: Form, status: int) -> HttpResponse:
        return _page(request, incident, found[0][0], form, status)

    return beats.act(request, number, "redact", make, do, page=page, done=_("It is taken out, for good."))


def _with_filed(request: Request, event: Event) -> bool:
    """Whether what was filed beside the words can be taken out here: by an agent, of the report."""
    return request.person.is_agent and event.kind == Event.Kind.REPORTED


def _entry(request: Request, incident: Incident, key: str) -> tuple[Event, Comment]:
    """The entry and its words, if this person reads it and may take something out of it."""
    try:
        wanted = UUID(key)
    except ValueError:
        raise Http404 from None
    entries = incident.events.visible_to(request.person).select_related("comment", "by")
    event: Event | None = entries.filter(pk=wanted, comment__isnull=False).first()
    if event is None or event.comment is None:
        raise Http404
    if not policies.may_redact_of(request.person, event):
        raise PermissionDenied
    return event, event.comment


def _page(request: Request, incident: Incident, event: Event, form: Form, status: int) -> HttpResponse:
    view = came_from(request)
    # Its form says so too: refused, the page stands at the address that the form was sent to.
    context = {"incident": incident, "event": event, "form": form, "came": f"?from={view}" if view else ""}
    return answer(request, "incidents/redacting.html", context, status=status)
