"""Guessing what was meant where nothing, or hardly anything, was found: a letter too few, or a wrong one."""

from itertools import islice

from django.db import connection

from incidents.search.asking import Question, forms_of
from incidents.search.words import distance, fold, is_guessable

TRIES = 3
# Whoever mistypes one letter has the word's beginning right, or its end: so either is looked for whole, by
# its letters three by three. The stems of what is found come with it.
ALIKE = """
SELECT typed.word, near.word, (ts_lexize('lithuanian_stem', near.word))[1],
    (ts_lexize('english_stem', near.word))[1]
FROM unnest(%s::text[], %s::text[], %s::text[]) AS typed (word, beginning, ending)
CROSS JOIN LATERAL (SELECT
    ARRAY(SELECT substr(beginning, at, 3) FROM generate_series(1, length(beginning) - 2) AS at) AS first,
    ARRAY(SELECT substr(ending, at, 3) FROM generate_series(1, length(ending) - 2) AS at) AS last
) AS half CROSS JOIN LATERAL (
    SELECT known.word FROM incidents_searchword AS known
    WHERE (known.threes @> half.first OR known.threes @> half.last)
        AND abs(length(known.word) - length(typed.word)) <= 2
    ORDER BY (
        SELECT count(*) FROM unnest(known.threes) AS three WHERE three = ANY(half.first || half.last)
    ) DESC, known.word LIMIT 30
) AS near"""


def guesses(asked: Question) -> list[Question]:
    """What may have been meant, the nearest first. Whether a person may learn of it, only a search can tell:
    a word may stand in an internal note alone, so a guess that finds them nothing is never shown."""
    near, forms = _near([fold(word) for word in asked.words])
    found: dict[tuple[str, ...], None] = {}
    for at in range(max(len(words) for words in near)):
        found[tuple(words[min(at, len(words) - 1)] for words in near)] = None
    found.pop(tuple(fold(word) for word in asked.words), None)
    kept = {fold(word): asked.forms[word] for word in asked.words} | forms
    return [
        Question(words, {word: kept[word] for word in words}, ends_open=False)
        for words in islice(found, TRIES)
    ]


def _near(typed: list[str]) -> tuple[list[list[str]], dict[str, tuple[str, ...]]]:
    """For each word itself and the words of the help desk that it nearly is; a number is like no other."""
    alike: dict[str, list[tuple[int, bool, str]]] = {word: [] for word in typed}
    forms: dict[str, tuple[str, ...]] = {}
    if unsure := [word for word in typed if is_guessable(word)]:
        with connection.cursor() as cursor:
            cursor.execute(ALIKE, [unsure, *map(list, zip(*map(_halves, unsure), strict=True))])
            rows = cursor.fetchall()
        for word, known, *stems in rows:
            most = 1 if len(word) < 6 else 2
            far = distance(word, known, most)
            if 0 < far <= most:
                alike[word].append((far, known[0] != word[0], known))
                forms[known] = forms_of(known, stems)
    return [[word, *(known for _far, _begins, known in sorted(alike[word]))] for word in typed], forms


def _halves(word: str) -> tuple[str, str]:
    """The beginning and the end of a word, without what is in the middle: there a slip would spoil both."""
    middle = len(word) // 2
    return f"  {word[:middle]}", f"{word[min(middle + 1, len(word) - 2) :]} "
