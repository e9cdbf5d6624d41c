"""Where a request stands, in the words of those who wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from helpdesk.ui import durations, moments
from incidents import outcomes, policies
from incidents.impact import Impact
from incidents.models import Event, Incident, Person
from incidents.models.lifecycle import Kind, Status
from incidents.sla import ClockRun


@dataclass(frozen=True)
class Standing:
    """One sentence about where a request stands, and whether the next step is the customer's."""

    sentence: str
    waits_for_customer: bool = False
    is_late: bool = False
    act: str = ""  # what the customer is asked to do


def standing(incident: Incident, now: datetime, reader: Person) -> Standing:
    """Says where a request stands, so that nobody has to ask; only whom it waits for is told to answer."""
    speaks = policies.speaks_for_it(reader, incident)
    if incident.status == Status.WAITING:
        asked = (
            _("We have asked you something and wait for your answer.")
            if incident.requester_id == reader.pk
            else _("We have asked your colleague (%(name)s) something and wait for the answer.")
            % _whom(incident)
        )
        return _asked(asked, _("Answer the question")) if speaks else Standing(asked)
    if incident.status == Status.RESOLVED:
        came_to = outcomes.of(incident.resolution_code)
        if speaks:
            own = incident.requester_id == reader.pk
            asked = str(came_to.asks if own else came_to.asks_colleague % _whom(incident))
            return _asked(asked, str(came_to.act))
        return Standing(str(came_to.waits % _whom(incident)))
    if incident.status == Status.CLOSED:
        return Standing(_("Closed."))
    if incident.status == Status.CANCELLED:
        return Standing(_("Cancelled."))
    if incident.hour_due_at:
        return _unstarted(incident.hour_due_at, now)
    if incident.workaround_id and not incident.workaround_confirmed_at:
        if speaks:
            asked = (
                _("We gave you a workaround. Does it work for you?")
                if incident.requester_id == reader.pk
                else _("We gave a workaround. Does it work for your colleague (%(name)s)?") % _whom(incident)
            )
            return _asked(asked, _("Say whether it works"))
        return Standing(
            _("We gave a workaround and wait until %(name)s says whether it works.") % _whom(incident)
        )
    return _open(incident, now)


def waits_for(incident: Incident, reader: Person) -> str:
    """The name of the colleague by whom an answer is owed; none where it is the reader's own request."""
    return "" if incident.requester_id == reader.pk else str(incident.requester.name)


def _asked(sentence: str, act: str) -> Standing:
    """What waits for whoever speaks for the request: the requester, or the manager for a colleague."""
    return Standing(sentence, waits_for_customer=True, act=act)


def _whom(incident: Incident) -> dict[str, str]:
    return {"name": incident.requester.name}


def _unstarted(due: datetime, now: datetime) -> Standing:
    if now > due:
        words = _("Work should have started by %(time)s. The people in charge have been told.")
        return Standing(words % {"time": moments.by(due, now)}, is_late=True)
    return Standing(_("We promise that work starts by %(time)s.") % {"time": moments.by(due, now)})


def _open(incident: Incident, now: datetime) -> Standing:
    word, answer = incident.next_word_due_at, incident.response_due_at
    if answer and now <= answer:
        return Standing(_("We aim to answer by %(time)s.") % {"time": moments.by(answer, now)})
    if answer:
        return Standing(_("Our answer is late; it is being looked into."), is_late=True)
    if word and now <= word:
        return Standing(_("We are on it; next word by %(time)s.") % {"time": moments.by(word, now)})
    if word:
        return Standing(_("We are on it, and owe you a word."), is_late=True)
    return Standing(_("We are on it."))


def why(incident: Incident, hours: list[ClockRun], now: datetime) -> str:
    """Says in plain words what the time that is promised or aimed for follows from."""
    if hours:
        run = hours[-1]
        words = {"length": durations.words(run.length), "start": moments.when(run.started_at, now)}
        return (
            _("That makes it critical, and work is promised to start within %(length)s from %(start)s.")
            % words
        )
    if incident.impact == Impact.CRITICAL:
        return _(
            "That makes it critical: it goes before everything else until it is solved "
            "or there is a workaround."
        )
    if incident.impact == Impact.IMPORTANT:
        return _("That makes it important. The times are what we aim for.")
    if incident.kind == Kind.DEVELOPMENT:
        return _("Something new is ordered, which has no level. The times are what we aim for.")
    return _("Work can go on, so it is minimal. The times are what we aim for.")


WORKED = ("started", "replied", "waited")  # what a person of the desk does first


def steps(events: Iterable[Event], incident: Incident) -> list[dict[str, Any]]:
    """The way of a request from received to confirmed, with the time of each step taken."""
    first: dict[str, datetime] = {}
    for event in events:
        first.setdefault(str(event.kind), event.at)
    # What was done before the hour that runs or a reopening is no start; a question is word of a person, too.
    works = None if _waits_for_a_start(incident) else min(filter(None, map(first.get, WORKED)), default=None)
    way = [
        (_("Received"), incident.reported_at),
        (_("Work started"), works),
        (_("Workaround"), incident.workaround_given_at),
        (str(outcomes.of(incident.resolution_code).step), incident.resolved_at),
        # Where nobody answered it was closed by itself, and nobody is said to have confirmed it.
        (
            _("Closed") if "closed" in first and "confirmed" not in first else _("Confirmed"),
            incident.closed_at,
        ),
    ]
    if incident.status == Status.CANCELLED:
        way = [*(step for step in way if step[1]), (_("Cancelled"), first.get("cancelled"))]
    if not _may_need_a_workaround(incident):
        way = [step for step in way if step[1] or step[0] != _("Workaround")]
    taken = [position for position, (_label, at) in enumerate(way) if at]
    # A step that was passed over, as a workaround nobody needed, is left out.
    way = [step for position, step in enumerate(way) if step[1] or position > taken[-1]]
    reached = sum(1 for _label, at in way if at)
    over = incident.status in (Status.CLOSED, Status.CANCELLED)
    return [
        {
            "label": label,
            "at": at,
            "state": "done" if at else "current" if n == reached and not over else "next",
            # The ring alone would read as "Work started" before anybody has.
            "note": _("not yet") if not at and n == reached and not over else "",
        }
        for n, (label, at) in enumerate(way)
    ]


def _waits_for_a_start(incident: Incident) -> bool:
    """Whether work has to be started (again), as after each reopening."""
    hour = incident.hour_due_at and incident.status not in (Status.CLOSED, Status.CANCELLED)
    return bool(hour) or incident.status == Status.REOPENED


def _may_need_a_workaround(incident: Incident) -> bool:
    """A question needs none, and neither does a fault with which one can carry on."""
    return incident.kind == Kind.INCIDENT and incident.impact != Impact.MINIMAL
