"""The workaround works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def confirm_workaround(self: Incident, *, by: Person) -> None:
    """The customer says that the workaround works for them."""
    with act(self, "confirm_workaround", by=by) as doing:
        doing.set(workaround_confirmed_at=doing.now)
        doing.enter(Event.Kind.WORKAROUND_CONFIRMED)
        doing.end_waiting("answered")
