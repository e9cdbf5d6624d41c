"""Answers of views: the one place that knows htmx."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from helpdesk.accounts.models import User
    from tenants.door import Entry
    from tenants.models import Tenant


class Request(HttpRequest):
    """A request as our views see it: the doors have said where it is and who asks."""

    tenant: "Tenant | None"
    entry: "Entry | None"
    htmx: "HtmxDetails"
    user: "User"
    person: Any  # who asks, as the help desk knows them; set by the incidents room
    urlconf: str


def answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    panel: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Renders the page, or only its panel where htmx asked for the panel."""
    partly = panel is not None and request.headers.get("HX-Target") == "panel"
    response = render(request, panel if partly and panel else template, context, status=status)
    response.headers["Vary"] = "HX-Target, Cookie"
    return response


def see_other(request: HttpRequest, url: str) -> HttpResponse:
    """Sends the browser to another page after an act; htmx follows by itself when it stays on its panel."""
    if request.headers.get("HX-Request") and request.headers.get("HX-Target") != "panel":
        return HttpResponse(status=204, headers={"HX-Location": url})
    return HttpResponse(status=303, headers={"Location": url})
