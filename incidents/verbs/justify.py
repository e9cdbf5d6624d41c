"""Why a promise or a goal was broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents.act import act
from incidents.breaches import unjustified
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.models.lifecycle import Cause
from incidents.need import need, refuse
from onewindow import promises

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def justify(self: Incident, text: str, *, cause: str, by: Person) -> None:
    """Says why what was broken was broken; on the timeline, and in the reports. It makes nothing whole."""
    with act(self, "justify", by=by) as doing:
        if cause not in Cause.values:
            refuse(_("Choose what it came from."), "cause")
        broken = unjustified(doing.past)
        said = doing.write(Comment.Kind.REASON, need(text, "text"))
        doing.enter(Event.Kind.JUSTIFIED, said, cause=cause, clocks=[list(one) for one in broken])
        promises.justify(self.pk, broken, cause)
