"""Saving a view of the queue under a name, renaming and sharing it, and removing it."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk import timers
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from incidents.forms.saved import SavedViewForm
from incidents.models import SavedView
from incidents.models.bulk import UNDONE_WITHIN
from incidents.views import rows
from incidents.views.beats import to_queue
from incidents.views.chosen import query


@require_POST
def save_view(request: Request) -> HttpResponse:
    """Saves what the queue was asked for; a page of it is not a part of that."""
    asked = urlsplit(to_queue(request) or reverse("incidents:queue")).query
    wanted = query(rows.Choice.of(QueryDict(asked)))
    one = SavedView(by=request.person, side=request.person.side, query=wanted, saved_at=clock.now())
    form = SavedViewForm(request.POST, instance=one)
    if len(one.query) > 2000 or not _keep(form):
        return _page(request, one, form)
    messages.success(
        request, _("The view “%(name)s” is saved; it stands beside the list.") % {"name": one.name}
    )
    return see_other(request, _address(one))


@require_http_methods(["GET", "POST"])
def saved_view(request: Request, view: UUID) -> HttpResponse:
    """Renames a view of one's own, or shares it."""
    one = get_object_or_404(SavedView.objects.standing(), pk=view, by=request.person)
    one.side = request.person.side
    form = SavedViewForm(request.POST if request.method == "POST" else None, instance=one)
    if not (form.is_bound and _keep(form)):
        return _page(request, one, form)
    messages.success(request, _("The view “%(name)s” is kept as you want it.") % {"name": one.name})
    return see_other(request, _address(one))


@require_POST
def remove_view(request: Request, view: UUID) -> HttpResponse:
    """Removes a view of one's own; the requests in it stay as they are."""
    one = get_object_or_404(SavedView.objects.standing(), pk=view, by=request.person)
    one.removed_at = clock.now()
    one.save(update_fields=["removed_at"])
    way_back = f"{reverse('incidents:restore_view', args=[one.pk])} {int(UNDONE_WITHIN.total_seconds())}"
    said = _("The view “%(name)s” is removed.") % {"name": one.name}
    messages.success(request, said, extra_tags=way_back)
    return see_other(request, reverse("incidents:queue"))


@require_POST
def restore_view(request: Request, view: UUID) -> HttpResponse:
    """Brings back a view of one's own that was removed a moment ago."""
    one = SavedView.objects.restorable(request.person, clock.now()).filter(pk=view).first()
    if one is None:
        messages.error(request, _("This can no longer be undone."))
        return see_other(request, to_queue(request) or reverse("incidents:queue"))
    one.removed_at = None
    form = SavedViewForm({"name": one.name, "shared": one.shared}, instance=one)
    if _keep(form):
        messages.success(request, _("The view “%(name)s” is back.") % {"name": one.name})
    else:
        messages.error(request, " ".join(str(said) for every in form.errors.values() for said in every))
    return see_other(request, to_queue(request) or reverse("incidents:queue"))


@transaction.atomic
def _keep(form: SavedViewForm) -> bool:
    """Keeps what was filled in, if it may be; of two that are sent at once, the second knows of the first."""
    timers.lock(form.instance.by_id)
    if not form.is_valid():
        return False
    form.save()
    return True


def _page(request: Request, one: SavedView, form: SavedViewForm) -> HttpResponse:
    adding = one._state.adding
    context = {
        "form": form,
        "one": one,
        "adding": adding,
        "address": reverse("incidents:save_view")
        if adding
        else reverse("incidents:saved_view", args=[one.pk]),
        "back": _address(one),
    }
    return answer(request, "incidents/saved_view.html", context, status=422 if form.is_bound else 200)


def _address(one: SavedView) -> str:
    return reverse("incidents:queue") + one.query
