"""The parts that stand in every row of a list, in Python: a queue of fifty rows has hundreds of them.

They are put together as plain text, whatever a person wrote escaped by `esc`: format_html costs ten times
more.
"""

import html
from datetime import datetime
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop

from helpdesk.ui import fuse, moments

# The shapes differ, so that colour is never the only sign.
BOX = 'width="12" height="13" viewBox="0 0 12 13" aria-hidden="true"'
MARKS = {
    "critical": '<path d="M3.5 1h5L12 4.5v4L8.5 12h-5L0 8.5v-4z" fill="currentColor"/>',
    "important": '<path d="M6 .8 12 12H0z" fill="currentColor"/>',
    "minimal": '<circle cx="6" cy="6.5" r="4.2" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "pause": '<path d="M2.5 1.5h2.6v10H2.5zM7 1.5h2.6v10H7z" fill="currentColor"/>',
    "met": '<path d="m1 7 3.4 3.4L11 2.6" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "said": '<path d="M.5 1.5h11v8H6L3 12.5v-3H.5z" fill="currentColor"/>',
    "missed": '<path d="m2 2.5 8 8m0-8-8 8" fill="none" stroke="currentColor" stroke-width="2.2"/>',
}
IMPACTS = {
    "critical": gettext_noop("Critical"),
    "important": gettext_noop("Important"),
    "minimal": gettext_noop("Minimal"),
}
STATUSES = {
    "new": gettext_noop("New"),
    "in_progress": gettext_noop("In progress"),
    "waiting": gettext_noop("Waiting on customer"),
    "resolved": gettext_noop("Resolved"),
    "closed": gettext_noop("Closed"),
    "reopened": gettext_noop("Reopened"),
    "cancelled": gettext_noop("Cancelled"),
}
WAITING_FOR_YOU = gettext_noop("Waiting for you")


def esc(text: object) -> str:
    """Makes any text harmless in HTML; what is HTML already stays as it is."""
    return str(text) if hasattr(text, "__html__") else html.escape(str(text))


def mark(name: str, css: str = "") -> SafeString:
    """Draws one of the small signs."""
    return SafeString(f'<svg class="{css}" {BOX}>{MARKS[name]}</svg>')


def impact(level: str) -> SafeString:
    """Shows the impact as sign and word."""
    if level not in IMPACTS:
        raise ValueError(f"no such impact: {level!r}")
    return _impact(level, get_language())


@lru_cache
def _impact(level: str, _language: str | None) -> SafeString:
    return SafeString(f'<span class="tag tag-{level}">{mark(level)}{esc(gettext(IMPACTS[level]))}</span>')


def status(value: str, *, side: str = "agent", waits_for: str = "") -> SafeString:
    """Shows the status in the words of the side that reads it; waits_for: whom, if not the reader."""
    if value not in STATUSES:
        raise ValueError(f"no such status: {value!r}")
    if value == "waiting" and side == "customer" and waits_for:
        said = gettext("Waiting for %(name)s") % {"name": waits_for}
        return SafeString(f'<span class="tag">{esc(said)}</span>')
    return _status(value, side, get_language())


@lru_cache
def _status(value: str, side: str, _language: str | None) -> SafeString:
    word = WAITING_FOR_YOU if value == "waiting" and side == "customer" else STATUSES[value]
    tone = ""
    if side == "customer":
        tone = {"waiting": " tag-amber", "resolved": " tag-ok", "closed": " tag-ok"}.get(value, "")
    return SafeString(f'<span class="tag{tone}">{esc(gettext(word))}</span>')


def initials(name: str) -> str:
    """Gives the one or two letters a person is known by on a small shape."""
    parts = [part for part in name.replace(".", " ").split() if part[0].isalnum()]
    if not parts:
        return "?"
    letters = parts[0][:2] if len(parts) == 1 else parts[0][0] + parts[-1][0]
    return letters.upper()


def avatar(name: str, side: str = "agent", size: str = "") -> SafeString:
    """Shows a person: agents round, customers with corners; the name stands beside it, so this is silent."""
    kind = {"agent": "", "customer": " avatar-customer", "system": " avatar-system"}[side]
    kind += f" avatar-{size}" if size else ""
    return SafeString(f'<span class="avatar{kind}" aria-hidden="true">{esc(initials(name))}</span>')


def moment(at: datetime, now: datetime, text: str = "") -> SafeString:
    """Shows a moment as relative time, with the absolute one on hover and for machines."""
    ago = "" if text else " data-ago"
    said = esc(text or moments.relative(at, now))
    return SafeString(
        f'<time datetime="{moments.iso(at)}" title="{esc(moments.absolute(at))}"{ago}>{said}</time>'
    )


def bar(percent: int) -> SafeString:
    """Draws a thin bar without a style attribute, which the page's policy forbids."""
    return SafeString(
        f'<svg class="bar" aria-hidden="true"><rect width="{int(percent)}%" height="100%"/></svg>'
    )


def ticking(due: datetime, now: datetime, look: fuse.Fuse, *, form: str = "", name: str = "") -> SafeString:
    """Gives the attributes by which countdown.js carries a running fuse on."""
    said = f' data-form="{esc(form)}"' if form else ""
    said += f' data-name="{esc(name)}"' if name else ""
    return SafeString(
        f'data-countdown data-due="{moments.iso(due)}" data-now="{moments.iso(now)}"'
        f' data-used="{look.used}" data-amber="{look.amber}"{said}'
    )


def countdown(
    now: datetime,
    due: datetime | None,
    *,
    label: str = "",
    since: datetime | None = None,
    used: float | None = None,
    state: str = "running",
    text: str = "",
    name: str = "",
) -> SafeString:
    """Shows what is due next: running with its bar, or one line when paused, met, missed or none."""
    if state != "running" or due is None:
        return _still("none" if state == "running" else state, text)
    look = fuse.light(due, now, since, used)
    ticks, word = ticking(due, now, look, name=name or label), f"<span>{esc(label)}</span>" if label else ""
    return SafeString(
        f'<div class="fuse is-{look.tone}" {ticks}><div class="fuse-t">{word}'
        f'<time datetime="{moments.iso(due)}" title="{esc(moments.absolute(due))}">{esc(look.left)}</time>'
        f"</div>{bar(look.used)}</div>"
    )


def time_left(now: datetime, due: datetime, name: str = "") -> SafeString:
    """Shows what is left, or how late it is, as words of a line that go on by themselves."""
    look = fuse.light(due, now)
    return SafeString(
        f'<span class="nowrap" {ticking(due, now, look, name=name)}><time datetime="{moments.iso(due)}"'
        f' title="{esc(moments.absolute(due))}">{esc(look.left)}</time></span>'
    )


def _still(state: str, text: str) -> SafeString:
    words = {"paused": gettext("Paused"), "met": gettext("Kept"), "missed": gettext("Not kept"), "none": "–"}
    sign = {"paused": "pause", "met": "met", "missed": "missed"}.get(state)
    if state not in words:
        raise ValueError(f"no such state of a clock: {state!r}")
    drawn = mark(sign, "fuse-mark") if sign else ""
    said = esc(text or words[state])
    return SafeString(
        f'<div class="fuse is-{state}"><div class="fuse-t">{drawn}<span>{said}</span></div></div>'
    )
