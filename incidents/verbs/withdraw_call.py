"""A call is no longer wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from incidents import calling_back, policies
from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def withdraw_call(self: Incident, *, by: Person) -> None:
    """Takes back the wish to be called about a request; only the side that waits for the call can."""
    with act(self, "withdraw_call", by=by) as doing:
        wanted = self.callbacks.waited_for().get()
        if not policies.may_withdraw_call_of(by, wanted):
            raise PermissionDenied
        calling_back.end(wanted, "withdraw", doing.now)
        doing.enter(Event.Kind.CALL_WITHDRAWN, callback=str(wanted.pk))
