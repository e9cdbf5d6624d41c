"""The strip of Criticals that nobody has started, for the pages that do not show the queue themselves."""

from typing import Any

from django import template
from django.template.context import Context

from incidents.views import alarm as views

register = template.Library()


@register.inclusion_tag("incidents/_alarm.html", takes_context=True)
def alarm(context: Context) -> dict[str, Any]:
    """Shows them, and asks again by itself."""
    request = context["request"]
    if getattr(request, "person", None) is None:  # a page outside the help desks, drawn like one of theirs
        return {"strip": [], "ask": ""}
    return views.shown(request) | {"now": context["now"]}
