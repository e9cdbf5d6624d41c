"""Tags for the frame: navigation, help line, account, switches, toasts; each drawn once for each shape."""

from typing import Any

from django import template
from django.contrib.messages import INFO, SUCCESS
from django.contrib.messages.storage.base import Message
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from helpdesk.ui import hot, menu, moments
from helpdesk.ui.context import csrf, here, now_of, token
from helpdesk.ui.drawn import drawn
from helpdesk.ui.hot import esc

register = template.Library()
LEAVES = "6"  # seconds for which it is said that something went well


@register.simple_tag(takes_context=True)
def main_nav(context: Context) -> SafeString:
    """Shows the pages there are; nothing without a page behind it."""
    pages = context.get("nav") or []
    links = "".join(
        f'<a href="{esc(one["url"])}"{HERE if one["active"] else ""}>{esc(one["label"])}</a>' for one in pages
    )
    if not links:
        return SafeString("")
    main = esc(gettext("Main"))
    if len(pages) <= IN_ONE_LINE:
        return SafeString(f'<nav class="main-nav" aria-label="{main}">{links}</nav>')
    here = next((one["label"] for one in pages if one["active"]), gettext("Pages"))
    return SafeString(
        f'<button class="nav-open only-s" type="button" popovertarget="main-nav">{BARS}'
        f'<span class="visually-hidden">{main}: </span>{esc(here)}</button>'
        f'<nav class="main-nav" id="main-nav" popover aria-label="{main}">{links}</nav>'
    )


IN_ONE_LINE = 3  # so many pages stand beside each other on a phone; more are a menu there
BARS = (
    '<svg aria-hidden="true" width="16" height="12" viewBox="0 0 16 12">'
    '<path stroke="currentColor" stroke-width="2" stroke-linecap="round" d="M1 1h14M1 6h14M1 11h14"/></svg>'
)
HERE = ' aria-current="page"'


@register.simple_tag(takes_context=True)
def helpline(context: Context, number: str = "", *, short: bool = False) -> SafeString:
    """Shows whom to call and whether somebody answers now; number: the request's, to say; short: one line.

    Where a page knows of a request that is worked on whether the line is open or not, it says so everywhere.
    """
    line = context.get("helpline")
    if not line:
        return SafeString("")
    time = moments.clock_time(line.until) if line.is_open and line.until else ""
    opens = moments.when(line.opens, now_of(context)) if not line.is_open and line.opens else ""
    said = {"dial": line.dial, "called": line.number, "time": time, "opens": opens, "number": str(number)}
    return _helpline(bool(line.is_open), bool(context.get("around_the_clock")), short, **said)


@drawn
def _helpline(is_open: bool, around_the_clock: bool, short: bool, **said: Any) -> str:
    shown = {"is_open": is_open, "around_the_clock": around_the_clock, "short": short}
    return render_to_string("components/helpline.html", shown | said)


@register.simple_tag(takes_context=True)
def account_menu(context: Context) -> SafeString:
    """Shows who is signed in and what they can do about it."""
    user = context.get("user")
    if not user or not user.is_authenticated:
        return SafeString("")
    desk = tuple(context.get(name) or "" for name in ("density", "sound")) if context.get("dense") else ()
    said = {"name": user.name, "email": user.email, "role": str(context.get("role_name") or "")}
    said |= {"portrait": hot.avatar(user.name)} | menu.addresses(context.get("request"))
    return _account_menu(_theme(context), _language(context), desk, **said, **_sent(context))


@drawn
def _account_menu(theme: str, language: str, desk: tuple[str, ...], **said: Any) -> str:
    switched = dict(zip(("density", "sound"), desk, strict=False)) | {"theme": theme, "language": language}
    parts = {"items": menu.items(said), "dense": bool(desk)}
    return render_to_string("components/account_menu.html", parts | switched | said)


@register.simple_tag(takes_context=True)
def switches(context: Context) -> SafeString:
    """Shows the switches for theme and language."""
    return _switches("switches", _theme(context), _language(context), **_sent(context))


@register.simple_tag(takes_context=True)
def languages(context: Context) -> SafeString:
    """Shows LT and EN."""
    return _switches("languages", _theme(context), _language(context), **_sent(context))


@drawn
def _switches(part: str, theme: str, language: str, **said: Any) -> str:
    return render_to_string(f"components/{part}.html", {"theme": theme, "language": language} | said)


@register.simple_tag(takes_context=True)
def bell(context: Context, swap: bool = False) -> SafeString:
    """Shows how many notices nobody has looked at; `swap=True` in an answer to htmx."""
    person = getattr(context.get("request"), "person", None)
    if person is None:  # outside the help desks nobody is told of anything
        return SafeString("")
    if person.unread:
        return _bell(swap, person.unread)
    return _silent_bell(swap)


@drawn
def _silent_bell(swap: bool) -> str:
    return _bell(swap, 0)


def _bell(swap: bool, unread: int) -> SafeString:
    said = {"unread": unread, "url": reverse("incidents:notices"), "swap": swap}
    return render_to_string("components/bell.html", said)


@register.simple_tag(takes_context=True)
def toasts(context: Context, swap: bool = False) -> SafeString:
    """Shows what just happened (Django's messages); with extra_tags, "address seconds", it can be undone.

    With "address seconds pane" undoing brings words back into a pane, beside what was begun there meanwhile.

    What went well leaves by itself, what can be undone when it no longer can; the rest is put away by whoever
    has read it. `swap=True` in an answer to htmx.
    """
    messages = context.get("messages")
    if not messages:
        return _no_toasts(swap)
    said = (
        {"messages": [_toast(one) for one in messages], "swap": swap}
        | {"back": here(context)}
        | csrf(context)
    )
    return render_to_string("components/toasts.html", said)


def _toast(one: Message) -> dict[str, object]:
    undo, seconds, pane, *_rest = [*(one.extra_tags or "").split(" "), "", ""]
    went_well = one.level in (SUCCESS, INFO)
    leaves = seconds if undo else LEAVES if went_well else ""
    return {"text": one.message, "undo": undo, "leaves": leaves, "pane": pane}


@drawn
def _no_toasts(swap: bool) -> str:
    return render_to_string("components/toasts.html", {"messages": [], "swap": swap})


def _theme(context: Context) -> str:
    return str(context.get("theme") or "auto")


def _language(context: Context) -> str:
    return str(context.get("LANGUAGE_CODE") or "lt")


def _sent(context: Context) -> dict[str, str]:
    """What a switch sends along."""
    return {"next": here(context), "csrf_token": token(context)}
