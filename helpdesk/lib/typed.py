"""Words as they were typed: no sign in them means anything, and addresses of pages can be followed."""

import html
import re

from django.utils.safestring import SafeString, mark_safe

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")
_AFTER = ".,:;!?)]}'»“”"  # ends a sentence, not an address


def as_typed(text: str) -> SafeString:
    """The text as HTML: its paragraphs, lines and blanks as they are, all the rest as plain letters."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip("\n"))
    drawn = "".join(f'<p class="typed">{_lines(one)}</p>\n' for one in paragraphs if one)
    return mark_safe(drawn)  # noqa: S308 - escaped below


def _lines(text: str) -> str:
    drawn, done = "", 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_AFTER)
        link = html.escape(address)
        drawn += (
            f'{html.escape(text[done : found.start()])}<a href="{link}" rel="noopener noreferrer nofollow">'
        )
        drawn += f"{link}</a>"
        done = found.start() + len(address)
    return (drawn + html.escape(text[done:])).replace("\n", "<br>")
