"""A step is taken away from the desk's own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents import checklists
from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def drop_step(self: Incident, step: str, *, by: Person) -> None:
    """Takes a step away; it can be put back, as it stood."""
    with act(self, "drop_step", by=by) as doing:
        found = checklists.standing(doing.past).find(step)
        if not found.dropped:
            checklists.enter(doing, Event.Kind.STEP_DROPPED, found)
        elif not checklists.is_done(found, doing):
            checklists.late(_("%(who)s has taken this step away."), found)
