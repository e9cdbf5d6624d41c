"""Two requests no longer hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import NotNow
from incidents import parts
from incidents.act import Act, act
from incidents.links import Link, Tie, both, standing
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person

BACK = {"to": "from", "from": "to"}


def unlink(self: Incident, other: Incident, *, tie: str, way: str = "to", by: Person) -> None:
    """Takes a link away again, whichever of its two requests it is done on; both timelines keep it."""
    with both(self, other):
        with act(self, "unlink", by=by) as doing:
            if Link(tie, way, str(other.pk)) not in standing(doing.past):
                raise NotNow(_("The two are not linked like this."))
            if tie == Tie.PART_OF and way == "to":
                _leave(doing)
            doing.enter(Event.Kind.UNLINKED, tie=tie, way=way, other=str(other.pk))
        with act(other, "unlink", by=by) as doing:
            if tie == Tie.PART_OF and way == "from":
                _leave(doing)
            doing.enter(Event.Kind.UNLINKED, tie=tie, way=BACK[way], other=str(self.pk))


def _leave(part: Act) -> None:
    """It is no part any more; its whole may have no open one left."""
    parts.look_at_the_whole(part)
    part.set(parent=None)
