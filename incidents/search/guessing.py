"""Guessing what was meant where nothing, or hardly anything, was found: a letter too few, or a wrong one."""

from itertools import islice

from django.db import connection

from incidents.search.asking import Question, stems
from incidents.search.words import distance, fold, is_guessable, threes

TRIES = 3
# Words alike share many threes of letters; the index finds those that share any, and few are near.
ALIKE = """SELECT word FROM incidents_searchword
    WHERE threes && %(threes)s AND length(word) BETWEEN %(least)s AND %(most)s
    ORDER BY (SELECT count(*) FROM unnest(threes) AS three WHERE three = ANY(%(threes)s)) DESC, word
    LIMIT 30"""


def guesses(asked: Question) -> list[Question]:
    """What may have been meant, the nearest first. Whether a person may learn of it, only a search can tell:
    a word may stand in an internal note alone, so a guess that finds them nothing is never shown."""
    near = [_near(word) for word in asked.words]
    if all(len(words) == 1 for words in near):
        return []
    found: dict[tuple[str, ...], None] = {}
    for at in range(max(len(words) for words in near)):
        found[tuple(words[min(at, len(words) - 1)] for words in near)] = None
    found.pop(tuple(fold(word) for word in asked.words), None)
    return [Question(words, stems(words), ends_open=False) for words in islice(found, TRIES)]


def _near(word: str) -> list[str]:
    """The word itself, then the words of the help desk that it nearly is; a number is like no other."""
    bare = fold(word)
    if not is_guessable(bare):
        return [bare]
    most = 1 if len(bare) < 6 else 2
    pieces = threes(bare)
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, {"threes": pieces, "least": len(bare) - most, "most": len(bare) + most})
        known = [row[0] for row in cursor.fetchall()]
    far = {one: distance(bare, one, most) for one in known if one != bare}
    near = sorted(
        (one for one in far if far[one] <= most), key=lambda one: (far[one], one[0] != bare[0], one)
    )
    return [bare, *near]
