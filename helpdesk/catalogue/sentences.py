"""Every sentence the product can say, found in its code and templates."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
# What holds no sentence of ours: tests speak English to us, migrations to the database.
SKIPPED = {"tests", "migrations", "staticfiles", "locale", "docs", "static", "__pycache__"}
TEMPLATES = {".html", ".txt"}
# The gallery of parts is a developers' page, shown in DEBUG only, and speaks English to them.
GALLERY = ("templates/ui/", "helpdesk/ui/gallery.py", "helpdesk/ui/samples.py")

PLAIN: Any = None
PLURAL: Any = (1, 2)
CONTEXT: Any = ((1, "c"), 2)
CONTEXT_PLURAL: Any = ((1, "c"), 2, 3)
KEYWORDS: dict[str, Any] = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}


@dataclass
class Sentence:
    """One English sentence, the places that say it and what they tell the translator."""

    msgid: str
    plural: str = ""
    context: str = ""
    places: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return (self.context, self.msgid)


class TwoPlurals(ValueError):
    """The same sentence stands twice in the code with different plurals."""


def files(root: Path = ROOT) -> Iterator[Path]:
    """Every source file in which a sentence may stand, in a stable order."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if path.relative_to(root).as_posix().startswith(GALLERY):
                continue
            if path.suffix == ".py" or (path.suffix in TEMPLATES and is_template(path, root)):
                yield path


def is_template(path: Path, root: Path = ROOT) -> bool:
    return "templates" in path.relative_to(root).parts


def sentences(root: Path = ROOT) -> dict[tuple[str, str], Sentence]:
    """All sentences under root, by context and English text."""
    found: dict[tuple[str, str], Sentence] = {}
    for path in files(root):
        place = path.relative_to(root).as_posix()
        source = path.read_text(encoding="utf-8")
        read = _in_python if path.suffix == ".py" else _in_template
        for one in read(source, place):
            known = found.setdefault(one.key, one)
            if one.plural and known.plural and one.plural != known.plural:
                raise TwoPlurals(f"{place}: {one.msgid!r} has another plural elsewhere")
            known.plural = known.plural or one.plural
            known.places.add(place)
            known.hints |= one.hints
    return found


def _in_python(source: str, place: str) -> Iterator[Sentence]:
    keywords = KEYWORDS | _aliases(source)
    yield from _extract(source, place, keywords)
    yield from _extract(_inside_f_strings(source), place, keywords)


def _inside_f_strings(source: str) -> str:
    # Before Python 3.12 an f-string is one token, in which no call is seen.
    return "\n".join(
        ast.unparse(part.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.FormattedValue)
    )


def _in_template(source: str, place: str) -> Iterator[Sentence]:
    # templatize keeps the indentation of the page, at which a Python tokenizer would stumble.
    lines = templatize(source, origin=place).splitlines()
    yield from _extract("\n".join(line.lstrip() for line in lines), place, KEYWORDS)


def _aliases(source: str) -> dict[str, Any]:
    """Names under which this file imports the gettext functions."""
    return {
        name.asname: KEYWORDS[name.name]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.asname and name.name in KEYWORDS
    }


def _extract(source: str, place: str, keywords: dict[str, Any]) -> Iterator[Sentence]:
    # Babel is a tool of developers: a running installation compiles, and never extracts.
    from babel.messages.extract import extract

    found = extract("python", BytesIO(source.encode()), keywords, ["Translators:"], {"encoding": "utf-8"})
    for _line, message, comments, context in found:
        msgid, plural = message[:2] if isinstance(message, tuple) else (message, "")
        if not msgid:
            raise ValueError(f"{place}: an empty sentence to translate")
        hints = {" ".join(comments).removeprefix("Translators:").strip()} - {""}
        yield Sentence(msgid, plural or "", context or "", {place}, hints)
