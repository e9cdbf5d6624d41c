"""The field for files in a form, and the lists of files under entries."""

from typing import Any

from django import template
from django.template.context import Context

from incidents import attaching
from incidents.views import attached

register = template.Library()


@register.inclusion_tag("incidents/_files.html", takes_context=True)
def file_field(context: Context, verb: str) -> dict[str, Any]:
    """Shows where files are attached to what a form says; nothing for an act that brings none."""
    if verb not in attached.PANES:
        return {"verb": ""}
    request, incident = context["request"], context.get("incident")
    return {
        "verb": verb,
        "incident": incident,
        "rows": attached.of_form(request, verb, incident),
        "refused": attached.refused(request, verb),
        "limits": attaching.limits_in_words(),
    }
