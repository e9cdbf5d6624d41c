"""Another level, with a reason that the customer sees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from incidents.act import act
from incidents.impact import Impact, level
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need, refuse
from incidents.policies import speaks_for_it

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def reclassify(
    self: Incident, reason: str, *, by: Person, impact: str | None = None, marks: Iterable[str] | None = None
) -> None:
    """Moves the request to another level, given or found from the marks, with a reason the customer sees.

    Before work has started a lower level does not stop the hour, unless it is the customer's own click.
    """
    with act(self, "reclassify", by=by) as doing:
        ticked = sorted(set(marks)) if marks is not None else None
        new = level(ticked or ()) if impact is None else Impact(impact)
        old = Impact(self.impact)
        if new == old:
            refuse(_("This is the level it has already."))
        if old.graver_than(new) and not (by.is_agent or speaks_for_it(by, self)):
            raise PermissionDenied
        why = doing.write(Comment.Kind.REASON, need(reason, "reason"))
        doing.set(impact=str(new), **({"marks": ticked} if ticked is not None else {}))
        agreed = doing.side == "customer" and old.graver_than(new)
        data: dict[str, Any] = {"from": str(old), "to": str(new), "agreed": agreed}
        if ticked is not None:
            data["marks"] = ticked
        doing.enter(Event.Kind.RECLASSIFIED, why, **data)
