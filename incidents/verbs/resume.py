"""No longer waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def resume(self: Incident, *, by: Person | None, why: str = "agent") -> None:
    """Goes on without the customer's answer: by an agent, or by the clock when the question has expired."""
    with act(self, "resume", by=by) as doing:
        doing.end_waiting(why)
