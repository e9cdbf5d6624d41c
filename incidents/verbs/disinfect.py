"""A file in which a virus was found is taken out of its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.attachment import Attachment
    from incidents.models.incident import Incident


def disinfect(self: Incident, found: Attachment) -> None:
    """Says upon the timeline that a file with a virus was removed; only the search for viruses does this."""
    with act(self, "disinfect", by=None) as doing:
        data: dict[str, Any] = {"file": str(found.pk), "person": str(found.by_id)}
        entry = next((one for one in doing.past if one.comment_id == found.comment_id), None)
        if entry is not None:
            data["entry"] = str(entry.pk)
            if entry.is_internal:
                data["inside"] = True  # customers do not even read that there was such an entry
        doing.enter(Event.Kind.DISINFECTED, **data)
