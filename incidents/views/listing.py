"""The list that an address of the queue asks for, in its order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, F, OrderBy, Q, When
from django.db.models.functions import Coalesce

from incidents.models import Incident, Person, Rank
from incidents.search.asking import Question, find
from incidents.views.rows import Choice, today_ends, views
from incidents.views.whose import Whose

LOOKED_UP = 500  # requests that words find, the newest of them; the page of search goes through all
CRITICALS = (Rank.NOT_STARTED, Rank.AT_WORK, Rank.UNREACHABLE)
ENDED_AT = Coalesce("closed_at", "cancelled_at")
BY_END = (ENDED_AT.desc(), F("number").desc())  # what is over, as its index has it


def listed(person: Person, choice: Choice, now: datetime) -> Any:
    """What the address asks for, in its order, for the list and its export; words look everywhere."""
    return listed_at(person, choice, now, today_ends(now), choice.people(person.pk))


def listed_at(person: Person, choice: Choice, now: datetime, midnight: datetime, people: Whose) -> Any:
    """The same with its moments and people given."""
    what = views(person, now, midnight)[choice.view]
    if choice.words:
        what = Q(pk__in=find(person, Question.of(choice.words), page=LOOKED_UP).ids)
    found = Incident.objects.visible_to(person).with_people().filter(what & choice.filters(people))
    if choice.is_over:
        return found.order_by(*BY_END)
    return found.order_by(*order(choice.sort))


def order(sort: str) -> Iterable[Any]:
    """The order of a list: Criticals first whatever is asked, by how they stand; then the sort."""
    if sort == "due":
        return ("rank", F("next_due_at").asc(nulls_last=True), "number")
    top = Case(*(When(rank=rank, then=int(rank)) for rank in CRITICALS), default=len(CRITICALS))
    then: dict[str, OrderBy] = {
        "newest": F("reported_at").desc(),
        "oldest": F("reported_at").asc(),
        "quiet": F("last_agent_word_at").asc(nulls_first=True),
    }
    return (top.asc(), then[sort], "number")
