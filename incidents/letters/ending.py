"""The letters that end a request: what it came to, and that it is closed, in the words of its outcome."""

from django.utils.translation import gettext as _

from helpdesk.ui import moments
from incidents import agenda, outcomes
from incidents.letters.building import Said, Told, letter
from incidents.models.event import Event
from incidents.models.policy import ServicePolicy


@letter("resolved")
def resolved(told: Told) -> Said:
    """Says what was done, and what happens if nobody answers."""
    came_to = outcomes.of(told.event.data.get("code", ""))
    closes = {"day": moments.day(agenda.closes_at(told.event.at, ServicePolicy.book()))}
    return Said(
        [came_to.letter % told.words],
        quote=told.event.comment,
        after=[
            (came_to.letter_asks if told.is_requester else came_to.letter_asks_colleague) % told.words,
            _("Without an answer the request closes by itself on this day: %(day)s") % closes,
        ],
        button=str(came_to.act) if told.is_requester else "",
    )


@letter("closed")
def closed(told: Told) -> Said:
    """Says that the request is closed, by whom, and that it can be opened again."""
    came_to = _before(told)
    said = came_to.letter_closed if told.event.by else came_to.letter_closed_by_itself
    return Said([said % told.words], after=[str(came_to.letter_closed_after)])


def _before(told: Told) -> outcomes.Outcome:
    """What the request had come to when it was closed, whatever has happened since."""
    ends = told.incident.events.filter(kind=Event.Kind.RESOLVED, at__lte=told.event.at)
    last = ends.order_by("at", "id").last()
    return outcomes.of(last.data.get("code", "") if last else "")
