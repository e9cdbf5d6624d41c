"""A decision moves goals that run to the calendar of another version of the terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents import settle
from incidents.act import act
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need, refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def reschedule(
    self: Incident, reason: str, *, version: int, clocks: Iterable[tuple[str, int]], by: Person
) -> None:
    """Puts goals that run on the calendar of a version of the terms, with a reason that the customer sees.

    The hour never moves, nor does what is late already or would be late at once by the move.
    """
    with act(self, "reschedule", by=by) as doing:
        why = doing.write(Comment.Kind.REASON, need(reason, "reason"))
        before = doing.story()
        named = [list(one) for one in sorted(set(clocks))]
        entry = doing.enter(Event.Kind.RESCHEDULED, why, version=version, clocks=named)
        moved = settle.moved(before, doing.story())
        if not moved:
            refuse(_("No goal of this request would move by this."))
        # Only what has moved is named, with both times: the entry says what it did.
        entry.data["clocks"] = [[new.kind, new.generation] for _old, new in moved]
        entry.data["moves"] = [
            {"clock": new.kind, "from": _written(old.due_at), "to": _written(new.due_at)}
            for old, new in moved
        ]


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
