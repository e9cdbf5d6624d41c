"""It still fails, said before closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import no_workaround

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def still_fails(self: Incident, text: str = "", *, by: Person) -> None:
    """Says that it still fails: the same resolution clock goes on, a Critical gets a new hour."""
    with act(self, "still_fails", by=by) as doing:
        doing.set(resolved_at=None, resolution_code="", **no_workaround(self))
        doing.enter(Event.Kind.STILL_FAILED, doing.write(Comment.Kind.CUSTOMER, text))
