"""What a row of the page of calls needs to say."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.template.context import Context

from helpdesk.ui.context import now_of
from incidents import call_times

register = template.Library()


@register.simple_tag(takes_context=True)
def call_time(context: Context, wanted_at: datetime, soon: bool) -> str:
    """Says when a call is wanted: "by 10:30" of as soon as we can, else "at 14:00"."""
    return call_times.in_words(call_times.aim(wanted_at, soon=soon), now_of(context), soon=soon)


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """The name that goes with a key; none where it is not known."""
    return names.get(key, "")


@register.filter
def read_moment(written: str) -> datetime:
    """A moment that was kept as text."""
    return datetime.fromisoformat(written)
