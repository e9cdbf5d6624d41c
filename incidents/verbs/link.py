"""Two requests hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import NotNow
from incidents import parts
from incidents.act import act
from incidents.links import Link, Tie, both, standing
from incidents.models.event import Event
from incidents.need import refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def link(self: Incident, other: Incident, *, tie: str, by: Person) -> None:
    """Says how this request hangs together with another; it stands on both timelines.

    A request is a part of one other at most, and no part has parts itself.
    """
    with both(self, other):
        if tie not in Tie.values:
            refuse(_("Choose how the two hang together."), "tie")
        if other.pk == self.pk:
            refuse(_("A request cannot be linked to itself."), "other")
        with act(self, "link", by=by) as doing:
            if tie == Tie.PART_OF:
                parts.refuse_or_join(self, other)
                doing.set(parent=other)
            if Link(tie, "to", str(other.pk)) in standing(doing.past):
                raise NotNow(_("The two are linked like this already."))
            doing.enter(Event.Kind.LINKED, tie=tie, way="to", other=str(other.pk))
        with act(other, "link", by=by) as doing:
            doing.enter(Event.Kind.LINKED, tie=tie, way="from", other=str(self.pk))
