"""A workaround."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def give_workaround(self: Incident, text: str, *, by: Person, files: Collection[UUID] = ()) -> None:
    """Gives a way around that the customer can follow; work has started, and the top priority ends."""
    with act(self, "give_workaround", by=by) as doing:
        way = doing.write(Comment.Kind.WORKAROUND, need(text, "text"), files)
        doing.end_waiting("agent")
        doing.start_if_nobody_has()
        doing.set(workaround=way, workaround_given_at=doing.now, workaround_confirmed_at=None)
        doing.enter(Event.Kind.WORKAROUND_GIVEN, way)
