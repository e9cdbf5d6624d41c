"""The customer's word."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need_either

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def customer_reply(
    self: Incident,
    text: str = "",
    *,
    by: Person,
    answered_already: bool = False,
    files: Collection[UUID] = (),
) -> None:
    """Writes to the desk, or says "I have already answered"; either ends the waiting in the same act."""
    with act(self, "customer_reply", by=by) as doing:
        words = text if answered_already else need_either(text, files, "text")
        said = doing.write(Comment.Kind.CUSTOMER, words, files)
        doing.enter(Event.Kind.CUSTOMER_REPLIED, said, answered_already=answered_already)
        doing.end_waiting("answered")
