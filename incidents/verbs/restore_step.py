"""A step that was taken away is put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents import checklists
from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def restore_step(self: Incident, step: str, *, by: Person) -> None:
    """Puts a step back where it stood, ticked if it was ticked."""
    with act(self, "restore_step", by=by) as doing:
        found = checklists.standing(doing.past).find(step)
        if found.dropped:
            checklists.enter(doing, Event.Kind.STEP_RESTORED, found)
        elif not checklists.is_done(found, doing):
            checklists.late(_("This step is on the list already."), found)
