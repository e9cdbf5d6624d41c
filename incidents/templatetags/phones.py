"""Telephone numbers within what people wrote."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# From seven digits on, parted by blanks, brackets or dashes; a plus before them.
_NUMBER = re.compile(r"\+?\d(?:[ \u00a0()/-]{0,2}\d){6,14}")


@register.filter
def phones(text: str) -> SafeString:
    """The text with each number in it to be called at a click, and never broken over two lines."""
    parts, end = [], 0
    for found in _NUMBER.finditer(text):
        called = re.sub(r"[^+\d]", "", found[0])
        parts += [conditional_escape(text[end : found.start()]), _link(called, found[0])]
        end = found.end()
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))  # noqa: S308 - every part is escaped


def _link(called: str, said: str) -> SafeString:
    return format_html('<a class="nowrap" href="tel:{}">{}</a>', called, said)
