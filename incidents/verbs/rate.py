"""The rating: 1 to 5, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents.act import Act, act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def rate(self: Incident, rating: int, words: str = "", *, by: Person) -> None:
    """Rates how a closed request was served; asked once."""
    with act(self, "rate", by=by) as doing:
        enter_rating(doing, rating, words)


def enter_rating(doing: Act, rating: int, words: str) -> None:
    """Keeps the rating, within an act."""
    if not 1 <= rating <= 5:
        refuse(_("Rate from 1 to 5."))
    doing.set(rating=rating)
    doing.enter(Event.Kind.RATED, doing.write(Comment.Kind.RATING, words), rating=rating)
