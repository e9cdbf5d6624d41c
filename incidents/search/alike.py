"""Likeness: requests that are called nearly the same and are open, or have a workaround to follow."""

import math
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from incidents.models import UNFINISHED, Incident
from incidents.search.asking import Question, whose
from incidents.search.words import WORD, fold

if TYPE_CHECKING:
    from incidents.models.people import Person

SHOWN = 3
LOOKED_AT = 60
ALIKE = 0.4  # of the weight of the words, the rare ones weighing more
NEWEST = 600  # of those that share a word


def like(person: "Person", subject: str, *, besides: UUID | None = None) -> list[Incident]:
    """The few requests, of those that the person may see, that are about the same by their names."""
    asked = _telling(Question.of(subject, ends_open=False))
    if not asked:
        return []
    visible, mine = whose(person)
    newest = RawSQL(  # noqa: S611 - our own conditions; the words are a parameter
        "SELECT d.incident_id FROM incidents_searchdocument AS d"  # noqa: S608 - as above
        f" WHERE d.title @@ %s::tsquery{visible} ORDER BY d.number DESC LIMIT {NEWEST}",
        [asked.any, *mine],
    )
    shown = Q(status__in=sorted(UNFINISHED)) | Q(workaround__isnull=False)
    found = Incident.objects.visible_to(person).filter(shown, pk__in=newest).exclude(pk=besides)
    followed = Exists(person.watching.filter(incident=OuterRef("pk")))
    candidates = (
        found.select_related("workaround").annotate(followed=followed).order_by("-number")[:LOOKED_AT]
    )
    return _nearest(asked, list(candidates))


def _telling(asked: Question) -> Question:
    """The words that say something; "and", "does" and "yra" are in every name."""
    words = tuple(word for word in asked.words if len(word) > 3 or word.isdecimal())
    return Question(words, asked.forms, ends_open=False)


def _nearest(asked: Question, candidates: list[Incident]) -> list[Incident]:
    shares = {one.pk: _shared(asked, one.subject) for one in candidates}
    many = len(candidates)
    weight = {
        word: math.log(1 + many / (1 + sum(word in shared for shared in shares.values()))) + 0.1
        for word in asked.words
    }
    whole = sum(weight.values())

    def likeness(one: Incident) -> Any:
        return sum(weight[word] for word in shares[one.pk]) / whole

    near = [one for one in candidates if likeness(one) >= ALIKE]
    return sorted(near, key=lambda one: (-likeness(one), -one.number))[:SHOWN]


def _shared(asked: Question, subject: str) -> set[str]:
    """The words asked for that the name has too, whatever their endings."""
    there = [match[0] for match in WORD.finditer(fold(subject))]
    return {
        word
        for word in asked.words
        if any(one.startswith(form) for form in asked.forms[word] if len(form) > 2 for one in there)
    }
