"""Reopened after closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need, no_workaround

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def reopen(self: Incident, reason: str, *, by: Person) -> None:
    """Opens a closed request again: new clocks, and a new hour for a Critical."""
    with act(self, "reopen", by=by) as doing:
        kind = Comment.Kind.REASON if by.is_agent else Comment.Kind.CUSTOMER
        why = doing.write(kind, need(reason, "reason"))
        doing.set(resolved_at=None, resolution_code="", closed_at=None, **no_workaround(self))
        doing.enter(Event.Kind.REOPENED, why)
