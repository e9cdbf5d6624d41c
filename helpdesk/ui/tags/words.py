"""Tags for words: spans of time and moments."""

from datetime import datetime, timedelta

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from helpdesk.ui import durations, hot, moments
from helpdesk.ui.context import now_of
from helpdesk.ui.drawn import drawn

register = template.Library()


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
register.filter("last_day", moments.last_day)


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime) -> str:
    """Says a moment as one would aloud: "14:05", "tomorrow 10:00"."""
    return moments.when(at, now_of(context))


@register.simple_tag(takes_context=True)
def by_when(context: Context, at: datetime) -> str:
    """Says a moment as it stands after "by"."""
    return moments.by(at, now_of(context))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime | None, text: str = "") -> SafeString | str:
    """Shows a relative time with the absolute one on hover."""
    return hot.moment(at, now_of(context), text) if at else ""


@register.simple_tag
def countdown_words() -> SafeString:
    """Gives <body> the words that countdown.js needs, and the zone in which the page tells times."""
    return format_html('{} data-zone="{}"', _countdown_words(), timezone.get_current_timezone_name())


@drawn
def _countdown_words() -> str:
    return format_html('data-words="{}"', durations.vocabulary())
