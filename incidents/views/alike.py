"""Requests that look alike: shown to the customer while they write, and to the desk beside a request."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer
from incidents import policies
from incidents.search.alike import like
from incidents.views.references import load


@require_GET
def similar(request: Request) -> HttpResponse:
    """What the person may see that is called like what they are writing, while they write it."""
    subject = request.GET.get("subject", "")[:200]
    context = {"similar": like(request.person, subject), "me": request.person.pk}
    return answer(request, "incidents/portal/_similar.html", context)


@require_GET
def alike(request: Request, number: str) -> HttpResponse:
    """What looks like this request, with the workarounds that may serve here too."""
    incident = load(request.person, number)
    context = {
        "incident": incident,
        "alike": like(request.person, incident.subject, besides=incident.pk),
        "may_give": "give_workaround" in policies.actions_for(request.person, incident),
    }
    partly = request.headers.get("HX-Target") == "alike"
    return answer(request, "incidents/_alike.html" if partly else "incidents/alike.html", context)
