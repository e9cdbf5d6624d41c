"""Waiting on the customer, over a question."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from incidents.act import Act, act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import later, need, refuse
from incidents.sla import tried_twice

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def wait(
    self: Incident,
    question: str,
    *,
    until: datetime,
    by: Person,
    canned: bool = False,
    files: Collection[UUID] = (),
) -> None:
    """Asks the customer something and waits until they answer or the time is over; the hour never waits.

    A Critical waits only after two logged calls in vain, 15 minutes apart.
    """
    with act(self, "wait", by=by) as doing:
        may_ask(doing, until)
        asked = doing.write(Comment.Kind.QUESTION, need(question, "question"), files)
        doing.set(waiting_until=until)
        doing.enter(Event.Kind.WAITED, asked, until=until.isoformat(), canned=canned)


def may_ask(doing: Act, until: datetime) -> None:
    """Refuses a question that nobody could wait for: in a Critical without calls, or until a time gone by."""
    if doing.incident.is_critical and not tried_twice(event.fact for event in doing.past):
        refuse(_("First log two calls in vain, 15 minutes apart: only then may a Critical wait."))
    later(until, doing.now, doing.tenant.zone)
