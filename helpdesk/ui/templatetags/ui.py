"""`{% load ui %}`: the parts that pages are built from. The cheat sheet is the gallery page."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from helpdesk.ui import durations, fuse, hot, keys, moments

register = template.Library()


def now_of(context: Context) -> datetime:
    """Gives the page's moment: the view's own `now`, else the one of the context processor."""
    now = context["now"]
    return now() if callable(now) else now


# --- words ---------------------------------------------------------------------------------------


@register.filter
def duration(span: timedelta | float | None, style: str = "short") -> str:
    """Says a span with at most two units; `duration:"words"` in whole words."""
    if span is None:
        return ""
    return durations.words(span) if style == "words" else durations.short(span)


register.filter("clock_time", moments.clock_time)
register.filter("absolute", moments.absolute)
register.filter("day", moments.day)
register.filter("full_day", moments.full_day)


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime) -> str:
    """Says a moment as one would aloud: "14:05", "tomorrow 10:00"."""
    return moments.when(at, now_of(context))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime | None, text: str = "") -> SafeString | str:
    """Shows a relative time with the absolute one on hover."""
    return hot.moment(at, now_of(context), text) if at else ""


@register.simple_tag
def countdown_words() -> SafeString:
    """Gives <body> the words countdown.js needs."""
    return format_html('data-words="{}"', durations.vocabulary())


# --- marks ---------------------------------------------------------------------------------------

register.simple_tag(hot.impact, name="impact")
register.simple_tag(hot.status, name="status")
register.simple_tag(hot.mark, name="mark")


@register.simple_tag
def tag(text: str, tone: str = "") -> SafeString:
    """Shows any short word as a tag; tone: "", ok, house, amber."""
    return format_html('<span class="tag{}">{}</span>', f" tag-{tone}" if tone else "", text)


@register.simple_tag
def avatar(name: str, side: str = "agent", size: str = "") -> SafeString:
    """Shows a person's initials: agents round, customers with corners."""
    return hot.avatar(name, side, size)


@register.simple_tag
def who(name: str, side: str = "agent", size: str = "s") -> SafeString:
    """Shows a person's initials and name."""
    return format_html('<span class="who">{}<span>{}</span></span>', hot.avatar(name, side, size), name)


@register.simple_tag
def kbd(key: str) -> SafeString:
    """Shows a key."""
    return format_html('<kbd class="kbd" aria-hidden="true">{}</kbd>', key)


# --- clocks --------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def countdown(context: Context, due: datetime | None, **how: Any) -> SafeString:
    """Shows what is due next with what is left and a thin bar."""
    return hot.countdown(now_of(context), due, **how)


@register.simple_block_tag(takes_context=True)
def promise(
    context: Context,
    content: SafeString,
    due: datetime | None = None,
    *,
    label: str,
    late: str = "",
    since: datetime | None = None,
    used: float | None = None,
    state: str = "running",
    text: str = "",
    foot: str = "",
    name: str = "",
) -> str:
    """Shows one clock large, with the act that answers it as its content."""
    parts: dict[str, Any] = {
        "label": label,
        "state": state,
        "text": text,
        "foot": foot,
        "content": content,
    }
    if state == "running" and due is not None:
        now = now_of(context)
        look = fuse.light(due, now, since, used)
        if look.seconds < 0 and late:
            parts["label"] = late
        parts |= {"look": look, "due": due, "iso": moments.iso(due), "absolute": moments.absolute(due)}
        parts |= {
            "bar": hot.bar(look.used),
            "ticking": hot.ticking(due, now, look, form="bare", name=name or label),
        }
    return render_to_string("components/promise.html", parts)


# --- lines of a page -----------------------------------------------------------------------------


@register.simple_block_tag(takes_context=True)
def entry(
    context: Context,
    content: SafeString,
    kind: str,
    at: datetime,
    *,
    by: str = "",
    side: str = "agent",
    what: str = "",
    id: str = "",
    tone: str = "",
) -> str:
    """Shows one entry of a timeline; kind: message, reply, note, call, line."""
    if kind not in ("message", "reply", "note", "call", "line"):
        raise ValueError(f"no such entry: {kind!r}")
    said = what or (gettext("Internal: the customer does not see this") if kind == "note" else "")
    parts = {"kind": kind, "by": by, "side": side, "what": said, "id": id, "tone": tone}
    parts |= {
        "content": content,
        "moment": hot.moment(at, now_of(context)),
        "portrait": hot.avatar(by, side, "l"),
    }
    return render_to_string("components/entry.html", parts)


@register.simple_block_tag
def empty(content: SafeString, title: str) -> str:
    """Says what would stand in an empty list; the content offers the next act."""
    return render_to_string("components/empty.html", {"title": title, "content": content})


@register.simple_block_tag
def notice(content: SafeString, tone: str = "", role: str = "") -> str:
    """Shows a banner; tone: "", house, amber, ok, error."""
    return render_to_string("components/notice.html", {"tone": tone, "role": role, "content": content})


@register.inclusion_tag("components/act.html", takes_context=True)
def act(
    context: Context,
    url: str,
    label: str,
    tone: str = "",
    key: str = "",
    name: str = "",
    value: str = "",
    css: str = "",
) -> dict[str, Any]:
    """Shows a button that posts; the smallest form there is."""
    return {
        "url": url,
        "label": label,
        "tone": tone,
        "key": key,
        "name": name,
        "value": value,
        "css": css,
    } | _csrf(context)


@register.inclusion_tag("components/steps.html", takes_context=True)
def steps(context: Context, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Shows where a request stands: items of label, state (done, current, next) and at."""
    now = now_of(context)
    return {"items": [{**i, "at": moments.when(i["at"], now) if i.get("at") else ""} for i in items]}


@register.inclusion_tag("components/making.html", takes_context=True)
def making(context: Context, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Shows long work: items of label, state (done, running, failed, waiting), note, retry_url."""
    return {"items": [{"note": "", "retry_url": "", **i} for i in items]} | _csrf(context)


@register.inclusion_tag("components/views.html")
def views(groups: list[dict[str, Any]]) -> dict[str, Any]:
    """Shows the views at the left: groups of title and items of label, url, count, active, hot."""
    return {"groups": groups}


@register.inclusion_tag("components/chips.html")
def chips(items: list[dict[str, Any]], label: str = "") -> dict[str, Any]:
    """Shows filters as links: items of label, url, active; an active one leads to the list without it."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/pager.html")
def pager(text: str = "", earlier: str = "", later: str = "") -> dict[str, Any]:
    """Shows which part of a list this is, and the ways to the rest."""
    return {"text": text, "earlier": earlier, "later": later}


@register.inclusion_tag("components/keys_help.html")
def keys_help() -> dict[str, Any]:
    """Shows the keyboard map in a dialog that opens without script too."""
    return {"keys": keys.MAP}


# --- the frame -----------------------------------------------------------------------------------


@register.inclusion_tag("components/nav.html", takes_context=True)
def main_nav(context: Context) -> dict[str, Any]:
    """Shows the pages there are; nothing without a page behind it."""
    return {"nav": context.get("nav") or []}


@register.inclusion_tag("components/helpline.html", takes_context=True)
def helpline(context: Context, form: str = "", number: str = "") -> dict[str, Any]:
    """Shows whom to call, and whether somebody answers now; number: the request's, to say on the phone."""
    return {"line": context.get("helpline"), "form": form, "number": number}


@register.inclusion_tag("components/account_menu.html", takes_context=True)
def account_menu(context: Context) -> dict[str, Any]:
    """Shows who is signed in and what they can do about it."""
    parts = {"user": context.get("user"), "items": context.get("account_menu") or []}
    return parts | {"role": context.get("role_name") or ""} | _switches(context)


@register.inclusion_tag("components/switches.html", takes_context=True)
def switches(context: Context) -> dict[str, Any]:
    """Shows the switches for theme and language."""
    return _switches(context)


@register.inclusion_tag("components/languages.html", takes_context=True)
def languages(context: Context) -> dict[str, Any]:
    """Shows LT and EN."""
    return _switches(context)


@register.inclusion_tag("components/toasts.html", takes_context=True)
def toasts(context: Context, swap: bool = False) -> dict[str, Any]:
    """Shows what just happened (Django's messages); `swap=True` in an answer to htmx."""
    return {"messages": context.get("messages") or [], "swap": swap}


# --- forms ---------------------------------------------------------------------------------------


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """Draws a field's control with the class its kind needs."""
    return field.as_widget(attrs={"class": _css(field)})


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, label: str = "", before: str = "", after: str = "") -> dict[str, Any]:
    """Shows label, control, hint and error of one field; after: text such as ".langelis.lt"."""
    kind = bound.field.widget
    many = isinstance(kind, (RadioSelect, CheckboxSelectMultiple))
    single = isinstance(kind, CheckboxInput)
    return {
        "field": bound,
        "label": label or bound.label,
        "many": many,
        "single": single,
        "before": before,
        "after": after,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Shows on top what is to be mended, each with a link to its field."""
    errors = [(f, e) for f in form if not f.is_hidden for e in f.errors]
    hidden = [e for f in form.hidden_fields() for e in f.errors]
    return {"errors": errors, "others": [*form.non_field_errors(), *hidden]}


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Shows a whole form's fields, with the error summary on top."""
    return {"form": form}


def _css(field: BoundField) -> str:
    kind = field.field.widget
    given = kind.attrs.get("class", "")
    if isinstance(kind, (RadioSelect, CheckboxSelectMultiple, CheckboxInput)):
        own = "form-check-input"
    else:
        own = "form-select" if isinstance(kind, Select) else "form-control"
    wrong = " is-invalid" if field.errors and not isinstance(kind, FileInput) else ""
    return f"{own} {given}{wrong}".replace("  ", " ").strip()


def _csrf(context: Context) -> dict[str, Any]:
    return {"csrf_token": context.get("csrf_token")}


def _switches(context: Context) -> dict[str, Any]:
    request = context.get("request")
    return {
        "theme": context.get("theme") or "auto",
        "language": context.get("LANGUAGE_CODE") or "lt",
        "next": request.get_full_path() if request and request.method == "GET" else "/",
    } | _csrf(context)
