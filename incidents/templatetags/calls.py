"""What a row of the page of calls needs to say."""

from collections.abc import Mapping
from datetime import datetime

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """The name that goes with a key; none where it is not known."""
    return names.get(key, "")


@register.filter
def read_moment(written: str) -> datetime:
    """A moment that was kept as text."""
    return datetime.fromisoformat(written)
