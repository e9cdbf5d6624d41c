"""No longer waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def resume(self: Incident, *, by: Person) -> None:
    """Goes on without the customer's answer."""
    with act(self, "resume", by=by) as doing:
        doing.end_waiting("agent")
