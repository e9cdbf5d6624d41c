"""Many requests at once, from the queue; every one of them is answered for, and it can be undone."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from helpdesk.lib.http import Request, see_other
from helpdesk.lib.lifecycle import NotNow
from incidents import bulk
from incidents.forms.bulk import BulkAssignForm, BulkForm
from incidents.models import Bulk
from incidents.models.bulk import UNDONE_WITHIN
from incidents.views.beats import to_queue


@require_POST
def bulk_assign(request: Request) -> HttpResponse:
    """Gives what is ticked to an agent."""
    form = BulkAssignForm(request.POST, person=request.person)
    if not form.is_valid():
        messages.error(request, _("Choose the agent who takes them."))
        return _to_queue(request)
    agent = form.cleaned_data["agent"]
    result = bulk.assign(form.incidents, agent, by=request.person)
    n = len(result.done)
    if agent.pk == request.person.pk:
        said = ngettext("You have taken %(n)s request.", "You have taken %(n)s requests.", n) % {"n": n}
    else:
        said = ngettext("%(n)s request is given to %(name)s.", "%(n)s requests are given to %(name)s.", n) % {
            "n": n,
            "name": agent.name,
        }
    return answered(request, result, said)


@require_POST
def bulk_release(request: Request) -> HttpResponse:
    """Gives back what is ticked."""
    form = BulkForm(request.POST, person=request.person)
    result = bulk.release(form.incidents, by=request.person)
    n = len(result.done)
    said = ngettext("%(n)s request is given back.", "%(n)s requests are given back.", n) % {"n": n}
    return answered(request, result, said)


@require_POST
def bulk_resume(request: Request) -> HttpResponse:
    """Goes on with what is ticked, without the customers' answers."""
    form = BulkForm(request.POST, person=request.person)
    result = bulk.resume(form.incidents, by=request.person)
    n = len(result.done)
    said = ngettext("You go on with %(n)s request.", "You go on with %(n)s requests.", n) % {"n": n}
    return answered(request, result, said)


@require_POST
def undo(request: Request, bulk_id: UUID) -> HttpResponse:
    """Puts back who had what was changed at once a moment ago."""
    found = Bulk.objects.filter(pk=bulk_id, by=request.person).first()
    if found is None:
        raise Http404
    try:
        result = bulk.undo(found, by=request.person)
    except NotNow as no:
        messages.error(request, str(no.sentence))
        return _to_queue(request)
    n = len(result.done)
    if found.verb in bulk.SAID:
        said = ngettext("Taken back from %(n)s request.", "Taken back from %(n)s requests.", n) % {"n": n}
        again = f"{reverse(f'incidents:bulk_{found.verb}')}?again={found.pk}"
        return answered(request, result, said, then=again if n else "")
    said = ngettext("%(n)s request is as it was.", "%(n)s requests are as they were.", n) % {"n": n}
    return answered(request, result, said)


def answered(request: Request, result: bulk.Result, said: str, then: str = "") -> HttpResponse:
    """Says what was done, what was left out and why, and how to undo it."""
    if not result.done and not result.left_out:
        messages.error(request, _("Nothing is selected."))
        return _to_queue(request)
    parts = [said] if result.done else [_("Nothing has changed.")]
    for why, numbers in result.left_out.items():
        parts.append(_("Left out: %(numbers)s. %(why)s") % {"numbers": ", ".join(numbers), "why": why})
    way_back = _way_back(result.bulk) if result.bulk else ""
    level = messages.WARNING if result.left_out else messages.SUCCESS
    messages.add_message(request, level, " ".join(parts), extra_tags=way_back)
    return another_page(then) if then and request.htmx else see_other(request, then or _queue(request))


def _way_back(one: Bulk) -> str:
    """Where it can be undone, and for how many seconds: what is said to customers until it goes out."""
    seconds = settings.REPLY_HOLD_SECONDS if one.verb in bulk.SAID else int(UNDONE_WITHIN.total_seconds())
    return f"{reverse('incidents:undo', args=[one.pk])} {seconds}"


def another_page(url: str) -> HttpResponse:
    """Leads htmx to a page that is none of the queue's own."""
    return HttpResponse(status=204, headers={"HX-Redirect": url})


def _to_queue(request: Request) -> HttpResponse:
    return see_other(request, _queue(request))


def _queue(request: Request) -> str:
    return to_queue(request) or reverse("incidents:queue")
