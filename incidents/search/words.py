"""Words: what a text is made of, without marks and capitals, so that "saskaita" is "sąskaita"."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

LONGEST = 40  # of a word; what is longer is a key or a picture in letters, and its beginning is enough
MOST = 3_000  # words of one text
WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)+(?!\w)")  # of several parts, as a version: 7.42
# Letters that are no letter with a mark to Unicode, and yet are typed without it.
OTHERS = {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "Ł": "l", "Đ": "d", "Ø": "o"}


@cache
def _table() -> dict[int, str]:
    """The letters that are folded, and what each becomes: one letter for one, so places in a text stay."""
    found = dict(OTHERS)
    for code in (*range(0xC0, 0x250), *range(0x400, 0x500), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if bare != chr(code) and len(bare) == 1 and bare.isalpha():
            found.setdefault(chr(code), bare)
    return str.maketrans(found)


def fold(text: str) -> str:
    """The text in small letters without marks, letter for letter as long as it was."""
    small = text.translate(_table())
    lower = small.lower()
    return lower if len(lower) == len(small) else "".join(one.lower()[0] for one in small)


def normal(text: str) -> str:
    """The text with every mark in one piece with its letter, and without what no database keeps."""
    return unicodedata.normalize("NFC", text.replace("\x00", " "))


def words_of(*texts: str) -> list[str]:
    """The different words of texts, in small letters, marks kept; single letters say nothing."""
    found: dict[str, None] = {}
    for text in texts:
        for match in WORD.finditer(normal(text).lower()):
            word = match[0][:LONGEST]
            if len(word) > 1:
                found[word] = None
                if len(found) >= MOST:
                    return list(found)
    return list(found)


def numbers_of(*texts: str) -> list[str]:
    """Numbers of several parts as they are written, as 7.42; with eight digits it is a date or a phone."""
    found = [match[0] for text in texts for match in NUMBER.finditer(text)]
    return [one for one in dict.fromkeys(found) if _is_short(one)][:MOST]


def asked_in(text: str) -> list[str]:
    """The words that are asked for: a number of several parts is one of them, and not its parts."""
    found, last = [], 0
    for match in NUMBER.finditer(text):
        if _is_short(match[0]):
            found += [*words_of(text[last : match.start()]), match[0]]
            last = match.end()
    return list(dict.fromkeys([*found, *words_of(text[last:])]))


def _is_short(number: str) -> bool:
    return len(number) - number.count(".") < 8


def is_guessable(word: str) -> bool:
    """Whether a word is one that people mistype and mean another; a number is not."""
    return 4 <= len(word) <= 24 and word.isalpha()


def phone_words(phone: str) -> list[str]:
    """A telephone number as it is asked for: its last eight digits are the same however it begins."""
    digits = re.sub(r"\D", "", phone)
    return [digits[-8:]] if len(digits) >= 8 else []


def distance(one: str, other: str, most: int = 2) -> int:
    """How many letters were left out, added, changed or swapped with a neighbour; no further than asked."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def folded(words: Iterable[str]) -> list[str]:
    """The words without their marks, each once."""
    return list(dict.fromkeys(fold(word) for word in words))
