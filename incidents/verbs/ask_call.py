"""A call that somebody waits for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from incidents import calling_back
from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.callback import Callback
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def ask_call(
    self: Incident,
    *,
    phone: str,
    by: Person,
    person: Person | None = None,
    at: datetime | None = None,
    words: str = "",
) -> Callback:
    """Asks us to call about a request, as soon as we can or at a time; from an agent, says when we will.

    What an agent names is an aim and no promise, and no clock of the request moves by it.
    """
    whom = person or (self.requester if by.is_agent else by)
    with act(self, "ask_call", by=by) as doing:
        wanted = calling_back.make(
            whom, phone, at, words, incident=self, by=by, now=doing.now, tenant=doing.tenant, book=doing.book
        )
        doing.enter(
            Event.Kind.CALL_ASKED,
            callback=str(wanted.pk),
            person=str(whom.pk),
            wanted_at=wanted.wanted_at.isoformat(),
            soon=wanted.soon,
        )
    return wanted
