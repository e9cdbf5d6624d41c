"""Requests that look alike: shown to the customer while they write, and to the desk beside a request."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer
from incidents import policies
from incidents.models import Incident, Person
from incidents.search.alike import like
from incidents.views.references import load
from incidents.views.written import new_page

SHOWN = 5  # of the requester's other open requests


@require_GET
def similar(request: Request) -> HttpResponse:
    """What the person may see that is called like what they are writing, while they write it."""
    subject = request.GET.get("subject", "")[:200]
    context = offered(request, subject)
    return answer(request, "incidents/portal/_similar.html", context)


def offered(request: Request, subject: str) -> dict[str, Any]:
    """What is called like this, and who could follow it: people of the company, not those who serve them."""
    person = request.person
    return {"similar": like(person, subject), "me": None if person.is_agent else person.pk}


@require_GET
def alike(request: Request, number: str) -> HttpResponse:
    """What looks like this request, with the workarounds that may serve here too, and what else is open."""
    incident = load(request.person, number)
    context = {
        "besides": _besides(request.person, incident),
        "incident": incident,
        "page_mark": new_page(),
        "alike": like(request.person, incident.subject, besides=incident.pk),
        "may_give": "give_workaround" in policies.actions_for(request.person, incident),
    }
    partly = request.headers.get("HX-Target") == "alike"
    return answer(request, "incidents/_alike.html" if partly else "incidents/alike.html", context)


def _besides(reader: Person, incident: Incident) -> list[Incident]:
    """The other open requests of whoever reported this one, the most pressing first."""
    theirs = Incident.objects.visible_to(reader).open().filter(requester=incident.requester_id)
    return list(theirs.exclude(pk=incident.pk).in_queue_order()[:SHOWN])
