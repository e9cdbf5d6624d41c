"""Where a request stands, in the words of those who wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from helpdesk.ui import moments
from incidents.models import Event, Incident
from incidents.models.lifecycle import OPEN, Status


@dataclass(frozen=True)
class Standing:
    """One sentence about where a request stands, and whether the next step is the customer's."""

    sentence: str
    waits_for_customer: bool = False
    is_late: bool = False


def standing(incident: Incident, now: datetime) -> Standing:
    """Says where a request stands, so that nobody has to ask."""
    if incident.status == Status.WAITING:
        return Standing(_("We have asked you something and wait for your answer."), waits_for_customer=True)
    if incident.status == Status.RESOLVED:
        return Standing(_("We think it is solved. Does it work for you?"), waits_for_customer=True)
    if incident.status == Status.CLOSED:
        return Standing(_("Closed."))
    if incident.status == Status.CANCELLED:
        return Standing(_("Cancelled."))
    if incident.hour_due_at:
        return _unstarted(incident.hour_due_at, now)
    if incident.workaround_id and not incident.workaround_confirmed_at:
        return Standing(_("We gave you a workaround. Does it work for you?"), waits_for_customer=True)
    return _open(incident, now)


def _unstarted(due: datetime, now: datetime) -> Standing:
    if now > due:
        words = _("Work should have started by %(time)s. The people in charge have been told.")
        return Standing(words % {"time": moments.when(due, now)}, is_late=True)
    return Standing(_("We promise that work starts by %(time)s.") % {"time": moments.when(due, now)})


def _open(incident: Incident, now: datetime) -> Standing:
    word, answer = incident.next_word_due_at, incident.response_due_at
    if answer and now <= answer:
        return Standing(_("We aim to answer by %(time)s.") % {"time": moments.when(answer, now)})
    if answer:
        return Standing(_("Our answer is late; it is being looked into."), is_late=True)
    if word and now <= word:
        return Standing(_("We are on it; next word by %(time)s.") % {"time": moments.when(word, now)})
    if word:
        return Standing(_("We are on it, and owe you a word."), is_late=True)
    return Standing(_("We are on it."))


def steps(events: Iterable[Event], incident: Incident) -> list[dict[str, Any]]:
    """The way of a request from received to confirmed, with the time of each step taken."""
    first: dict[str, datetime] = {}
    for event in events:
        first.setdefault(str(event.kind), event.at)
    works = first.get("started") or first.get("replied")
    way = [
        (_("Received"), incident.reported_at),
        (_("Work started"), works),
        (_("Workaround"), incident.workaround_given_at),
        (_("Solved"), incident.resolved_at),
        (_("Confirmed"), incident.closed_at),
    ]
    taken = [position for position, (_label, at) in enumerate(way) if at]
    # A step that was passed over, as a workaround nobody needed, is left out.
    way = [step for position, step in enumerate(way) if step[1] or position > taken[-1]]
    reached = sum(1 for _label, at in way if at)
    over = incident.status not in OPEN
    return [
        {
            "label": label,
            "at": at,
            "state": "done" if at else "current" if n == reached and not over else "next",
        }
        for n, (label, at) in enumerate(way)
    ]
