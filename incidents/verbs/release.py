"""Nobody has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def release(self: Incident, *, by: Person) -> None:
    """Gives the request back; a Critical that nobody has alarms as if nobody had started."""
    with act(self, "release", by=by) as doing:
        doing.set(agent=None, released_at=doing.now)
        doing.enter(Event.Kind.RELEASED, agent=str(self.agent_id))
