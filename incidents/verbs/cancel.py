"""Cancelled, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need, refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def cancel(self: Incident, reason: str, *, by: Person, duplicate_of: Incident | None = None) -> None:
    """Cancels with a reason; an hour that nobody has met counts as not met, unless the customer cancels."""
    with act(self, "cancel", by=by) as doing:
        if duplicate_of is not None and duplicate_of.pk == self.pk:
            refuse(_("A request cannot repeat itself."))
        why = doing.write(Comment.Kind.REASON, need(reason, "reason"))
        doing.set(cancelled_at=doing.now, waiting_until=None, duplicate_of=duplicate_of)
        repeats: dict[str, Any] = {"duplicate_of": str(duplicate_of.pk)} if duplicate_of else {}
        doing.enter(Event.Kind.CANCELLED, why, agreed=doing.side == "customer", **repeats)
