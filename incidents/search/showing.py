"""Showing where the words stand: a piece of the text around the first of them, with all of them marked."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from incidents.search.asking import Question, beginnings, sees_notes
from incidents.search.words import WORD, fold, marks, normal

if TYPE_CHECKING:
    from incidents.models.people import Person

BEFORE, LENGTH = 60, 220
# The newest message of each request in which a word begins like one of those asked for.
NEWEST = """SELECT DISTINCT ON (incident_id) incident_id, kind, text FROM incidents_comment
    WHERE incident_id = ANY(%(ids)s) AND (%(notes)s OR kind <> 'note')
        AND translate(lower(text), %(marked)s, %(bare)s) ~ %(pattern)s
    ORDER BY incident_id, id DESC"""


def marked(text: str, asked: Question) -> SafeString:
    """The text with the words that were asked for marked; nothing in it is taken for HTML."""
    text = normal(text)
    pieces, last = [], 0
    for start, end in _hits(text, asked):
        pieces += [(text[last:start], text[start:end])]
        last = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[last:])


def around(text: str, asked: Question) -> SafeString:
    """The piece of a text around the first word that was asked for."""
    text = " ".join(normal(text).split())
    start, _end = next(iter(_hits(text, asked)), (0, 0))
    begin = max(0, start - BEFORE)
    if begin:  # at a word's beginning
        begin = text.find(" ", begin, start) + 1 or begin
    end = begin + LENGTH
    piece = text[begin:end]
    if end < len(text):
        piece = piece.rsplit(" ", 1)[0] if " " in piece else piece
    return format_html(
        "{}{}{}", "… " if begin else "", marked(piece, asked), " …" if begin + len(piece) < len(text) else ""
    )


def contexts(person: "Person", ids: Iterable[UUID], asked: Question) -> dict[UUID, dict[str, Any]]:
    """For each request the piece of what was said in it; notes for those alone who may read them."""
    marked_letters, bare = marks()
    begin, whole = beginnings(asked)
    given = {
        "ids": list(ids),
        "notes": sees_notes(person),
        "marked": marked_letters,
        "bare": bare,
        "pattern": r"\m(" + "|".join([*begin, *(rf"{form}\M" for form in whole)]) + ")",
    }
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, given)
        return {
            incident: {"internal": kind == "note", "text": around(text, asked)}
            for incident, kind, text in cursor.fetchall()
        }


def _hits(text: str, asked: Question) -> Iterable[tuple[int, int]]:
    """Where in the text words stand that begin like one of those asked for."""
    begin, whole = beginnings(asked)
    wanted = re.compile("|".join([*begin, *(f"{form}$" for form in whole)]) or r"(?!)")
    return [match.span() for match in WORD.finditer(fold(text)) if wanted.match(match[0])]
