"""Start work: the one act that meets the hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.comment import Comment
from incidents.need import need

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def start(self: Incident, line: str, *, by: Person) -> None:
    """Starts work: names the agent and tells the customer, in one line, what is done first."""
    with act(self, "start", by=by) as doing:
        said = doing.write(Comment.Kind.LINE, need(line, "line"))
        doing.end_waiting("agent")
        doing.start(said)
