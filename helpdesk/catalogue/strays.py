"""Words that stand in a page or a form without having gone through the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from helpdesk.catalogue.sentences import ROOT, files

# The same in every language: the product's name, the switch of languages, formats.
SAME_EVERYWHERE = re.compile(r"\b(Langelis|Lietuvių|English|LT|EN|CSV|INC|REQ|DEV)\b|\S+@\S+|https?://\S+")
LETTER = re.compile(r"[^\W\d_]")
# Each language has its own quotes, so they stand in sentences, never around a variable of a page.
QUOTES = re.compile(r"[“”„]")
WORDS = re.compile(r"^[A-ZĄČĘĖĮŠŲŪŽ][a-ząčęėįšųūž]")
READ_ALOUD = {
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "label",
}
UNREAD = {"script", "style", "kbd", "code", "samp"}
LITERAL = re.compile(r"(_\()?\"([^\"]*)\"|(_\()?'([^']*)'")
# Formats by name follow the language; of the others only those that no language reads differently.
DATE_FILTER = re.compile(r"\|\s*(?:date|time):[\"']([^\"']*)[\"']")
DATE_FORMATS = re.compile(r"[A-Z_]+_FORMAT|c|U|(Y(-?m(-?d)?)?)?[ \\T]*(H:i(:s)?)?(\\Z|P)?")
CSS_BLOCK = re.compile(r"block \w+_class$")
QUIET_TAGS = {
    "load",
    "kbd",
    "extends",
    "url",
    "static",
    "if",
    "elif",
    "translate",
    "trans",
    "ifchanged",
    "cache",
    "block",
}


def problems(root: Path = ROOT) -> list[str]:
    """Every stray word under root, with its file."""
    found = []
    for path in files(root):
        source = path.read_text(encoding="utf-8")
        check = {".py": in_python, ".html": in_html, ".txt": in_text}[path.suffix]
        place = path.relative_to(root)
        if path.suffix != ".py" or not {"management", "catalogue"} & set(place.parts):
            found += [f"{place}: not translated: {stray!r}" for stray in check(source)]
    return found


def in_html(source: str) -> Iterator[str]:
    yield from said_on("".join(_bare(source)))
    yield from in_tags(source)


def said_on(page: str) -> list[str]:
    """All that a person would see or hear of a page, piece by piece."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return reader.said


def in_text(source: str) -> Iterator[str]:
    yield from (line.strip() for line in "".join(_bare(source)).splitlines() if says_something(line))
    yield from in_tags(source)


def says_something(text: str) -> bool:
    return bool(LETTER.search(SAME_EVERYWHERE.sub("", text)) or QUOTES.search(text))


def _bare(source: str) -> Iterator[str]:
    """The template without its tags, variables, comments, translated blocks and blocks of CSS classes."""
    css = False
    for token in _outside(source):
        if token.token_type == TokenType.BLOCK:
            css = (css or bool(CSS_BLOCK.match(token.contents))) and not token.contents.startswith("endblock")
            yield " "  # what stands in two branches is not one word
        elif token.token_type == TokenType.TEXT and not css:
            yield token.contents


def _outside(source: str) -> Iterator[Token]:
    inside = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if name == inside else inside
        elif name in {"blocktranslate", "blocktrans", "comment"}:
            inside = f"end{name}"
            yield token
        else:
            yield token


def in_tags(source: str) -> Iterator[str]:
    """Words given as plain strings to tags and filters, and dates in one language's format."""
    for token in _outside(source):
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        yield from (
            f"date:{form}" for form in DATE_FILTER.findall(token.contents) if not DATE_FORMATS.fullmatch(form)
        )
        if re.search(r"\|\s*pluralize\b", token.contents):
            yield f"{token.contents} (say blocktranslate count)"
        if token.token_type == TokenType.BLOCK and token.contents.split(" ", 1)[0] in QUIET_TAGS:
            continue
        for match in LITERAL.finditer(DATE_FILTER.sub("", token.contents)):
            text = match[2] or match[4] or ""
            if not (match[1] or match[3]) and WORDS.match(text) and says_something(text):
                yield text


class _Page(HTMLParser):
    """Collects what a page says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._unread.append(tag)
        given = dict(attrs)
        for name, value in attrs:
            if value and self._is_read(tag, name, value, given) and says_something(value):
                self.said.append(f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag == self._unread[-1]:
            self._unread.pop()

    def handle_data(self, data: str) -> None:
        if not self._unread and says_something(data):
            self.said.append(" ".join(data.split()))

    @staticmethod
    def _is_read(tag: str, name: str, value: str, given: dict[str, str | None]) -> bool:
        if name == "value":
            return tag == "input" and given.get("type") in {"submit", "button", "reset"}
        if name == "content":
            return tag == "meta" and given.get("name") == "description"
        return name in READ_ALOUD or (
            name.startswith("data-") and name != "data-key" and bool(WORDS.match(value))
        )


SHOWN_CALLS = {"ValidationError", "NotNow", "success", "error", "warning", "info"}
SHOWN_KEYWORDS = {"label", "help_text", "empty_label", "violation_error_message"}
SHOWN_KEYS = {
    "placeholder",
    "title",
    "aria-label",
    "required",
    "invalid",
    "unique",
    "max_length",
    "invalid_choice",
}


def in_python(source: str) -> Iterator[str]:
    """Plain strings where Django expects a sentence for people."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (
                text
                for key, value in pairs
                if _plain(key) in SHOWN_KEYS and WORDS.match(text := _plain(value))
            )
        elif isinstance(node, ast.ClassDef) and any(_name(base).endswith("Choices") for base in node.bases):
            yield from _in_choices(node)


def _in_call(node: ast.Call) -> Iterator[str]:
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    shown = _name(node.func) in SHOWN_CALLS and (
        owner is None or _name(owner) in {"messages", "exceptions", "lifecycle"}
    )
    arguments = node.args if shown else node.args[1:2] if _name(node.func) == "add_error" else []
    said = [*arguments, *(keyword.value for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS)]
    yield from (text for argument in said if LETTER.search(text := _plain(argument)) and " " in text)


def _in_choices(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        pair = line.value if isinstance(line, ast.Assign) else None
        if isinstance(pair, ast.Tuple) and pair.elts and LETTER.search(text := _plain(pair.elts[-1])):
            yield text


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _plain(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
