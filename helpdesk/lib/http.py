"""Answers of views: the one place that knows htmx."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import iri_to_uri

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

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
    session: Any  # the store of the tenants room, which knows what its statement told
    moment: "Callable[[], datetime]"  # when the page is made, by the database clock


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


def sender_address(request: HttpRequest) -> str:
    """The address that a request came from, behind as many proxies of ours as the settings say."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES:
        # Only what our own proxies wrote can be believed: theirs are the last entries of the header.
        passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        address = passed[-min(settings.PROXIES, len(passed))] or address
    return address


def see_other(request: HttpRequest, url: str) -> HttpResponse:
    """Sends the browser to another page after an act; htmx follows by itself when it stays on its panel."""
    url = iri_to_uri(url)  # a line break or a letter of ours in an address must not break the header
    if request.headers.get("HX-Request") and request.headers.get("HX-Target") != "panel":
        return HttpResponse(status=204, headers={"HX-Location": url})
    return HttpResponse(status=303, headers={"Location": url})
