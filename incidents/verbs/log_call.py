"""A telephone call."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from incidents.act import act
from incidents.models.call import Call
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need, sooner

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def log_call(
    self: Incident,
    text: str,
    *,
    by: Person,
    answered: bool,
    began_at: datetime | None = None,
    minutes: int = 0,
    line: str = "",
    call: Call | None = None,
    files: Collection[UUID] = (),
    answers: bool = False,
) -> None:
    """Logs a call with the customer, answered or in vain; with a line it starts work in the same act.

    A call that was answered before anybody knew what it was about is finished by this. Where the customer
    has answered by it what they were asked, the waiting ends in the same act, as by an answer in writing.
    """
    with act(self, "start" if line else "log_call", by=by) as doing:
        if line:
            doing.end_waiting("answered" if answers and answered else "agent")
            doing.start(doing.write(Comment.Kind.LINE, line))
        words = need(text, "text") if answered else text
        # What it was about stands before what was said, and is taken out with that.
        about: dict[str, Any] = {"call": str(call.pk)} if call and call.topic else {}
        said = doing.write(Comment.Kind.CALL, f"{call.topic}\n\n{words}" if call and about else words, files)
        began = call.began_at if call else sooner(began_at, doing.now)
        if call:
            call.settle("belong", self, by=by, minutes=minutes)
            minutes = call.minutes
        else:
            Call.written("belong", self, by=by, began_at=began, minutes=minutes, answered=answered)
        given: dict[str, Any] = {"began_at": began.isoformat(), "minutes": minutes, "answered": answered}
        doing.enter(Event.Kind.CALL_LOGGED, said, **given, **about)
        if answers and answered and not line:
            doing.end_waiting("answered")
