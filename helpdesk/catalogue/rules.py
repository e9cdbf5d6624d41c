"""What must be true of every sentence and its translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polib

from helpdesk.catalogue import book, words
from helpdesk.catalogue.sentences import Sentence, sentences

# %(name)s, %s, %%, {name} and HTML tags with all they carry: the same on both sides.
MARK = re.compile(r"%%?\(\w+\)[a-z]|%[sdi](?!\w)|%%|\{\w*\}|</?[a-zA-Z][^>]*>")
END = re.compile(r"[.:?!…]$")
Rule = Callable[[str, str], Iterable[str]]


def problems(found: dict[tuple[str, str], Sentence] | None = None, path: Path = book.LITHUANIAN) -> list[str]:
    """Every reason why the book may not be shipped, as lines to read."""
    found = sentences() if found is None else found
    entries = book.read(path)
    return [*_same_sentences(found, entries), *(line for entry in entries for line in about(entry))]


def _same_sentences(found: dict[tuple[str, str], Sentence], entries: polib.POFile) -> Iterator[str]:
    kept = {book.key(entry): entry for entry in entries if not entry.obsolete}
    for one in found.values():
        if one.key not in kept:
            yield f"missing: {one.msgid!r} ({min(one.places)})"
        elif one.plural != (kept[one.key].msgid_plural or ""):
            yield f"other plural in the book: {one.msgid!r}"
    yield from (f"nobody says it any more: {msgid!r}" for context, msgid in kept.keys() - found.keys())


def about(entry: polib.POEntry) -> list[str]:
    """The problems of one entry, in every form it has."""
    if entry.obsolete or "fuzzy" in entry.flags:
        return [f"{'obsolete' if entry.obsolete else 'fuzzy'}: {entry.msgid!r}"]
    said = [entry.msgid] + [entry.msgid_plural] * bool(entry.msgid_plural)
    found = [f"English, {problem}: {text!r}" for text in said for problem in of_english(text)]
    for text in forms(entry):
        found += [f"{problem}: {said[-1]!r} → {text!r}" for problem in of_pair(said[-1], text)]
    if entry.msgid_plural and len({*forms(entry), ""}) == 2 and not words.INVARIABLE.search(forms(entry)[0]):
        found.append(f"all plural forms are the same: {entry.msgid!r}")
    return found


def forms(entry: polib.POEntry) -> list[str]:
    if not entry.msgid_plural:
        return [entry.msgstr]
    return [entry.msgstr_plural.get(form, "") for form in range(book.FORMS)]


def of_english(text: str) -> Iterator[str]:
    if text != text.strip():
        yield "begins or ends with a space (a sentence is never put together from pieces)"
    if "  " in text or "\n " in text:
        yield "keeps the template's indentation (say trimmed)"


def of_pair(english: str, lithuanian: str) -> list[str]:
    """What is wrong with one translation of one sentence."""
    if not lithuanian:
        return ["not translated"]
    return [problem for rule in RULES for problem in rule(english, lithuanian)]


def marks_agree(english: str, lithuanian: str) -> Iterator[str]:
    if Counter(MARK.findall(english)) != Counter(MARK.findall(lithuanian)):
        yield "placeholders differ"


def ends_and_begins_alike(english: str, lithuanian: str) -> Iterator[str]:
    ends = [END.search(text) for text in (english, lithuanian)]
    # A Lithuanian abbreviation (val., min., el. p.) ends in a full stop that English has not.
    if (ends[0] and ends[0][0]) != (ends[1] and ends[1][0]) and not (
        ends[0] is None and lithuanian.endswith(".")
    ):
        yield "ends with another sign"
    cases = [text[0].isupper() for text in (english, lithuanian) if text[0].isalpha()]
    if len(set(cases)) == 2 and not lithuanian.startswith(words.NAMES) and not words.DAYS.match(english):
        yield "begins with another case"
    if lithuanian != lithuanian.strip() or "  " in lithuanian:
        yield "stray space"


def quotes_are_lithuanian(english: str, lithuanian: str) -> Iterator[str]:
    bare = MARK.sub("", lithuanian)
    if re.search(r"[\"'”«»‘’]", bare):
        yield "quotes are „…“"
    if bare.count("„") != bare.count("“"):
        yield "an unclosed quote"


def no_full_stop_is_doubled(english: str, lithuanian: str) -> Iterator[str]:
    # A Lithuanian date or duration ends in an abbreviation: „gruodžio 28 d.“, „2 val.“
    if re.search(r"%\((day|date|left|late|took)\)s\.", lithuanian):
        yield "a full stop after an abbreviation's own"


def no_english_is_left(english: str, lithuanian: str) -> Iterator[str]:
    for left in words.ENGLISH.findall(MARK.sub(" ", lithuanian)):
        yield f"English left: {left}"


def our_words_are_used(english: str, lithuanian: str) -> Iterator[str]:
    bare_english, bare = MARK.sub(" ", english), MARK.sub(" ", lithuanian)
    for pattern, needed in words.TERMS:
        if pattern.search(bare_english) and not needed.search(bare):
            yield f"our word is missing ({needed.pattern})"
    for pattern, instead in words.NEVER:
        if hit := pattern.search(bare):
            yield f"never {hit[0]!r} but {instead}"
    for promise, spoken in words.ONLY_TOGETHER:
        if spoken.search(bare) and not promise.search(bare_english):
            yield f"{spoken.pattern!r} is said where English does not say {promise.pattern!r}"


RULES: list[Rule] = [
    marks_agree,
    ends_and_begins_alike,
    quotes_are_lithuanian,
    no_full_stop_is_doubled,
    no_english_is_left,
    our_words_are_used,
]
