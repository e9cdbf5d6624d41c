"""Asking: which requests and complaints hold all the words, newest first; and which a person may learn of."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from incidents.search import complaints
from incidents.search.words import asked_in, fold, phone_words

if TYPE_CHECKING:
    from incidents.models.people import Person

MOST_WORDS = 8
FEW = 50  # so many are all shown, the best first; of more, the newest
OFTEN = 0.04  # what PostgreSQL expects to find in so many of all requests is looked for in the newest first
WINDOW = 3_000
NO_END = 2**31 - 1
STEMS = """SELECT word, (ts_lexize('lithuanian_stem', word))[1], (ts_lexize('lithuanian_stem', bare))[1],
    (ts_lexize('english_stem', bare))[1] FROM unnest(%s::text[], %s::text[]) AS given (word, bare)"""
Asked = tuple[str, list[Any]]  # SQL of our own, and the values that it is given
# A word's stems are always the same: the dictionaries come with PostgreSQL.
_stems: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Question:
    """What somebody asks for: words that must all be there, the last perhaps not written to its end."""

    words: tuple[str, ...] = ()
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ends_open: bool = True

    @classmethod
    def of(cls, written: str, *, ends_open: bool = True) -> "Question":
        """Reads what was typed, whatever it is; only letters and digits are left of it."""
        alone = written.strip(" +-()0123456789") == "" and phone_words(written)
        words = tuple(alone or asked_in(written[:400])[:MOST_WORDS])
        return cls(words, stems(words), ends_open)

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def terms(self) -> list[str]:
        """One term for each word, any of whose forms will do, as PostgreSQL reads them."""
        last = len(self.words) - 1
        return [
            _any(self.forms[word], fold(word) if at == last and self.ends_open and len(word) > 2 else "")
            for at, word in enumerate(self.words)
        ]

    @property
    def any(self) -> str:
        """One term that any of the words will do for."""
        return " | ".join(_any(self.forms[word]) for word in self.words)

    def match(self, *, noted: bool) -> Asked:
        """The condition on a document; words of the desk count for the desk alone."""
        if noted:
            each = "(d.said @@ %s::tsquery OR d.noted @@ %s::tsquery)"
            twice = [term for term in self.terms for _twice in "12"]
            return " AND ".join(each for _term in self.terms), twice
        return "d.said @@ %s::tsquery", [" & ".join(self.terms)]


def _any(forms: tuple[str, ...], beginning: str = "") -> str:
    """Forms are letters, digits and points; the quotes say so to PostgreSQL too."""
    found = [f"'{form}'" for form in forms] + ([f"'{beginning}':*"] if beginning else [])
    return f"( {' | '.join(found)} )"


def stems(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Each word without its marks and as its stems; asked of PostgreSQL once and then remembered."""
    if len(_stems) > 20_000:
        _stems.clear()
    # Taken out once: another thread may forget them meanwhile.
    known = {word: _stems.get(word) for word in words}
    new = [word for word, forms in known.items() if forms is None]
    asked: dict[str, tuple[str, ...]] = {}
    if new:
        with connection.cursor() as cursor:
            cursor.execute(STEMS, [new, [fold(word) for word in new]])
            asked = {word: forms_of(word, found) for word, *found in cursor.fetchall()}
        _stems.update(asked)
    return {word: forms or asked[word] for word, forms in known.items()}


def forms_of(word: str, found: Iterable[str | None]) -> tuple[str, ...]:
    """A word without its marks, and what the dictionaries have made of it, each once."""
    return tuple(dict.fromkeys([fold(word), *(fold(form) for form in found if form)]))


@dataclass(frozen=True)
class Hits:
    """The requests found, in the order to show them, and whether there are older ones; complaints beside."""

    ids: list[UUID] = field(default_factory=list)
    before: int = 0  # the number that the next page begins below; 0 where this is the last
    complaints: list[UUID] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids) + len(self.complaints)


def find(
    person: "Person", asked: Question, *, before: int = NO_END, page: int = 25, besides: int = 0
) -> Hits:
    """The requests that this person may see in which all the words are; a few are ranked, many are not.

    So many complaints are looked for besides, the newest, in the same statement.
    """
    if not asked:
        return Hits()
    if _share(*_match(person, asked)) > OFTEN:
        hits = _hits(
            _rows(*_beside(_newest(person, asked, before, page), person, asked, besides)), before, page
        )
        # Who sees only their own has fewer than the newest there are: what was found among them is all.
        if hits.before or len(hits.ids) > page or not person.sees_all:
            return hits
    return _hits(_rows(*_beside(_all(person, asked, before, page), person, asked, besides)), before, page)


def find_complaints(person: "Person", asked: Question, *, before: int = NO_END, page: int = 25) -> Hits:
    """The complaints alone that this person may see in which all the words are, the newest first."""
    rows = _rows(*complaints.statement(person, asked, before, page + 1)) if asked else []
    return Hits([], rows[page - 1][1] if len(rows) > page else 0, [row[0] for row in rows[:page]])


def first(
    person: "Person", guesses: list[Question], *, more_than: int, page: int = 25, besides: int = 0
) -> tuple[int, Hits]:
    """The first of several questions that finds this person more than so many, asked in one statement."""
    if not guesses:
        return 0, Hits()
    every = [_beside(_all(person, asked, NO_END, page), person, asked, besides) for asked in guesses]
    rows = _rows(
        " UNION ALL ".join(
            f"SELECT {at}, found.* FROM ({sql}) AS found"  # noqa: S608 - as above
            for at, (sql, _given) in enumerate(every)
        ),
        [one for _sql, given in every for one in given],
    )
    for at in range(len(guesses)):
        found = [row[1:] for row in rows if row[0] == at]
        if len(found) > more_than:
            return at, _hits(found, NO_END, page)
    return 0, Hits()


def _beside(asked_of: Asked, person: "Person", asked: Question, besides: int) -> Asked:
    """The statement about requests, with so many complaints beside: where there are none it costs nothing."""
    sql, given = asked_of
    sql = f"SELECT found.*, false FROM ({sql}) AS found"  # noqa: S608 - our own statement
    if not besides:
        return sql, given
    theirs, mine = complaints.statement(person, asked, NO_END, besides)
    return f"{sql} UNION ALL SELECT found.*, true FROM ({theirs}) AS found", [*given, *mine]  # noqa: S608 - as above


def _newest(person: "Person", asked: Question, before: int, page: int) -> Asked:
    """The statement that looks through the newest alone, until it has enough."""
    match, given = _match(person, asked)
    visible, mine = whose(person)
    # Without the fence words that never meet could be looked for through the whole table, row by row.
    sql = (
        "SELECT d.incident_id, d.number, d.title @@ %s::tsquery FROM ("  # noqa: S608 - only our own conditions
        f" SELECT * FROM incidents_searchdocument AS d WHERE d.number < %s{visible}"
        f" ORDER BY d.number DESC LIMIT {WINDOW}"
        f") AS d WHERE {match} ORDER BY d.number DESC LIMIT {max(FEW, page) + 1}"
    )
    return sql, [" & ".join(asked.terms), before, *mine, *given]


def _all(person: "Person", asked: Question, before: int, page: int) -> Asked:
    """The statement that reads the words' index whole, and what it is given."""
    match, given = _match(person, asked)
    visible, mine = whose(person)
    sql = (
        "WITH hit AS MATERIALIZED ("  # noqa: S608 - as above
        f" SELECT d.incident_id, d.number, d.title FROM incidents_searchdocument AS d WHERE {match})"
        " SELECT d.incident_id, d.number, d.title @@ %s::tsquery"
        f" FROM hit AS d WHERE d.number < %s{visible} ORDER BY d.number DESC LIMIT {max(FEW, page) + 1}"
    )
    return sql, [*given, " & ".join(asked.terms), before, *mine]


def _hits(rows: list[tuple[Any, ...]], before: int, page: int) -> Hits:
    # Those that are called so come before those in which it was said.
    beside = [row[0] for row in sorted(rows, key=lambda row: not row[2]) if row[3]]
    rows = [row for row in rows if not row[3]]
    if len(rows) > FEW or before < NO_END:
        more = rows[page - 1][1] if len(rows) > page else 0
        return Hits([row[0] for row in rows[:page]], more, beside)
    return Hits([row[0] for row in sorted(rows, key=lambda row: not row[2])], 0, beside)


def _match(person: "Person", asked: Question) -> Asked:
    return asked.match(noted=sees_notes(person))


def whose(person: "Person") -> Asked:
    """What narrows the search to what the person may see, by the one rule there is for that."""
    if person.sees_all:
        return "", []
    from incidents.models.incident import Incident

    visible = Incident.objects.visible_to(person).order_by().values("pk")
    sql, given = visible.query.sql_with_params()
    return f" AND d.incident_id IN ({sql})", list(given)


def sees_notes(person: "Person") -> bool:
    """Whether internal notes are shown to them: to agents and the first line."""
    return person.is_agent or person.is_first_line


def _share(match: str, given: list[Any]) -> float:
    """In which part of all requests PostgreSQL expects the words; no row is read for that."""
    table = "SELECT 1 FROM incidents_searchdocument AS d"
    # The second half is expected whole: so many there are.
    (told,) = _rows(f"EXPLAIN (FORMAT JSON) {table} WHERE {match} UNION ALL {table}", given)
    plan = told[0] if isinstance(told[0], list) else json.loads(told[0])
    found, every = (int(part["Plan Rows"]) for part in plan[0]["Plan"]["Plans"])
    return found / max(every, 1)


def _rows(sql: str, given: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def beginnings(asked: Question) -> tuple[list[str], list[str]]:
    """What the words begin with, for looking through a text without its marks; short ones must be whole."""
    forms = sorted({form for word in asked.words for form in asked.forms[word]})
    long, short = [form for form in forms if len(form) > 2], [form for form in forms if len(form) < 3]
    return [re.escape(form) for form in long], short
