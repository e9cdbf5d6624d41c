"""The field for files in a form, and the lists of files under entries."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from incidents import attaching
from incidents.views import attached

register = template.Library()


@register.simple_tag(takes_context=True)
def file_field(context: Context, verb: str) -> SafeString:
    """Shows where files are attached to what a form says; nothing for an act that brings none."""
    if verb not in attached.PANES:
        return SafeString("")
    request, about = context["request"], context.get("incident") or context.get("complaint")
    rows, refused = attached.of_form(request, verb, about), attached.refused(request, verb)
    if rows or refused:
        drawn = _drawn(verb, rows=rows, refused=refused)
    else:
        drawn = _empty(verb, get_language(), (settings.ATTACHMENTS_PER_MESSAGE, settings.ATTACHMENT_MB))
    if not about:
        return drawn
    # Only the number differs from request to request, and a number needs no escaping.
    place = f'data-files="{verb}"'
    named = f'data-{about._meta.model_name}="{about.reference}"'
    return SafeString(drawn.replace(place, f"{place} {named}", 1))


@lru_cache(100)
def _empty(verb: str, _language: str | None, _limits: tuple[int, int]) -> SafeString:
    """A field in which nothing waits: the same on every page of a language, five times on a request's."""
    return _drawn(verb)


def _drawn(verb: str, **more: Any) -> SafeString:
    said = {"verb": verb, "limits": attaching.limits_in_words(), "too_many": attaching.too_many()} | more
    said["most"] = settings.ATTACHMENTS_PER_MESSAGE
    return render_to_string("incidents/_files.html", said)
