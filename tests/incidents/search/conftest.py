"""Finding without a page."""

import pytest

from incidents.search.asking import Question, find
from incidents.search.guessing import guesses


@pytest.fixture
def found(people):
    """The references that somebody finds by words."""

    def found(written, by=None, **asked):
        from incidents.models import Incident

        hits = find(by or people.agent, Question.of(written), **asked)
        rows = Incident.objects.in_bulk(hits.ids)
        return [rows[pk].reference for pk in hits.ids]

    return found


@pytest.fixture
def guessed(people):
    """What a mistyped word is taken for."""
    return lambda written: [" ".join(one.words) for one in guesses(Question.of(written))]
