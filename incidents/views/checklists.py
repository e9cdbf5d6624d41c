"""Checklists written beforehand: their list and their page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from incidents.forms.steps import ChecklistForm
from incidents.models import Checklist


@require_GET
def checklists(request: Request) -> HttpResponse:
    """Lists the checklists, those in use first."""
    every = list(Checklist.objects.select_related("changed_by"))
    context = {
        "used": [one for one in every if one.retired_at is None],
        "retired": [one for one in every if one.retired_at],
    }
    return answer(request, "incidents/checklists/checklists.html", context)


@require_http_methods(["GET", "POST"])
def add_checklist(request: Request) -> HttpResponse:
    """Writes a new checklist."""
    return _edit(request, Checklist(), _("The checklist is added."))


@require_http_methods(["GET", "POST"])
def edit_checklist(request: Request, checklist: UUID) -> HttpResponse:
    """Changes a checklist; what was put on requests before stays as it was."""
    return _edit(request, get_object_or_404(Checklist, pk=checklist), _("The checklist is changed."))


@require_POST
def retire_checklist(request: Request, checklist: UUID) -> HttpResponse:
    """Takes a checklist out of use, or back into it."""
    one = get_object_or_404(Checklist, pk=checklist)
    one.retire(by=request.person, at=clock.now())
    retired = _("The checklist is no longer offered.")
    messages.success(request, retired if one.retired_at else _("The checklist is offered again."))
    return see_other(request, reverse("incidents:checklists"))


def _edit(request: Request, one: Checklist, done: str) -> HttpResponse:
    form = ChecklistForm(request.POST or None, instance=one, writer=request.person)
    if request.method == "POST" and form.is_valid():
        form.keep(by=request.person, at=clock.now())
        messages.success(request, done)
        return see_other(request, reverse("incidents:checklists"))
    status = 422 if request.method == "POST" else 200
    return answer(request, "incidents/checklists/edit.html", {"form": form, "one": one}, status=status)
