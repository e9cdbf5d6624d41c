"""Tags for marks: impact, status, people, keys."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from helpdesk.ui import hot

register = template.Library()

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
    return SafeString(f'<span class="who">{hot.avatar(name, side, size)}<span>{hot.esc(name)}</span></span>')


@register.simple_tag
def kbd(key: str) -> SafeString:
    """Shows a key."""
    return format_html('<kbd class="kbd" aria-hidden="true">{}</kbd>', key)
