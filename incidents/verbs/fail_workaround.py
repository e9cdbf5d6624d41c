"""The workaround does not work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def fail_workaround(self: Incident, text: str = "", *, by: Person) -> None:
    """The customer says that the workaround does not work: a Critical is back on top with a new hour."""
    with act(self, "fail_workaround", by=by) as doing:
        said = doing.write(Comment.Kind.CUSTOMER, text)
        doing.set(workaround=None, workaround_given_at=None, workaround_confirmed_at=None)
        doing.enter(Event.Kind.WORKAROUND_FAILED, said, workaround=str(self.workaround_id))
        doing.end_waiting("answered")
