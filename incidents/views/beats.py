"""The four beats of every act upon a request: load it, ask whether they may, do it, answer with its page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from helpdesk.lib.http import Request, see_other
from helpdesk.lib.lifecycle import NotNow
from incidents import policies
from incidents.forms.desk import DeskForm
from incidents.models import Incident
from incidents.need import Unclear
from incidents.views.attached import take
from incidents.views.references import came_from, load
from incidents.views.refused import beside
from incidents.views.written import let_go
from incidents.whole import whole

# Draws the request's page with a form that was refused: (request, incident, verb, form, status).
Page = Callable[[Request, Incident, str, Form, int], HttpResponse]
Do = Callable[[Incident, dict[str, Any]], object]
MakeForm = Callable[[Request, Incident], Form]
# What is said when it is done; it may depend on what the request has come to.
Done = str | Promise | Callable[[Incident], str]


def act(
    request: Request,
    number: str,
    verb: str,
    make_form: MakeForm,
    do: Do,
    *,
    page: Page,
    done: Done = "",
) -> HttpResponse:
    """Does one act; what was refused comes back beside what was typed, with the sentence that says why."""
    incident = load(request.person, number, for_page=False)
    if not policies.may(verb, request.person, incident):
        raise PermissionDenied
    form = make_form(request, incident)
    files = take(request, verb, incident)
    if files.said.get("files") and isinstance(form, DeskForm):
        form.files_came()
    for sentence in files.refused:
        form.add_error(None, sentence)
    if not form.is_valid():
        return page(request, load(request.person, number), verb, form, 422)
    try:
        with whole():
            do(incident, form.cleaned_data | files.said)
            files.let_go()
            let_go(request, incident, verb)
    except (NotNow, Unclear) as no:
        status = beside(form, no)
        return page(request, load(request.person, number), verb, form, status)
    if done:
        messages.success(request, done(incident) if callable(done) else str(done))
    return see_other(request, to_queue(request) or _page_of(request, incident))


def to_queue(request: Request) -> str:
    """The queue as it was chosen, where an act was done from there; no other address is taken."""
    queue, asked = reverse("incidents:queue"), request.POST.get("back", "")
    return asked if asked == queue or asked.startswith(f"{queue}?") else ""


def _page_of(request: Request, incident: Incident) -> str:
    """The request's page, in the view it was reached from."""
    view = came_from(request)
    return f"{incident.get_absolute_url()}?from={view}" if view else incident.get_absolute_url()
