"""A part of a request is registered as one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from incidents import policies
from incidents.links import Tie
from incidents.models.lifecycle import LIFE
from incidents.obstacles import obstacle

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def add_part(
    self: Incident, subject: str, text: str, *, by: Person, requester: Person | None = None, **said: Any
) -> Incident:
    """Registers a part of this request: for the same requester and product, unless it is said otherwise.

    Its clocks are its own, by what is ticked for it; those of this request stand as they stood.
    """
    with transaction.atomic():
        timers.lock(self.pk)
        self.refresh_from_db()
        if not policies.may("add_part", by, self):
            raise PermissionDenied
        if not LIFE.possible("add_part", self.status):
            raise NotNow(LIFE.refusal("add_part", self.status))
        if sentence := obstacle("add_part", self):
            raise NotNow(sentence)
        about = {name: getattr(self, name) for name in ("product_id", "product_name", "product_version")}
        given: dict[str, Any] = {"kind": self.kind} | about | said
        part: Incident = type(self).report(
            subject, text, by=by, requester=requester or self.requester, **given
        )
        part.link(self, tie=Tie.PART_OF, by=by)
    return part
