"""The book of translations: a .po file that people read, and the .mo that programs read."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polib

from helpdesk.catalogue.sentences import ROOT, Sentence

LOCALE = ROOT / "locale"
LITHUANIAN = LOCALE / "lt" / "LC_MESSAGES" / "django.po"
WIDTH = 100

# Django's own formula for Lithuanian, to the letter, so that the catalogues are merged into one:
# 1, 21, 31… · 2-9, 22-29… · fractions · 0, 10-20, 30, 40…
PLURAL_FORMS = (
    "nplurals=4; plural=(n % 10 == 1 && (n % 100 > 19 || n % 100 < 11) ? 0 : (n % 10 >= 2 && n % 10 <=9)"
    " && (n % 100 > 19 || n % 100 < 11) ? 1 : n % 1 != 0 ? 2: 3);"
)
FORMS = 4
METADATA = {
    "Project-Id-Version": "Langelis",
    "Language": "lt",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": PLURAL_FORMS,
}
PERCENT = re.compile(r"%\(\w+\)[sd]|%[sd]")
BRACE = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Merged:
    """What a merge did to the book."""

    total: int
    added: int
    removed: int
    untranslated: int


def merge(found: Iterable[Sentence], path: Path = LITHUANIAN) -> Merged:
    """Bring the book in line: old translations stay, new sentences are empty, vanished ones go."""
    old = {key(entry): entry for entry in read(path)} if path.exists() else {}
    book = polib.POFile(wrapwidth=WIDTH)
    book.metadata = dict(METADATA)
    for sentence in sorted(found, key=lambda one: (one.msgid.casefold(), one.msgid, one.context)):
        book.append(entry_for(sentence, old.get(sentence.key)))
    keys = {key(entry) for entry in book}
    content = str(book).encode()
    if not path.exists() or path.read_bytes() != content:
        write(path, content)
    return Merged(
        total=len(book),
        added=len(keys - old.keys()),
        removed=len(old.keys() - keys),
        untranslated=len(book.untranslated_entries()),
    )


def read(path: Path = LITHUANIAN) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=WIDTH, encoding="utf-8")


def key(entry: polib.POEntry) -> tuple[str, str]:
    return (entry.msgctxt or "", entry.msgid)


def entry_for(sentence: Sentence, old: polib.POEntry | None) -> polib.POEntry:
    """A sentence as the book keeps it. Places carry no line numbers, so that a moved line changes nothing."""
    entry = polib.POEntry(
        msgid=sentence.msgid,
        msgctxt=sentence.context or None,
        comment="\n".join(sorted(sentence.hints)),
        tcomment=old.tcomment if old else "",
        occurrences=[(place, "") for place in sorted(sentence.places)],
        flags=flags(sentence),
    )
    if not sentence.plural:
        # A sentence that lost its plural lost its meaning too: it is translated anew.
        entry.msgstr = old.msgstr if old and not old.msgid_plural else ""
        return entry
    kept = old.msgstr_plural if old and old.msgid_plural == sentence.plural else {}
    entry.msgid_plural = sentence.plural
    entry.msgstr_plural = {form: kept.get(form, "") for form in range(FORMS)}
    return entry


def flags(sentence: Sentence) -> list[str]:
    text = sentence.msgid + sentence.plural
    return ["python-format"] * bool(PERCENT.search(text)) + ["python-brace-format"] * bool(BRACE.search(text))


def compile_all(locale: Path = LOCALE, *, anew: bool = False) -> list[Path]:
    """Write the .mo of every book that is newer than it, and say which were written."""
    return [
        path.with_suffix(".mo")
        for path in sorted(locale.glob("*/LC_MESSAGES/*.po"))
        if compile_one(path, anew=anew)
    ]


def compile_one(path: Path, *, anew: bool = False) -> bool:
    made = path.with_suffix(".mo")
    if not anew and made.exists() and made.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    # The time is taken before reading: a book edited meanwhile is newer than what is written here.
    stamp = path.stat().st_mtime_ns
    write(made, read(path).to_binary())
    os.utime(made, ns=(stamp, stamp))
    return True


def write(path: Path, content: bytes) -> None:
    """Replace the file whole or not at all: a server that starts meanwhile reads the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
