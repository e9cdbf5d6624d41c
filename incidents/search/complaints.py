"""Complaints among what is found: their words are kept beside those of requests, for their own readers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from incidents.models.complaint_event import ComplaintWords
from incidents.models.search import ComplaintDocument
from incidents.search.indexing import Gathered, replace
from incidents.search.words import numbers_of, words_of

if TYPE_CHECKING:
    from incidents.models.people import Person
    from incidents.search.asking import Question


def statement(person: "Person", asked: "Question", before: int, most: int) -> tuple[str, list[Any]]:
    """What asks for complaints in which all the words are, the newest first, and what it is given."""
    match, given = asked.match(noted=person.is_agent)
    visible, mine = whose(person)
    sql = (
        "WITH hit AS MATERIALIZED ("  # noqa: S608 - only our own conditions
        f" SELECT d.complaint_id, d.number, d.title FROM incidents_complaintdocument AS d WHERE {match})"
        " SELECT d.complaint_id, d.number, d.title @@ %s::tsquery"
        f" FROM hit AS d WHERE d.number < %s{visible} ORDER BY d.number DESC LIMIT {most}"
    )
    return sql, [*given, " & ".join(asked.terms), before, *mine]


def whose(person: "Person") -> tuple[str, list[Any]]:
    """What narrows the search to the complaints that the person may see, by the one rule there is."""
    from incidents.models.complaint import Complaint

    visible = Complaint.objects.visible_to(person).order_by()
    if not visible.query.where:
        return "", []
    sql, given = visible.values("pk").query.sql_with_params()
    return f" AND d.complaint_id IN ({sql})", list(given)


def gather(ids: Iterable[UUID]) -> None:
    """Gathers the words of complaints anew from all that is said in them now; the rest is forgotten."""
    from incidents.models.complaint import Complaint

    found = {
        one.pk: Gathered(one.pk, one.number, said=words_of(one.complainant.name))
        for one in Complaint.objects.filter(pk__in=list(ids)).select_related("complainant")
    }
    said = ComplaintWords.objects.filter(complaint__in=list(found)).order_by("id")
    for complaint, kind, text in said.values_list("complaint_id", "kind", "text"):
        one, words = found[complaint], [*words_of(text), *numbers_of(text)]
        match kind:
            case ComplaintWords.Kind.NOTE:
                one.noted.extend(words)
            case ComplaintWords.Kind.COMPLAINT:
                one.title.extend(words)
            case _:
                one.said.extend(words)
    replace(list(found.values()), ComplaintDocument)


def build() -> int:
    """Gathers the words of every complaint of this help desk; how many there are."""
    from incidents.models.complaint import Complaint

    every = list(Complaint.objects.order_by("number").values_list("pk", flat=True))
    if every:
        gather(every)
    return len(every)
