"""Every call that somebody asked for or that an agent planned, made or not, newest first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer
from helpdesk.ui.context import asked_once
from incidents.models import Callback
from incidents.views import calls

PAGE = 25


@require_GET
def asked_calls(request: Request) -> HttpResponse:
    """Lists the calls that were asked for, with what came of each."""
    every = Callback.objects.visible_to(request.person).with_people().order_by("-asked_at", "-id")
    page = Paginator(every, PAGE).get_page(request.GET.get("page"))
    context = {
        "now": asked_once(request)(),
        "page": page,
        "views": calls.tabs("asked", None),
        "earlier": _address(page.previous_page_number()) if page.has_previous() else "",
        "later": _address(page.next_page_number()) if page.has_next() else "",
        "names": calls.takers_out(page),
    }
    return answer(request, "incidents/calls/asked.html", context)


def _address(page: int) -> str:
    here = reverse("incidents:asked_calls")
    return here if page == 1 else f"{here}?page={page}"
