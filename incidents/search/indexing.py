"""Keeping the words of requests where search finds them, in the transaction of the act that says them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from incidents.models.comment import Comment
from incidents.models.search import ComplaintDocument, Document, SearchDocument
from incidents.search.words import fold, is_guessable, numbers_of, phone_words, words_of

if TYPE_CHECKING:
    from incidents.models.event import Event
    from incidents.models.incident import Incident

KEYS: dict[type[Document], str] = {SearchDocument: "incident_id", ComplaintDocument: "complaint_id"}
# After these the words of a request are gathered anew: something was taken out of it, or joined to it.
GATHERS = frozenset({"redacted", "merged"})
ADDS = """title = EXCLUDED.title, said = incidents_searchdocument.said || EXCLUDED.said,
    noted = incidents_searchdocument.noted || EXCLUDED.noted"""
REPLACES = "title = EXCLUDED.title, said = EXCLUDED.said, noted = EXCLUDED.noted"
# A word stands as it was written without marks, and as its Lithuanian and its English stem. The Lithuanian
# stemmer knows endings by their marks, and people leave them out: so it is asked about both ways of writing.
# A word that somebody else is learning at this moment is left to them: several acts in one transaction learn
# their words one after the other, and two who waited for each other's would wait for ever. The locks are few,
# however many words there are; that a word is left out because another one shares its lock costs a guess at
# it until it is next said.
WRITE = """
WITH given AS (
    SELECT * FROM unnest(%(doc)s::int[], %(part)s::text[], %(at)s::int[]) AS given (doc, part, at)
), form AS MATERIALIZED (
    SELECT at, unnest(ARRAY[
        bare, translate((ts_lexize('lithuanian_stem', word))[1], 'ąčęėįšųūž', 'aceeisuuz'),
        (ts_lexize('lithuanian_stem', bare))[1], (ts_lexize('english_stem', bare))[1]
    ]) AS form FROM unnest(%(word)s::text[], %(bare)s::text[]) WITH ORDINALITY AS one (word, bare, at)
), new AS MATERIALIZED (
    SELECT word FROM unnest(%(learn)s::text[]) AS new (word)
    WHERE NOT EXISTS (SELECT 1 FROM incidents_searchword AS known WHERE known.word = new.word)
), learnt AS (
    INSERT INTO incidents_searchword (word, threes)
    SELECT new.word, ARRAY(
        SELECT DISTINCT substr('  ' || new.word || ' ', at, 3)
        FROM generate_series(1, length(new.word) + 1) AS at
    ) FROM new
    WHERE pg_try_advisory_xact_lock(hashtext(current_schema()), hashtext(new.word) & 1023)
    ORDER BY new.word ON CONFLICT DO NOTHING
), gathered AS (
    SELECT doc,
        array_agg(DISTINCT form) FILTER (WHERE part = 't') AS title,
        array_agg(DISTINCT form) FILTER (WHERE part <> 'n') AS said,
        array_agg(DISTINCT form) FILTER (WHERE part = 'n') AS noted
    FROM given JOIN form USING (at) WHERE form <> '' GROUP BY doc
)
INSERT INTO <table> (<key>, number, title, said, noted)
SELECT one.key, one.number, array_to_tsvector(coalesce(title, '{}')),
    array_to_tsvector(coalesce(said, '{}')), array_to_tsvector(coalesce(noted, '{}'))
FROM unnest(%(key)s::uuid[], %(number)s::int[]) WITH ORDINALITY AS one (key, number, doc)
LEFT JOIN gathered USING (doc)
ON CONFLICT (<key>) DO UPDATE SET """
# Gathered anew, a request lacks no words any more.
FRESH: dict[type[Document], str] = {SearchDocument: ", stale = false"}
WRITES = {
    model: WRITE.replace("<table>", model._meta.db_table).replace("<key>", key) for model, key in KEYS.items()
}
# What was taken out is not kept as a word either, unless others said it too.
FORGET = """
DELETE FROM incidents_searchword AS known WHERE word = ANY(%(gone)s)
    AND NOT EXISTS (SELECT 1 FROM incidents_searchdocument
        WHERE said @@ quote_literal(known.word)::tsquery OR noted @@ quote_literal(known.word)::tsquery)
    AND NOT EXISTS (SELECT 1 FROM incidents_complaintdocument
        WHERE said @@ quote_literal(known.word)::tsquery OR noted @@ quote_literal(known.word)::tsquery)"""


@dataclass
class Gathered:
    """The words of one request or complaint by who may find it by them."""

    key: UUID
    number: int
    title: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)


def write(incident: "Incident", entries: Iterable["Event"]) -> None:
    """Adds what an act has said to the words of its request; one statement."""
    entries = list(entries)
    if any(entry.kind in GATHERS for entry in entries):
        gather([incident.pk])
        return
    told = [(entry.comment, entry.is_internal, entry.by) for entry in entries if entry.comment is not None]
    # An act without words, as an assignment, changes nothing here; contacts and products do.
    if not told and not any(entry.kind in ("contacts_given", "described") for entry in entries):
        return
    found = _head(incident)
    for comment, internal, by in told:
        part = found.noted if internal or comment.is_internal else found.said
        part.extend([*words_of(by.name if by else "", comment.text), *numbers_of(comment.text)])
    _store([found], ADDS)


def gather(ids: Iterable[UUID]) -> None:
    """Gathers the words of requests anew from all that is said in them now, and forgets what is no longer."""
    from incidents.models.incident import Incident

    found = {
        one.pk: _head(one)
        for one in Incident.objects.filter(pk__in=list(ids)).select_related("requester").order_by("number")
    }
    said = Comment.objects.filter(incident_id__in=list(found)).order_by("id")
    for incident, kind, name, text in said.values_list("incident_id", "kind", "by__name", "text"):
        part = found[incident].noted if kind == Comment.Kind.NOTE else found[incident].said
        part.extend([*words_of(name or "", text), *numbers_of(text)])
    replace(list(found.values()), SearchDocument)


def replace(found: list[Gathered], model: type[Document]) -> None:
    """Keeps these words in place of what was kept, and forgets those that nobody has said any more."""
    keys = [one.key for one in found]
    before = _words_in(keys, model)
    _store(found, REPLACES + FRESH.get(model, ""), model)
    if gone := sorted(before - _words_in(keys, model)):
        with connection.cursor() as cursor:
            cursor.execute(FORGET, {"gone": gone})


def build(batch: int = 500, *, after: int = 0, until: int | None = None) -> int:
    """Gathers the words of every request of this help desk, or of those between two numbers; how many."""
    from incidents.models.incident import Incident

    asked = Incident.objects.order_by("number")
    asked = asked if until is None else asked.filter(number__lte=until)
    done, last = 0, after
    while True:
        page = list(asked.filter(number__gt=last).values_list("pk", "number")[:batch])
        if not page:
            break
        gather([pk for pk, _number in page])
        done, last = done + len(page), page[-1][1]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_searchdocument, incidents_searchword")
    return done


def _head(incident: "Incident") -> Gathered:
    """The words that a request has before anything is said: what it is called, and about whom it is."""
    who = incident.requester
    title = [*words_of(incident.subject), *words_of(incident.reference), *numbers_of(incident.subject)]
    product = (incident.product_name, incident.product_version)
    about = [*words_of(who.name, incident.contact, incident.second_contact, *product), *numbers_of(*product)]
    phones = [word for phone in (incident.contact, incident.second_contact) for word in phone_words(phone)]
    # How to reach the requester is shown to the desk alone.
    noted = [*words_of(who.email, who.phone), *phone_words(who.phone)]
    return Gathered(incident.pk, incident.number, title, [*about, *phones], noted)


def _store(found: list[Gathered], how: str, model: type[Document] = SearchDocument) -> None:
    given = [
        (doc, part, word)
        for doc, one in enumerate(found, 1)
        for part, words in (("t", one.title), ("s", one.said), ("n", one.noted))
        for word in words
    ]
    # Each word is folded and stemmed once, however many say it.
    place = {word: at for at, word in enumerate(dict.fromkeys(word for _doc, _part, word in given), 1)}
    bare = [fold(word) for word in place]
    said: dict[str, Any] = {
        "key": [one.key for one in found],
        "number": [one.number for one in found],
        "doc": [doc for doc, _part, _word in given],
        "part": [part for _doc, part, _word in given],
        "at": [place[word] for _doc, _part, word in given],
        "word": list(place),
        "bare": bare,
        "learn": sorted({word for word in bare if is_guessable(word)}),
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITES[model] + how, said)


def _words_in(keys: list[UUID], model: type[Document]) -> set[str]:
    """The words by which these are found now."""
    table, key = model._meta.db_table, KEYS[model]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT unnest(tsvector_to_array(said || noted)) FROM {table} WHERE {key} = ANY(%s)",  # noqa: S608 - our table's names
            [keys],
        )
        return {row[0] for row in cursor.fetchall()}
