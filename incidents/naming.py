"""Naming a request: which one is meant by a number or a few words, as somebody types."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from incidents.models import Incident
from incidents.models.lifecycle import OPEN
from incidents.search.asking import Question, find, sees_notes, whose

if TYPE_CHECKING:
    from incidents.models import Person

AT_MOST = 8


def meant(
    person: "Person", written: str, *, number: int | None = None, besides: int | None = None
) -> list[Incident]:
    """The few requests that somebody may mean and see: the number first, then open ones, then the rest."""
    seen = Incident.objects.visible_to(person).with_people().exclude(number=besides)
    exact = list(seen.filter(number=number)) if number else []
    asked = Question.of(str(number) if number else written)
    ids = _open(person, asked, AT_MOST + 2) if asked else []  # itself and the number may be among them
    if asked and len(ids) <= AT_MOST:
        ids += find(person, asked, page=2 * AT_MOST).ids
    rows = seen.in_bulk(ids) if ids else {}
    return list(dict.fromkeys([*exact, *(rows[pk] for pk in ids if pk in rows)]))[:AT_MOST]


def _open(person: "Person", asked: Question, most: int) -> list[UUID]:
    """The open ones in which all the words are, those that are called so first: a word may stand in very many
    that are over."""
    match, given = asked.match(noted=sees_notes(person))
    visible, mine = whose(person)
    sql = (
        "SELECT d.incident_id FROM incidents_searchdocument AS d WHERE d.incident_id = ANY(ARRAY("  # noqa: S608 - only our own conditions
        f"SELECT id FROM incidents_incident WHERE status = ANY(%s))) AND {match}{visible}"
        " ORDER BY d.title @@ %s::tsquery DESC, d.number DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [sorted(OPEN), *given, *mine, " & ".join(asked.terms), most])
        return [row[0] for row in cursor.fetchall()]
