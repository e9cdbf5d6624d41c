"""Tags for clocks: the thin fuse of a row, the large card of a promise."""

from datetime import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from helpdesk.ui import fuse, hot, moments
from helpdesk.ui.context import now_of
from helpdesk.ui.drawn import drawn

register = template.Library()


@register.simple_tag(takes_context=True)
def countdown(context: Context, due: datetime | None, **how: Any) -> SafeString:
    """Shows what is due next with what is left and a thin bar."""
    return hot.countdown(now_of(context), due, **how)


@register.simple_tag(takes_context=True)
def time_left(context: Context, due: datetime, name: str = "") -> SafeString:
    """Shows in a line of text what is left, or how late it is."""
    return hot.time_left(now_of(context), due, name)


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
    said = {"label": str(label), "foot": str(foot), "content": SafeString(content)}
    if state != "running" or due is None:
        return _promise(state, False, text=str(text), **said)
    now = now_of(context)
    look = fuse.light(due, now, since, used)
    if look.seconds < 0 and late:
        said["label"] = str(late)
    said |= {"iso": moments.iso(due), "absolute": moments.absolute(due), "text": look.bare}
    ticking = hot.ticking(due, now, look, form="bare", name=name or label)
    return _promise(look.tone, True, bar=hot.bar(look.used), ticking=ticking, **said)


@drawn
def _promise(tone: str, is_running: bool, **said: Any) -> str:
    return render_to_string("components/promise.html", {"tone": tone, "is_running": is_running} | said)
