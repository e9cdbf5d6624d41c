"""What stands in the way of an act that the status alone would allow, in a sentence that helps."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents import breaches
from incidents.models.lifecycle import Status

if TYPE_CHECKING:
    from incidents.models.incident import Incident

NO_PARTS_OF_PARTS = _("It is a part of another request itself, and parts have no parts.")


def obstacle(verb: str, incident: "Incident") -> str | Promise | None:
    """Why this cannot be done now although the status would let it, or None."""
    return OBSTACLES[verb](incident) if verb in OBSTACLES else None


def _report(incident: "Incident") -> str | Promise | None:
    return None if incident._state.adding else _("This request has been registered already.")


def _start(incident: "Incident") -> str | Promise | None:
    at_work = incident.status == Status.IN_PROGRESS and incident.agent_id and not incident.hour_due_at
    return _("Work has started already.") if at_work else None


def _release(incident: "Incident") -> str | Promise | None:
    return None if incident.agent_id else _("Nobody has this request.")


def _confirm_workaround(incident: "Incident") -> str | Promise | None:
    if incident.workaround_id is None:
        return _("No workaround has been given.")
    return _("You have said already that the workaround works.") if incident.workaround_confirmed_at else None


def _fail_workaround(incident: "Incident") -> str | Promise | None:
    return None if incident.workaround_id else _("No workaround has been given.")


def _agree(incident: "Incident") -> str | Promise | None:
    if incident.is_critical or not incident.hour_due_at:
        return _("There is nothing to agree to: the promised hour is not open.")
    return None


def _rate(incident: "Incident") -> str | Promise | None:
    return None if incident.rating is None else _("This request has been rated already.")


def _add_part(incident: "Incident") -> str | Promise | None:
    return NO_PARTS_OF_PARTS if incident.parent_id else None


def _ask_call(incident: "Incident") -> str | Promise | None:
    return _("A call about this request is wanted already.") if incident.call_wanted_at else None


def _withdraw_call(incident: "Incident") -> str | Promise | None:
    return None if incident.call_wanted_at else _("Nobody waits for a call about this request.")


def _justify(incident: "Incident") -> str | Promise | None:
    # Most requests have nothing broken, and cost no statement for it.
    if incident.broken_at:
        entries = incident.events.filter(kind__in=breaches.KINDS).in_order()
        if breaches.unjustified(entries):
            return None
    return _("Nothing is broken here that waits for a justification.")


OBSTACLES: dict[str, Callable[["Incident"], str | Promise | None]] = {
    "report": _report,
    "start": _start,
    "release": _release,
    "confirm_workaround": _confirm_workaround,
    "fail_workaround": _fail_workaround,
    "agree": _agree,
    "rate": _rate,
    "justify": _justify,
    "add_part": _add_part,
    "ask_call": _ask_call,
    "withdraw_call": _withdraw_call,
}
