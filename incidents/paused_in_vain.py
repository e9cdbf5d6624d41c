"""Pauses during which the customer had already answered: time that rested although nobody was waited for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from incidents.models import Event, Incident

KINDS = ("waited", "resumed", "customer_replied", "call_logged", "started", "workaround_given", "resolved")
ENDS = frozenset(KINDS) - {"waited", "call_logged"}
AT_MOST = 100


@dataclass(frozen=True)
class InVain:
    """One such pause."""

    incident: Incident
    asked: Event
    answered_at: datetime
    ended_at: datetime | None

    @property
    def rested(self) -> timedelta | None:
        """How long it rested after the answer; None while it still does."""
        return self.ended_at - self.answered_at if self.ended_at else None


def pauses() -> list[InVain]:
    """The pauses of this help desk that the customer's answer should have ended sooner, newest first.

    An answer that was written ends its pause in the same act. What is left are answers on the telephone, and
    questions that the customer had answered before they were asked.
    """
    waited = Event.objects.filter(kind="waited").order_by("-at").values_list("incident_id", flat=True)
    asked = set(waited[:1000])
    events = Event.objects.filter(incident__in=asked, kind__in=KINDS).order_by("incident_id", "at", "id")
    requests = Incident.objects.in_bulk(asked)
    found = [
        one
        for incident, timeline in groupby(events, key=lambda event: event.incident_id)
        for one in of(requests[incident], timeline)
    ]
    return sorted(found, key=lambda one: one.asked.at, reverse=True)[:AT_MOST]


def of(incident: Incident, timeline: Iterable[Event]) -> list[InVain]:
    """Those of one request."""
    found: list[InVain] = []
    asked: Event | None = None
    answered: datetime | None = None
    for event in timeline:
        if event.kind == "waited":
            asked, answered = event, None
        elif asked is None:
            continue
        elif event.kind == "call_logged":
            if event.data.get("answered") and answered is None:
                answered = event.at
        elif event.kind in ENDS:
            # "I have already answered": by the customer's own word it rested in vain from the question on.
            claimed = event.data.get("answered_already") is True
            since = answered or (asked.at if claimed else None)
            if since and since < event.at:
                found.append(InVain(incident, asked, since, event.at))
            asked = answered = None
    if asked and answered:
        found.append(InVain(incident, asked, answered, None))
    return found
