"""The desk's own list of steps on a request: its page, and one view for each act upon it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from helpdesk.lib.http import Request, answer
from helpdesk.ui.context import asked_once
from incidents import checklists, policies
from incidents.forms.steps import AddStepsForm, StepForm
from incidents.models import Checklist, Draft, Event, Incident
from incidents.views.acts import Values
from incidents.views.beats import act
from incidents.views.incident import refused
from incidents.views.references import load
from incidents.views.written import new_page


@require_GET
def steps(request: Request, number: str) -> HttpResponse:
    """Shows the list of a request by itself, with what can be put on it."""
    found = load(request.person, number)
    if not policies.may("add_steps", request.person, found):
        raise PermissionDenied
    if request.headers.get("HX-Target") == "steps-to-add":
        return answer(request, "incidents/checklists/_ready.html", _offered(request, found))
    return _page(request, found)


@require_POST
def add_steps(request: Request, number: str) -> HttpResponse:
    """Puts steps on the list: those that were written, or a list that was written beforehand."""
    made: list[AddStepsForm] = []

    def form(request: Request, _incident: Incident) -> Form:
        made.append(AddStepsForm(request.POST))
        return made[0]

    def do(incident: Incident, _said: Values) -> None:
        incident.add_steps(made[0].said, by=request.person)

    def page(request: Request, incident: Incident, _verb: str, form: Form, status: int) -> HttpResponse:
        return _page(request, incident, form, status)

    answered = act(request, number, "add_steps", form, do, page=page)
    said = made[0].cleaned_data if answered.status_code < 400 else {}
    if said.get("list") and said["steps"]:
        # Lines that were begun stay in their field: they were not what was pressed.
        found = load(request.person, number, for_page=False)
        begun, at = {"steps": said["steps"]}, asked_once(request)()
        Draft.keep(found, request.person, "add_steps", begun, at=at, page="")
    return answered


@require_POST
def tick(request: Request, number: str) -> HttpResponse:
    """Says that a step is done."""
    return _change(request, number, "tick")


@require_POST
def untick(request: Request, number: str) -> HttpResponse:
    """Says that a step is not done after all."""
    return _change(request, number, "untick")


@require_POST
def drop_step(request: Request, number: str) -> HttpResponse:
    """Takes a step away."""
    return _change(request, number, "drop_step")


@require_POST
def restore_step(request: Request, number: str) -> HttpResponse:
    """Puts a step back that was taken away."""
    return _change(request, number, "restore_step")


def _change(request: Request, number: str, verb: str) -> HttpResponse:
    def form(request: Request, _incident: Incident) -> Form:
        return StepForm(request.POST)

    def do(incident: Incident, said: Values) -> None:
        getattr(incident, verb)(str(said["step"]), by=request.person)

    return act(request, number, verb, form, do, page=refused)


def _page(request: Request, found: Incident, form: Form | None = None, status: int = 200) -> HttpResponse:
    events = found.events.filter(kind__in=checklists.KINDS).select_related("by", "comment").in_order()
    context = _offered(request, found, form) | {
        "checklist": checklists.standing(events),
        "begun": _begun(request, found),
        "actions": policies.actions_for(request.person, found),
    }
    template, panel = "incidents/checklists/steps.html", "incidents/checklists/_steps.html"
    return answer(request, template, context, panel=panel, status=status)


def _begun(request: Request, found: Incident) -> str:
    """Lines that were written beside a list which was put on, and are no steps yet."""
    kept = Draft.objects.of_the_desk(found).filter(person=request.person, tab="add_steps").first()
    return str(kept.words.get("steps", "")) if kept else ""


def _offered(request: Request, found: Incident, form: Form | None = None) -> dict[str, Any]:
    """What can be put on the list."""
    return {
        "incident": found,
        "form": form or AddStepsForm(),
        "ready": Checklist.objects.filter(retired_at=None),
        "may_keep": request.person.is_agent,
        "kinds": Event.Kind,
        "page_mark": new_page(),
    }
