"""It works: the customer's confirmation closes the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.event import Event
from incidents.verbs.rate import enter_rating

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def confirm(self: Incident, *, by: Person, rating: int | None = None, words: str = "") -> None:
    """The customer confirms the solution, which closes the request; they may rate it in the same step."""
    with act(self, "confirm", by=by) as doing:
        doing.set(closed_at=doing.now)
        doing.enter(Event.Kind.CONFIRMED)
        if rating is not None:
            enter_rating(doing, rating, words)
