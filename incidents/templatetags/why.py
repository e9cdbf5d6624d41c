"""Why the time is what it is: the clocks of a request, stretch by stretch, in Python: a page has dozens."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from helpdesk.ui import moments
from helpdesk.ui.context import now_of
from helpdesk.ui.hot import esc
from incidents import agenda
from incidents.kept_in_words import heading
from incidents.views.clocks import Card, Piece

register = template.Library()


@register.simple_tag(takes_context=True)
def why(context: Context, cards: Iterable[Card]) -> SafeString:
    """Shows the clocks; each stretch of their time leads to the entry that began it."""
    now = now_of(context)
    return SafeString(f'<div class="why-body">{"".join(_card(one, now) for one in cards)}</div>')


def _card(card: Card, now: datetime) -> str:
    pieces, name = card.pieces, esc(heading(agenda.clock_name(card.run)))
    said = f' <span class="meta">{esc(card.outcome)}</span>' if card.is_over else ""
    rects = "".join(
        f'<rect class="{one.css}" x="{one.x}" width="{one.width}" height="100%"/>' for one in pieces
    )
    lines = "".join(_line(one, now) for one in pieces)
    return (
        f"<h3>{name}{said}</h3>"
        f'<svg class="spans" role="img" aria-label="{name}">{rects}</svg><ul>{lines}</ul>'
    )


def _line(piece: Piece, now: datetime) -> str:
    span = piece.span
    said = esc(moments.stretch(span.start, span.end, now) if span.end else moments.when(span.start, now))
    if piece.because and isinstance(span.because, UUID):
        said += f' · <a href="#e{span.because.hex}">{esc(piece.because)}</a>'
    return f'<li><b>{esc(piece.words)}</b>: {esc(piece.took)} <span class="meta">{said}</span></li>'
