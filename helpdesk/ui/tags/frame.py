"""Tags for the frame: navigation, help line, account, switches, toasts."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from helpdesk.ui import menu
from helpdesk.ui.context import csrf, here

register = template.Library()


@register.inclusion_tag("components/nav.html", takes_context=True)
def main_nav(context: Context) -> dict[str, Any]:
    """Shows the pages there are; nothing without a page behind it."""
    return {"nav": context.get("nav") or []}


@register.inclusion_tag("components/helpline.html", takes_context=True)
def helpline(context: Context, number: str = "") -> dict[str, Any]:
    """Shows whom to call and whether somebody answers now; number: the request's, to say on the phone."""
    return {"line": context.get("helpline"), "number": number, "now": context.get("now")}


@register.inclusion_tag("components/account_menu.html", takes_context=True)
def account_menu(context: Context) -> dict[str, Any]:
    """Shows who is signed in and what they can do about it."""
    parts = {"user": context.get("user"), "items": menu.items(context.get("request"))}
    of_the_desk = {name: context.get(name) for name in ("dense", "density", "sound")}
    return parts | of_the_desk | {"role": context.get("role_name") or ""} | _switches(context)


@register.inclusion_tag("components/switches.html", takes_context=True)
def switches(context: Context) -> dict[str, Any]:
    """Shows the switches for theme and language."""
    return _switches(context)


@register.inclusion_tag("components/languages.html", takes_context=True)
def languages(context: Context) -> dict[str, Any]:
    """Shows LT and EN."""
    return _switches(context)


@register.inclusion_tag("components/bell.html", takes_context=True)
def bell(context: Context, swap: bool = False) -> dict[str, Any]:
    """Shows how many notices nobody has looked at; `swap=True` in an answer to htmx."""
    person = getattr(context.get("request"), "person", None)
    if person is None:  # outside the help desks nobody is told of anything
        return {"shown": False}
    url = reverse("incidents:notices")
    return {"shown": True, "unread": person.unread, "url": url, "swap": swap}


@register.inclusion_tag("components/toasts.html", takes_context=True)
def toasts(context: Context, swap: bool = False) -> dict[str, Any]:
    """Shows what just happened (Django's messages); one with extra_tags can be undone at that address.

    `swap=True` in an answer to htmx.
    """
    said = {"messages": context.get("messages") or [], "swap": swap}
    return said | {"back": here(context)} | csrf(context)


def _switches(context: Context) -> dict[str, Any]:
    return {
        "theme": context.get("theme") or "auto",
        "language": context.get("LANGUAGE_CODE") or "lt",
        "next": here(context),
    } | csrf(context)
