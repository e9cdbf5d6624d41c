"""A step of the desk's own list is not done after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents import checklists
from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def untick(self: Incident, step: str, *, by: Person) -> None:
    """Takes a tick back; that it was there stays on the timeline."""
    with act(self, "untick", by=by) as doing:
        found = checklists.standing(doing.past).find(step)
        if found.dropped:
            checklists.late(_("%(who)s has taken this step away."), found)
        if found.ticked:
            checklists.enter(doing, Event.Kind.UNTICKED, found)
        elif not checklists.is_done(found, doing):
            checklists.late(_("This step is not ticked."), found)
