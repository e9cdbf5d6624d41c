"""Closed by itself, some business days after resolving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def close(self: Incident, *, by: Person | None = None) -> None:
    """Closes what was resolved and not confirmed; only the clock does this."""
    with act(self, "close", by=by) as doing:
        doing.set(closed_at=doing.now)
        doing.enter(Event.Kind.CLOSED)
