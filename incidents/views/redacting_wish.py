"""Taking out of a call that somebody asked for its number or its words: asked of an agent on its own page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.lib.http import Request, answer, see_other
from incidents import taking_out
from incidents.forms.redacting import RedactWishForm
from incidents.letters.calls import telling
from incidents.models import Callback
from incidents.need import Unclear
from incidents.views.refused import beside


@require_GET
def redacting_wish(request: Request, pk: UUID) -> HttpResponse:
    """Asks what of it is to go, why, and whether they are sure."""
    found = _load(request, pk)
    return _page(request, found, RedactWishForm(wanted=found), 200)


@require_POST
def redact_wish(request: Request, pk: UUID) -> HttpResponse:
    """Takes the number or the words out for good."""
    found = _load(request, pk)
    form = RedactWishForm(request.POST, wanted=found)
    if form.is_valid():
        said = form.cleaned_data
        try:
            taking_out.redact(found, said["reason"], parts=said["what"], by=request.person)
        except Unclear as no:
            beside(form, no)
        else:
            messages.success(request, _("It is taken out, for good."))
            return see_other(request, _back(found))
    return _page(request, found, form, 422)


def _load(request: Request, pk: UUID) -> Callback:
    every = Callback.objects.visible_to(request.person).with_people()
    found: Callback = get_object_or_404(every, pk=pk)
    return found


def _back(found: Callback) -> str:
    return found.incident.get_absolute_url() if found.incident else reverse("incidents:asked_calls")


def _page(request: Request, found: Callback, form: RedactWishForm, status: int) -> HttpResponse:
    there = [part for part in taking_out.COPIES if getattr(found, part)]
    context = {
        "wanted": found,
        "form": form,
        "back": _back(found),
        "letters": telling(found, there).sent().count(),
        "is_theirs": taking_out.is_beside(found) and not taking_out.is_ours(found.person),
    }
    return answer(request, "incidents/calls/redacting_wish.html", context, status=status)
