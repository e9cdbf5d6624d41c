"""A reply of an agent, or of the company's own helper."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from helpdesk.ui import moments
from incidents import settle
from incidents.act import Act, act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import nearer, need_either, refuse

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
        named = nearer(next_word_at, doing.now)
        if next_word_at and nearer_anyway(doing, next_word_at):
            named = {}  # it was said some seconds ago, and the clock names a nearer one by now
        doing.enter(Event.Kind.REPLIED, said, canned=canned, **named)


def may_name(doing: Act, at: datetime | None) -> None:
    """Refuses a next word at a time that is over, or later than the customer would hear anyway."""
    nearer(at, doing.now)
    if at and (usual := nearer_anyway(doing, at)):
        said = _("By %(time)s they hear from us anyway: name a time before that, or none.")
        refuse(said % {"time": moments.by(usual, doing.now)}, "next_word_at")


def nearer_anyway(doing: Act, at: datetime) -> datetime | None:
    """By when the customer hears again after an agent's reply, where that is before the time named."""
    if doing.side != "agent":
        return None  # the clock counts the vendor's words alone
    said = Event(incident=doing.incident, kind=Event.Kind.REPLIED, at=doing.now, data={"by_side": doing.side})
    story = settle.story([*doing.past, *doing.entries, said], doing.book)
    usual = min((run.due_at for run in story.running("next_word") if run.due_at), default=None)
    return usual if usual and usual < at else None
