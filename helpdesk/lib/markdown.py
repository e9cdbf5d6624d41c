"""Markdown as people write it, made into HTML that is safe to show."""

import re
from collections.abc import Sequence
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_TAGS = {"p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "h3", "h4"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_LINK_REL = "noopener noreferrer nofollow"
# Signs that no keyboard has: where a mark begins, with its number, and where it ends.
_OPEN, _CLOSE, _FIRST = "\ue000", "\ue001", 0xE100
_NO_SIGNS = {ord(_OPEN): 0xFFFD, ord(_CLOSE): 0xFFFD}
_NUMBER = f"[{chr(_FIRST)}-\uf8ff]"
_SIGNS = re.compile(f"{_OPEN}{_NUMBER}?|{_CLOSE}")
_MARK = re.compile(f"{_OPEN}({_NUMBER})([^{_OPEN}{_CLOSE}]*){_CLOSE}", re.DOTALL)


class _Reader(MarkdownIt):
    """A reader of messages; addresses of links are read without the signs of marks."""

    def __init__(self, *, links: bool = True) -> None:
        super().__init__("commonmark", {"html": False, "linkify": False, "breaks": True})
        self.enable("strikethrough")
        # Headings and pictures of a message would shout over the page; both stay text.
        self.disable(["image"] if links else ["image", "link", "reference"])

    def normalizeLink(self, url: str) -> str:
        """The address as it is written into a link."""
        return super().normalizeLink(_SIGNS.sub("", url))


def _refuse_signs(state: StateCore) -> None:
    """Puts a mark of nothing where somebody wrote one of our signs by its number, as in `&#xE000;`."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text_special":
                child.content = child.content.translate(_NO_SIGNS)


def _draw_marks(state: StateCore) -> None:
    """Makes elements of the marks that stand in plain words; in code and in links there are none."""
    for token in state.tokens:
        if token.children and any(_OPEN in child.content for child in token.children):
            token.children = list(_drawn(token.children, state.env))


def _drawn(children: Sequence[Token], env: Any) -> Any:
    inside = 0
    for child in children:
        inside += child.nesting if child.type in ("link_open", "link_close") else 0
        if inside or child.type != "text":
            yield child
            continue
        for place, part in enumerate(_MARK.split(child.content)):
            if place % 3 == 0:
                yield _token("text", _SIGNS.sub("", part))
            elif place % 3 == 1:
                number = ord(part) - _FIRST
                env["drawn"].add(number)
                yield _token("html_inline", f'<span class="{env["css"][number]}">')
            else:
                yield from (_token("text", part), _token("html_inline", "</span>"))


def _token(kind: str, content: str) -> Token:
    return Token(kind, "", 0, content=content)


def _marker_of(reader: _Reader) -> _Reader:
    reader.core.ruler.before("text_join", "signs", _refuse_signs)
    reader.core.ruler.push("marks", _draw_marks)
    return reader


_reader, _marker = _Reader(), _marker_of(_Reader())
# Each bracket may begin a link, and is looked after to the end: among very many nobody looks for one.
MANY = 1_000
_reader_of_many, _marker_of_many = _Reader(links=False), _marker_of(_Reader(links=False))


def _has_many(text: str) -> bool:
    return text.count("[") > MANY


def render(text: str) -> SafeString:
    """The text as HTML; whatever could run, load or leave the page unasked is taken out."""
    reader = _reader_of_many if _has_many(text) else _reader
    clean = nh3.clean(
        reader.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel=_LINK_REL,
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just cleaned it


def render_marked(text: str, marks: Sequence[tuple[int, int, str]]) -> tuple[SafeString, set[int]]:
    """The text as HTML with parts of it marked, and which of the marks could be drawn.

    A mark is where it begins, how long it is, and its class; marks come in their order and never overlap.
    """
    plain = text.translate(_NO_SIGNS)
    parts, done = [], 0
    for number, (start, length, _css) in enumerate(marks):
        end = start + length
        parts += [plain[done:start], _OPEN, chr(_FIRST + number), plain[start:end], _CLOSE]
        done = end
    env: dict[str, Any] = {"drawn": set(), "css": [css for _start, _length, css in marks]}
    marker = _marker_of_many if _has_many(text) else _marker
    written = marker.render("".join([*parts, plain[done:]]), env)
    clean = nh3.clean(
        _SIGNS.sub("", written),
        tags=_TAGS | {"span"},
        attributes={"a": {"href"}, "span": {"class"}},
        url_schemes=_SCHEMES,
        link_rel=_LINK_REL,
    )
    return mark_safe(clean), env["drawn"]  # noqa: S308 - nh3 has just cleaned it


# At a line's beginning: headings, quotations, lists, fences; within it: links, code, and what is stressed.
_BEGINS = re.compile(r"^[ \t]*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+|(?:```|~~~)[^\n]*$|>)+", re.MULTILINE)
# What nobody closes is looked after no further than to the next that begins: long texts stay quick to read.
_LINKS = re.compile(r"!?\[([^\[\]\n]*+)\]\([^\[)\s]*+\)")
_STRESSED = re.compile(r"(?<![\w*_~])(\*{1,3}|_{1,3}|~~)(?=\S)([^\n]{0,300}?\S)\1(?![\w*_~])")
_CODE = re.compile(r"(?<!`)(`++)([^`\n]++)\1")


def without_signs(text: str) -> str:
    """The words of a text without the signs that shape them, for a line that is plain; its numbers stay."""
    text = _LINKS.sub(r"\1", _BEGINS.sub("", text))
    for _twice in range(2):  # one within the other
        text = _STRESSED.sub(r"\2", text)
    return _CODE.sub(r"\2", text)
