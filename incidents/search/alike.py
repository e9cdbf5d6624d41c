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
# Short words that stand in every name; a short one that is none of these, as "PVM", tells what it is about.
IN_EVERY_NAME = (
    "ant bei bet dar dėl del gal iki jai jam jau jei jis jog jos kad kai kam kas kur man mes mus"
    " nes net nuo per pas pat tad tai tam tas tik tos vis yra and any are but can did for get had has how"
    " its may not now off one our out the too was who why you"
)
JOINING = frozenset(IN_EVERY_NAME.split())


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
        found.select_related("workaround", "requester")
        .annotate(followed=followed)
        .order_by("-number")[:LOOKED_AT]
    )
    return _nearest(asked, list(candidates))


def _telling(asked: Question) -> Question:
    """The words that say something."""
    words = tuple(word for word in asked.words if len(word) > 3 or word.isdecimal() or _is_telling(word))
    return Question(words, asked.forms, ends_open=False)


def _is_telling(short: str) -> bool:
    return len(short) > 2 and short not in JOINING


def _nearest(asked: Question, candidates: list[Incident]) -> list[Incident]:
    shares = {one.pk: _shared(asked, one.subject) for one in candidates}
    many = len(candidates)
    often = {word: sum(word in shared for shared in shares.values()) for word in asked.words}
    # A word that nobody else has used is as rare as one that a single other has, and no rarer.
    weight = {word: math.log(1 + many / (1 + max(1, often[word]))) + 0.1 for word in asked.words}
    whole = sum(weight.values())
    known = sum(weight[word] for word in asked.words if often[word])

    def likeness(one: Incident) -> Any:
        shared = shares[one.pk]
        # One word alone may be shared by chance: then those found nowhere count, too.
        return sum(weight[word] for word in shared) / (known if len(shared) > 1 else whole)

    near = [one for one in candidates if likeness(one) >= ALIKE]
    return sorted(near, key=lambda one: (-likeness(one), -one.number))[:SHOWN]


def _shared(asked: Question, subject: str) -> set[str]:
    """The words asked for that the name has too, whatever their endings."""
    there = [match[0] for match in WORD.finditer(fold(subject))]
    return {
        word
        for word in asked.words
        if any(_is_form(one, form, word) for form in asked.forms[word] if len(form) > 2 for one in there)
    }


def _is_form(there: str, form: str, word: str) -> bool:
    """A short word is not the beginning of others: "kas" is not "kasos"."""
    return there == form if len(word) < 4 else there.startswith(form)
