"""Showing where the words stand: a piece of the text around the first of them, with all of them marked."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from incidents.search.asking import Question, beginnings, sees_notes
from incidents.search.words import WORD, fold, normal

if TYPE_CHECKING:
    from incidents.models.people import Person

BEFORE, LENGTH = 60, 220
# Folding in PostgreSQL is slow, letter by letter: the words are looked for here.
NEWEST = """SELECT said.incident, message.kind, message.text FROM unnest(%s::uuid[]) AS said (incident)
    CROSS JOIN LATERAL (
        SELECT kind, left(text, 4000) AS text FROM incidents_comment
        WHERE incident_id = said.incident AND (%s OR kind <> 'note') ORDER BY id DESC LIMIT 20
    ) AS message"""


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
    wanted = _wanted(asked)
    found: dict[UUID, dict[str, Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [list(ids), sees_notes(person)])
        for incident, kind, text in cursor.fetchall():
            if incident not in found and wanted.search(fold(text)):
                found[incident] = {"internal": kind == "note", "text": around(text, asked)}
    return found


def _wanted(asked: Question) -> re.Pattern[str]:
    begin, whole = beginnings(asked)
    forms = "|".join([*begin, *(rf"{form}(?![^\W_])" for form in whole)])
    return re.compile(rf"(?<![^\W_])(?:{forms or '(?!)'})")


def _hits(text: str, asked: Question) -> Iterable[tuple[int, int]]:
    """Where in the text words stand that begin like one of those asked for."""
    wanted, bare = _wanted(asked), fold(text)
    for match in wanted.finditer(bare):
        word = WORD.match(bare, match.start())
        yield match.start(), word.end() if word else match.end()
