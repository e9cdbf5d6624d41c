"""Showing what was found: each with a piece of the text around the first of the words, all marked."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from helpdesk.lib.markdown import without_signs
from helpdesk.ui import hot
from helpdesk.ui.hot import esc
from incidents.models.comment import Comment
from incidents.models.complaint import PREFIX as COMPLAINT
from incidents.models.complaint import called
from incidents.models.complaint_event import ComplaintWords
from incidents.models.complaint_life import ComplaintStatus
from incidents.models.lifecycle import PREFIX, Kind
from incidents.search.asking import Question, beginnings, sees_notes, whose
from incidents.search.complaints import whose as whose_complaints
from incidents.search.words import WORD, fold, normal

if TYPE_CHECKING:
    from incidents.models.people import Person

BEFORE, LENGTH = 60, 220
# Each text behind a letter: an internal note, what is shown as it was typed, or Markdown.
NOTE, TYPED, SIGNED = "nts"


def _letter(typed: Iterable[str]) -> str:
    kinds = ", ".join(f"'{kind}'" for kind in sorted(typed))
    return f"CASE WHEN kind = 'note' THEN '{NOTE}' WHEN kind IN ({kinds}) THEN '{TYPED}' ELSE '{SIGNED}' END"


# Folding in PostgreSQL is slow, letter by letter: the words are looked for here.
SHOWN = f"""
SELECT one.number, one.kind, one.subject, one.status,
    trim(one.product_name || ' ' || one.product_version), one.reported_at, who.name, who.id,
    ARRAY(SELECT ({_letter(Comment.TYPED)}) || left(text, 4000) FROM incidents_comment
        WHERE incident_id = one.id AND (%s OR kind <> 'note') ORDER BY id DESC LIMIT 20)
FROM unnest(%s::uuid[]) WITH ORDINALITY AS d (incident_id, place)
JOIN incidents_incident AS one ON one.id = d.incident_id
JOIN incidents_person AS who ON who.id = one.requester_id
WHERE true"""  # noqa: S608 - our own words alone

# What was complained of comes first, as it was said first.
COMPLAINTS = f"""
SELECT one.number, one.status, one.received_at, who.name,
    ARRAY(SELECT ({_letter(ComplaintWords.TYPED)}) || left(text, 4000)
        FROM incidents_complaintwords WHERE complaint_id = one.id AND (%s OR kind <> 'note')
        ORDER BY id LIMIT 20)
FROM unnest(%s::uuid[]) WITH ORDINALITY AS d (complaint_id, place)
JOIN incidents_complaint AS one ON one.id = d.complaint_id
JOIN incidents_person AS who ON who.id = one.complainant_id
WHERE true"""  # noqa: S608 - our own words alone


class Found(NamedTuple):
    """What is shown of a request that was found."""

    number: int
    kind: str
    subject: str
    status: str
    product: str
    reported_at: datetime
    requester: str
    requester_id: UUID
    said: list[str]  # the newest first, each behind its letter


class Complained(NamedTuple):
    """What is shown of a complaint that was found."""

    number: int
    status: str
    received_at: datetime
    complainant: str
    said: list[str]  # as of a request, but what was complained of first

    @property
    def reference(self) -> str:
        """What people say: C-7."""
        return f"{COMPLAINT}{self.number}"

    @property
    def called(self) -> str:
        """What stands in the place of a name."""
        return called(self.said[0][1:] if self.said else "")


def found(person: "Person", ids: Iterable[UUID], asked: Question, now: datetime) -> list[SafeString]:
    """The requests as lines of a list, in their order; asked once more whether this person may see each."""
    visible, mine = whose(person)
    with connection.cursor() as cursor:
        sql = f"{SHOWN}{visible} ORDER BY d.place"
        cursor.execute(sql, [sees_notes(person), list(ids), *mine])
        rows = [Found._make(row) for row in cursor.fetchall()]
    wanted, side = _wanted(asked), "agent" if sees_notes(person) else "customer"
    return [_line(one, wanted, now, side, mine=one.requester_id == person.pk) for one in rows]


def complaints(person: "Person", ids: Iterable[UUID], asked: Question, now: datetime) -> list[SafeString]:
    """The complaints as lines of a list, in their order."""
    wanted = _wanted(asked)
    return [_line_of(one, wanted, now) for one in complained(person, ids)]


def complained(person: "Person", ids: Iterable[UUID]) -> list[Complained]:
    """The complaints with what was said in them; asked once more whether this person may see each."""
    visible, mine = whose_complaints(person)
    with connection.cursor() as cursor:
        cursor.execute(f"{COMPLAINTS}{visible} ORDER BY d.place", [person.is_agent, list(ids), *mine])
        return [Complained._make(row) for row in cursor.fetchall()]


def _line_of(one: Complained, wanted: re.Pattern[str], now: datetime) -> SafeString:
    name, status = one.called, ComplaintStatus(one.status).label
    # What stands in the name is not said twice.
    rest = one.said[1:] if wanted.search(fold(name)) else one.said
    return mark_safe(  # noqa: S308 - what people wrote is escaped
        '<li class="found-one" data-row>\n  <div class="spread">'
        f'<a class="subject" href="/complaints/{one.reference}/" data-open>'
        f"{marked(name, wanted) or esc(_('(The text was taken out.)'))}</a>"
        f'<span class="row-line"><span class="tag">{esc(status)}</span></span></div>\n'
        f'  <p class="meta"><span class="number">{one.reference}</span> · {marked(one.complainant, wanted)}'
        f" · {hot.moment(one.received_at, now)}</p>\n  {_context(rest, wanted)}\n</li>"
    )


def _line(one: Found, wanted: re.Pattern[str], now: datetime, side: str, *, mine: bool) -> SafeString:
    status = hot.status(one.status, side=side, waits_for="" if mine else one.requester)
    number = f"{PREFIX[Kind(one.kind)]}-{one.number}"
    product = f" · {marked(one.product, wanted)}" if one.product else ""
    return mark_safe(  # noqa: S308 - what people wrote is escaped
        '<li class="found-one" data-row>\n  <div class="spread">'
        f'<a class="subject" href="/incidents/{number}/" data-open>{marked(one.subject, wanted)}</a>'
        f'<span class="row-line">{status}</span></div>\n'
        f'  <p class="meta"><span class="number">{number}</span> · {esc(one.requester)}{product}'
        f" · {hot.moment(one.reported_at, now)}</p>\n  {_context(one.said, wanted)}\n</li>"
    )


def _context(every: list[str], wanted: re.Pattern[str]) -> str:
    """The piece of what was said in which the words stand first."""
    for said in every:
        if wanted.search(fold(said[1:])):
            note = f'<span class="tag tag-amber">{esc(_("Internal note"))}</span> '
            plain = said[1:] if said[0] == TYPED else without_signs(said[1:])
            text = plain if wanted.search(fold(plain)) else said[1:]  # the word may stand in an address
            return f'<p class="found-text">{note if said[0] == NOTE else ""}{around(text, wanted)}</p>'
    return ""


def marked(text: str, wanted: re.Pattern[str]) -> str:
    """The text with the words that were asked for marked; nothing in it is taken for HTML."""
    text = normal(text)
    pieces, last = [], 0
    for start, end in _hits(text, wanted):
        pieces.append(f"{esc(text[last:start])}<mark>{esc(text[start:end])}</mark>")
        last = end
    return "".join(pieces) + esc(text[last:])


def around(text: str, wanted: re.Pattern[str]) -> str:
    """The piece of a text around the first word that was asked for."""
    text = " ".join(normal(text).split())
    start, _end = next(iter(_hits(text, wanted)), (0, 0))
    begin = max(0, start - BEFORE)
    if begin:  # at a word's beginning
        begin = text.find(" ", begin, start) + 1 or begin
    end = begin + LENGTH
    piece = text[begin:end]
    if end < len(text):
        piece = piece.rsplit(" ", 1)[0] if " " in piece else piece
    more = " …" if begin + len(piece) < len(text) else ""
    return f"{'… ' if begin else ''}{marked(piece, wanted)}{more}"


def _wanted(asked: Question) -> re.Pattern[str]:
    begin, whole = beginnings(asked)
    forms = "|".join([*begin, *(rf"{form}(?![^\W_])" for form in whole)])
    return re.compile(rf"(?<![^\W_])(?:{forms or '(?!)'})")


def _hits(text: str, wanted: re.Pattern[str]) -> Iterable[tuple[int, int]]:
    """Where in the text words stand that begin like one of those asked for."""
    bare = fold(text)
    for match in wanted.finditer(bare):
        word = WORD.match(bare, match.start())
        yield match.start(), max(match.end(), word.end() if word else 0)
