"""Tags for what a page is made of: entries, notices, steps, lists."""

from datetime import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from helpdesk.ui import hot, keys, moments
from helpdesk.ui.context import csrf, here, now_of, token
from helpdesk.ui.drawn import drawn
from helpdesk.ui.hot import esc

register = template.Library()
HERE, HOT = ' aria-current="page"', ' class="hot"'


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
    parts = {"by": str(by), "what": str(said), "id": id, "content": SafeString(content)}
    parts |= {"moment": hot.moment(at, now_of(context)), "portrait": hot.avatar(by, side, "l")}
    return _entry(kind, tone, **parts)


@drawn
def _entry(kind: str, tone: str, **said: Any) -> str:
    return render_to_string("components/entry.html", {"kind": kind, "tone": tone} | said)


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
    } | csrf(context)


@register.inclusion_tag("components/steps.html", takes_context=True)
def steps(context: Context, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Shows where a request stands: items of label, state (done, current, next) and at."""
    now = now_of(context)
    return {"items": [{**i, "at": moments.when(i["at"], now) if i.get("at") else ""} for i in items]}


@register.inclusion_tag("components/making.html", takes_context=True)
def making(context: Context, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Shows long work: items of label, state (done, running, failed, waiting), note, retry_url."""
    return {"items": [{"note": "", "retry_url": "", **i} for i in items]} | csrf(context)


@register.simple_tag
def views(groups: list[dict[str, Any]]) -> SafeString:
    """Shows the views at the left: groups of title and items of label, url, count, active, hot."""
    drawn_groups = "".join(map(_group, groups))
    return SafeString(f'<nav class="views" aria-label="{esc(gettext("Views"))}">{drawn_groups}</nav>')


def _group(group: dict[str, Any]) -> str:
    title = f"<h2>{esc(group['title'])}</h2>" if group["title"] else ""
    return f"{title}<ul>{''.join(map(_item, group['items']))}</ul>"


def _item(item: dict[str, Any]) -> str:
    count, is_hot = item["count"], item.get("hot") and item["count"]
    return (
        f'<li{HOT if is_hot else ""}><a href="{esc(item["url"])}"'
        f"{HERE if item['active'] else ''}><span>{esc(item['label'])}</span>"
        f"{_count(count)}</a></li>"
    )


def _count(many: int | None) -> str:
    return "" if many is None else f'<span class="count">{many}</span>'


@register.inclusion_tag("components/chips.html")
def chips(items: list[dict[str, Any]], label: str = "") -> dict[str, Any]:
    """Shows filters as links: items of label, url, active; an active one leads to the list without it."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/pager.html")
def pager(text: str = "", earlier: str = "", later: str = "") -> dict[str, Any]:
    """Shows which part of a list this is, and the ways to the rest."""
    return {"text": text, "earlier": earlier, "later": later}


@register.simple_tag(takes_context=True)
def keys_help(context: Context) -> SafeString:
    """Shows the keyboard map in a dialog that opens without script too."""
    return _keys_help(context.get("keys") or "on", next=here(context), csrf_token=token(context))


@drawn
def _keys_help(state: str, **said: Any) -> str:
    return render_to_string("components/keys_help.html", {"map": keys.MAP, "keys": state} | said)
