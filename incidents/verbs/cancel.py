"""Cancelled, with a reason."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from incidents import parts
from incidents.act import act
from incidents.links import both, leads_to
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need, refuse
from incidents.verbs.withdraw_call import take_back

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def cancel(self: Incident, reason: str, *, by: Person, duplicate_of: Incident | None = None) -> None:
    """Cancels with a reason; an hour that nobody has met counts as not met, unless the customer cancels.

    With it the customer takes the call back that they wait for; by the desk's act it is still to be made.
    """
    held = both(self, duplicate_of) if duplicate_of else nullcontext()
    with held, act(self, "cancel", by=by) as doing:
        if duplicate_of is not None:
            duplicate_of.refresh_from_db()
            if duplicate_of.pk == self.pk or leads_to(duplicate_of, self):
                refuse(_("A request cannot repeat itself."), "duplicate_of")
        why = doing.write(Comment.Kind.REASON, need(reason, "reason"))
        doing.set(cancelled_at=doing.now, waiting_until=None, duplicate_of=duplicate_of)
        repeats: dict[str, Any] = {"duplicate_of": str(duplicate_of.pk)} if duplicate_of else {}
        doing.enter(Event.Kind.CANCELLED, why, agreed=doing.side == "customer", **repeats)
        if doing.side == "customer":
            take_back(doing, by)
        parts.look_at_the_whole(doing)
