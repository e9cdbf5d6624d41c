"""Words for many requests: a few that everybody says, many that hardly anybody does."""

import random

SYLLABLES = [a + b for a in list("bdgjklmnprsštvzž") for b in list("aeiou")]
ENDINGS = ["as", "is", "us", "a", "ė", "ai", "ą", "ų", "uose", "ės", "ojo", "uoja", "inti", "imas", "ymas"]
COMMON = "sąskaita"  # in about every third request
APART = 7_654_321  # so that the words of neighbours are as unlike as other words
LETTERS = "abdeghiklm"  # the digits of a number, said as a word that only one request has
SENTENCES = 4_000


def vocabulary(size: int = 20_000) -> list[str]:
    """Made-up words with Lithuanian endings."""
    chance = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < size:
        stem = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))
        found[stem + chance.choice(ENDINGS)] = None
    return list(found)


def sentences(words: list[str]) -> list[str]:
    """Sentences in which few words come often and most come seldom, as in any language."""
    chance = random.Random(2)
    made = []
    for number in range(SENTENCES):
        some = [words[int(len(words) * chance.random() ** 3)] for _ in range(chance.randint(5, 14))]
        if number % 12 == 0:
            some.insert(2, COMMON)
        made.append(" ".join(some).capitalize() + ".")
    return made


def rare(number: int) -> str:
    """The word that only this copy has."""
    return "".join(LETTERS[int(digit)] for digit in f"{number * APART % 10**7:07}")
