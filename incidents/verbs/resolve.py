"""Resolved, in the agent's view."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from incidents import parts
from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.models.lifecycle import Code
from incidents.need import need, refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def resolve(
    self: Incident, text: str, *, code: str, root_cause: str = "", by: Person, files: Collection[UUID] = ()
) -> None:
    """Says what was done, for the customer to confirm; work has started, and the resolution goal is met.

    The root cause is for the desk alone, kept as a note is.
    """
    with act(self, "resolve", by=by) as doing:
        if code not in Code.values:
            refuse(_("Say how it was resolved."))
        done = doing.write(Comment.Kind.SOLUTION, need(text, "text"), files)
        if self.waiting_until:
            doing.end_waiting("agent")
        doing.start_if_nobody_has()
        doing.set(resolved_at=doing.now, resolution_code=code)
        doing.enter(Event.Kind.RESOLVED, done, code=code)
        if cause := doing.write(Comment.Kind.NOTE, root_cause):
            doing.enter(Event.Kind.NOTED, cause, root_cause=True)
        parts.look_at_the_whole(doing)
