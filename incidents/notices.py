"""What the list behind the bell says, and when a notice counts as read."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from helpdesk.lib.http import Request
from helpdesk.ui.context import asked_once
from incidents import outcomes
from incidents.complaints import letters as complaints
from incidents.letters import calls
from incidents.letters.agents import WORDS
from incidents.models import Event, Incident, Notice

Kind = Notice.Kind
Sentence = Callable[[], str]

SENTENCES: dict[str, Sentence] = {
    Kind.RECEIVED: lambda: _("%(who)s registered %(number)s for you."),
    Kind.STARTED: lambda: _("%(who)s has started work on %(number)s."),
    Kind.REPLIED: WORDS[Event.Kind.CUSTOMER_REPLIED],
    Kind.WAITED: lambda: _("%(who)s asks you something about %(number)s: we go on when you answer."),
    Kind.WORKAROUND_GIVEN: lambda: _("There is a way to carry on with %(number)s: does it work for you?"),
    Kind.CLOSED: lambda: _("%(number)s is closed."),
    Kind.RECLASSIFIED: WORDS[Event.Kind.RECLASSIFIED],
    Kind.CANCELLED: WORDS[Event.Kind.CANCELLED],
    Kind.MERGED: lambda: _("%(who)s has merged %(number)s into another request, in which it goes on."),
    Kind.REOPENED: WORDS[Event.Kind.REOPENED],
    Kind.SILENCE: lambda: _("You should have heard from us about %(number)s by now, and have not."),
    Kind.DISINFECTED: lambda: _("A virus was found in a file of %(number)s, and the file was removed."),
    Kind.WATCHED: lambda: _("%(who)s asks you to follow %(number)s."),
    Kind.BREACHED: lambda: _("The promised hour of %(number)s is over, and nobody has started work."),
    Kind.UNREACHABLE: lambda: _("We could not reach anybody about %(number)s."),
    Kind.JUSTIFIED: lambda: _("%(who)s says why something about %(number)s was late."),
    Kind.RESCHEDULED: lambda: _("%(who)s has moved a time of %(number)s."),
    Kind.MENTIONED: lambda: _("%(who)s names you in a note on %(number)s."),
    Kind.ASSIGNED: lambda: _("%(who)s gave you %(number)s."),
    Kind.PARTS_SOLVED: lambda: _("No part of %(number)s is open any more."),
}
ALARMS: dict[str, Sentence] = {
    Event.Kind.WARNED: lambda: _("The promised hour of %(number)s runs, and nobody has started work."),
    Event.Kind.BREACHED: SENTENCES[Kind.BREACHED],
    Event.Kind.ALARMED: SENTENCES[Kind.BREACHED],
}
GOALS: dict[tuple[str, str], Sentence] = {
    ("response", Event.Kind.WARNED): lambda: _(
        "%(number)s waits for its first answer, and the time runs out."
    ),
    ("response", Event.Kind.BREACHED): lambda: _("%(number)s was not answered in time."),
    ("resolution", Event.Kind.WARNED): lambda: _("%(number)s waits for its solution, and the time runs out."),
    ("resolution", Event.Kind.BREACHED): lambda: _("%(number)s was not solved in time."),
    ("next_word", Event.Kind.WARNED): lambda: _("The customer of %(number)s should hear from us soon."),
    ("next_word", Event.Kind.SILENCE): lambda: _(
        "The customer of %(number)s should have heard from us by now."
    ),
}


def in_words(notice: Notice) -> str:
    """What a notice says, in the reader's language."""
    if notice.callback:
        return calls.sentence(notice.kind, notice.callback)
    if notice.complaint_event:
        return complaints.sentence(notice.complaint_event, for_desk=notice.kind == Kind.COMPLAINT_WORK)
    event, incident = notice.event, notice.incident
    if event is None or incident is None:  # the database knows no such notice
        return ""
    who = event.by.name if event.by else ""
    said = _sentence(notice.kind, event)
    if notice.kind == Kind.WAITED and notice.person_id != incident.requester_id:
        said = _asks_a_colleague
    return said() % {"who": who, "number": incident.reference}


def _sentence(kind: str, event: Event) -> Sentence:
    if kind == Kind.WORD:
        return WORDS[event.kind]
    if kind == Kind.AIM and event.data["clock"] == "hour":
        return ALARMS[event.kind]
    if kind == Kind.AIM:
        return _runs_out if event.kind == Event.Kind.WARNED else _is_over
    if kind == Kind.RESOLVED:
        return lambda: str(outcomes.of(event.data.get("code", "")).notice)
    if kind == Kind.GOAL:
        return GOALS[event.data["clock"], event.kind]
    if kind == Kind.ALARM:
        still = _nobodys if event.data.get("nobody") else _idle
        return still if event.data["clock"] == "idle" else ALARMS[event.kind]
    return SENTENCES[kind]


def _asks_a_colleague() -> str:
    return _("%(who)s asks your colleague something about %(number)s: we go on when it is answered.")


def _runs_out() -> str:
    return _("A time that we aim for with %(number)s runs out.")


def _is_over() -> str:
    return _("A time that we aimed for with %(number)s is over.")


def _idle() -> str:
    return _("No visible work on Critical %(number)s for 30 minutes.")


def _nobodys() -> str:
    return _("Nobody has Critical %(number)s any more.")


def seen(request: Request, incident: Incident) -> None:
    """Whoever opens a request has seen what they were told of it; costs nothing where nothing is unread."""
    if getattr(incident, "has_news", False):
        mine = Notice.objects.filter(person=request.person, incident=incident)
        request.person.unread = max(0, request.person.unread - mine.read(asked_once(request)()))
