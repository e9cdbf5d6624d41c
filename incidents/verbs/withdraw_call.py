"""A call is no longer wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from incidents import calling_back, policies
from incidents.act import Act, act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.callback import Callback
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def withdraw_call(self: Incident, *, by: Person, wanted: Callback | None = None) -> None:
    """Takes back the wish to be called about a request; only the side that waits for the call can."""
    with act(self, "withdraw_call", by=by) as doing:
        if not take_back(doing, by, wanted):
            raise PermissionDenied


def take_back(doing: Act, by: Person, wanted: Callback | None = None) -> bool:
    """Ends the wait for a call about the request, if there is one and it is theirs to end; tells whether."""
    incident = doing.incident
    if wanted is None and incident.call_wanted_at:
        wanted = incident.callbacks.waited_for().first()
    if wanted is None or not policies.may_withdraw_call_of(by, wanted):
        return False
    calling_back.end(wanted, "withdraw", doing.now)
    doing.enter(Event.Kind.CALL_WITHDRAWN, callback=str(wanted.pk))
    return True
