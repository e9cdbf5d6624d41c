"""A step of the desk's own list is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents import checklists
from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def tick(self: Incident, step: str, *, by: Person) -> None:
    """Says that a step is done; it starts no work and stops no clock."""
    with act(self, "tick", by=by) as doing:
        found = checklists.standing(doing.past).find(step)
        if found.dropped:
            checklists.late(_("%(who)s has taken this step away."), found)
        if not found.ticked:
            checklists.enter(doing, Event.Kind.TICKED, found)
        elif not checklists.is_done(found, doing):
            checklists.late(_("%(who)s has ticked this step already."), found)
