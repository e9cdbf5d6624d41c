"""Taking out of a call what should not stand there: asked of an agent on a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from incidents.forms.redacting import RedactCallForm
from incidents.models import Call
from incidents.models.call_life import CALL_LIFE
from incidents.need import Unclear
from incidents.views.call import load
from incidents.views.refused import beside


@require_GET
def redacting_call(request: Request, pk: UUID) -> HttpResponse:
    """Asks why the words of a call are to go, and whether they are sure."""
    found = load(pk)
    if not CALL_LIFE.possible("redact", found.status):
        raise Http404
    return _page(request, found, RedactCallForm(call=found), 200)


@require_POST
def redact_call(request: Request, pk: UUID) -> HttpResponse:
    """Takes the words of a call out for good."""
    found = load(pk)
    form, status = RedactCallForm(request.POST, call=found), 422
    if form.is_valid():
        try:
            found.redact(form.cleaned_data["reason"], topic=form.cleaned_data["topic"], by=request.person)
        except (NotNow, Unclear) as no:
            status = beside(form, no)
        else:
            messages.success(request, _("It is taken out, for good."))
            return see_other(request, reverse("incidents:calls"))
    return _page(request, found, form, status)


def _page(request: Request, found: Call, form: RedactCallForm, status: int) -> HttpResponse:
    return answer(request, "incidents/calls/redacting.html", {"call": found, "form": form}, status=status)
