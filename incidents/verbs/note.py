"""An internal note."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from incidents import mentions
from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need_either

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def note(self: Incident, text: str, *, by: Person, files: Collection[UUID] = ()) -> None:
    """Notes something for the desk alone; it stops no clock. Colleagues whom it names are told."""
    with act(self, "note", by=by) as doing:
        said = need_either(text, files, "text")
        named = mentions.of_note(said, self, doing.tenant)
        doing.enter(Event.Kind.NOTED, doing.write(Comment.Kind.NOTE, said, files), **named)
