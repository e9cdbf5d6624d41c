"""A Critical that nobody has started is seen on every page of the desk, whatever somebody does there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request
from incidents.views import freshness
from incidents.views.around import strip


def shown(request: Request) -> dict[str, Any]:
    """The strip of a page, and the question by which it keeps itself up to date."""
    alone = strip(request.person)
    tag = freshness.tag_of(request, "alarm", [(str(one.pk), str(one.changed_at)) for one in alone])
    return {"strip": alone, "tag": tag, "ask": freshness.question(tag)}


@require_GET
def alarm(request: Request) -> HttpResponse:
    """Says which Criticals nobody has started, or that it is known already."""
    told = shown(request)
    if request.headers.get("If-None-Match") == told["tag"]:
        return freshness.nothing_new(told["tag"])
    return freshness.tagged(render(request, "incidents/_alarm.html", told), told["tag"])
