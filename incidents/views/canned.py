"""Replies written beforehand: their list, their page, and picking one for a request."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from incidents import canning
from incidents.forms.canned import CannedForm
from incidents.models import CannedReply
from incidents.models.canned import VARIABLES
from incidents.views.references import load


@require_GET
def canned(request: Request) -> HttpResponse:
    """Lists the canned replies, those in use first."""
    every = list(CannedReply.objects.select_related("changed_by"))
    return answer(
        request,
        "incidents/canned/canned.html",
        {
            "used": [one for one in every if one.retired_at is None],
            "retired": [one for one in every if one.retired_at],
        },
    )


@require_http_methods(["GET", "POST"])
def add_canned(request: Request) -> HttpResponse:
    """Writes a new canned reply."""
    return _edit(request, CannedReply(), _("The canned reply is added."))


@require_http_methods(["GET", "POST"])
def edit_canned(request: Request, canned: UUID) -> HttpResponse:
    """Changes a canned reply; what was sent from it before stays as it was."""
    return _edit(request, get_object_or_404(CannedReply, pk=canned), _("The canned reply is changed."))


@require_POST
def retire_canned(request: Request, canned: UUID) -> HttpResponse:
    """Takes a canned reply out of use, or back into it."""
    one = get_object_or_404(CannedReply, pk=canned)
    one.retire(by=request.person, at=clock.now())
    retired = _("The canned reply is no longer offered.")
    messages.success(request, retired if one.retired_at else _("The canned reply is offered again."))
    return see_other(request, reverse("incidents:canned"))


@require_GET
def pick_canned(request: Request, number: str) -> HttpResponse:
    """Offers the canned replies as they would stand in this request."""
    found = load(request.person, number)
    context = {"incident": found, "ready": canning.ready(found, request.person)}
    if request.headers.get("HX-Target") == "canned-reply":
        return answer(request, "incidents/canned/_pick.html", context)
    return answer(request, "incidents/canned/pick.html", context)


def _edit(request: Request, one: CannedReply, done: str) -> HttpResponse:
    form = CannedForm(request.POST or None, instance=one, writer=request.person)
    if request.method == "POST" and form.is_valid():
        form.keep(by=request.person, at=clock.now())
        messages.success(request, done)
        return see_other(request, reverse("incidents:canned"))
    status = 422 if request.method == "POST" else 200
    context: dict[str, Any] = {"form": form, "one": one, "variables": VARIABLES.items()}
    return answer(request, "incidents/canned/edit.html", context, status=status)
