"""The customer's own click that lets the hour go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def agree(self: Incident, *, by: Person) -> None:
    """The customer agrees to the lower level, which drops the hour that nobody has met."""
    with act(self, "agree", by=by) as doing:
        doing.enter(Event.Kind.AGREED)
