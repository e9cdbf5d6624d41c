"""A reply of an agent, or of the company's own helper."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import nearer, need_either

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def reply(
    self: Incident,
    text: str,
    *,
    by: Person,
    next_word_at: datetime | None = None,
    canned: bool = False,
    line: str = "",
    files: Collection[UUID] = (),
) -> None:
    """Writes to the customer; with a line it starts work too, but never with a canned text unchanged."""
    with act(self, "start" if line and by.is_agent and not canned else "reply", by=by) as doing:
        if doing.verb == "start":
            doing.end_waiting("agent")
            doing.start(doing.write(Comment.Kind.LINE, line))
        said = doing.write(Comment.Kind.REPLY, need_either(text, files, "text"), files)
        doing.enter(Event.Kind.REPLIED, said, canned=canned, **nearer(next_word_at, doing.now))
