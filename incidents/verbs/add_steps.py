"""Steps are put on the desk's own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents import checklists
from incidents.act import act
from incidents.models.checklist import lines_of
from incidents.need import refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def add_steps(self: Incident, steps: str, *, by: Person) -> None:
    """Puts steps on the list, one a line; nobody of the company ever sees it."""
    with act(self, "add_steps", by=by) as doing:
        lines = lines_of(steps)
        if not lines:
            refuse(_("Write a step."), "steps")
        checklists.add(doing, lines)
