"""What people are told of, how each may be told, and what is always told by mail because it was promised."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.models.notice import Notice, Way
from tenants.models import Role

if TYPE_CHECKING:
    from incidents.models.people import Person

Kind = Notice.Kind
COMPANY = frozenset({Role.CUSTOMER, Role.MANAGER, Role.FIRST_LINE})
MANAGERS = frozenset({Role.MANAGER})
AGENTS = frozenset({Role.AGENT})
DESK = AGENTS | {Role.FIRST_LINE}


@dataclass(frozen=True)
class About:
    """One kind: who is told, in which words the settings speak of it, and how it is told unless they say."""

    roles: frozenset[Role]
    words: str | Promise
    always: str | Promise = ""  # why the mail cannot be switched off
    but: str | Promise = ""  # what of it comes by mail all the same
    usual: Way = Way.BOTH
    waits: bool = True  # whether its mail may wait for the end of somebody's quiet hours, or for others

    @property
    def is_promised(self) -> bool:
        """Whether its mail goes out at once, whatever the reader wishes."""
        return bool(self.always) or not self.waits


PROMISE = _("It says by when something happens, so it always comes by mail.")
RAISED = _("When it becomes critical we promise when work starts, and that always comes by mail.")
QUESTION = _("We wait for your answer, so it always comes by mail.")
ENDING = _("It ends the work unless you say otherwise, so it always comes by mail.")
ON_RECORD = _("Whoever answers for the company is always told by mail.")
UNSEEN = _("No complaint lies unseen, so it always comes by mail.")
CALLING = _("Somebody waits for a call, so it always comes by mail.")
HOUR = _("The promised hour depends on it, so it always comes by mail.")

KINDS: dict[str, About] = {
    Kind.RECEIVED: About(COMPANY, _("Your request is received"), PROMISE),
    Kind.STARTED: About(COMPANY, _("Work on it starts"), waits=False),
    Kind.REPLIED: About(COMPANY, _("Somebody writes about it")),
    Kind.WAITED: About(COMPANY, _("We ask you something"), QUESTION),
    Kind.WORKAROUND_GIVEN: About(COMPANY, _("There is a way to carry on until it is solved")),
    Kind.RESOLVED: About(COMPANY, _("It is solved"), ENDING),
    Kind.CLOSED: About(COMPANY, _("It is closed"), ENDING),
    Kind.SILENCE: About(COMPANY, _("You should have heard from us and have not"), usual=Way.WINDOW),
    Kind.RECLASSIFIED: About(COMPANY, _("Its impact is changed"), but=RAISED),
    Kind.RESCHEDULED: About(COMPANY, _("We move a time that we aim for"), PROMISE),
    Kind.REOPENED: About(COMPANY, _("It is opened again")),
    Kind.CANCELLED: About(COMPANY, _("It is cancelled")),
    Kind.MERGED: About(COMPANY, _("It goes on in another request")),
    Kind.DISINFECTED: About(COMPANY | AGENTS, _("A virus was found in an attached file")),
    Kind.WATCHED: About(COMPANY, _("A colleague asks you to follow a request")),
    Kind.CALL_PLANNED: About(COMPANY, _("We say when we aim to call you"), CALLING),
    Kind.CALL_MISSED: About(COMPANY, _("We have not called you in time"), CALLING),
    Kind.BREACHED: About(MANAGERS, _("We broke the promise to start within the hour"), ON_RECORD),
    Kind.AIM: About(MANAGERS, _("A time that we aim for runs out, or is over")),
    Kind.UNREACHABLE: About(MANAGERS, _("We cannot reach your people about a critical request"), ON_RECORD),
    Kind.JUSTIFIED: About(MANAGERS, _("We say why something was late")),
    Kind.CALL_OVERDUE: About(MANAGERS, _("Somebody of the company was not called in time"), usual=Way.WINDOW),
    Kind.ALARM: About(AGENTS, _("A critical request needs somebody"), HOUR),
    Kind.ASSIGNED: About(AGENTS, _("Somebody gives you a request")),
    Kind.MENTIONED: About(DESK, _("A colleague names you in a note")),
    Kind.WORD: About(AGENTS, _("The customer writes about your request")),
    Kind.PARTS_SOLVED: About(AGENTS, _("The last open part of your request is solved")),
    # Gathered with others it would come when the call is over.
    Kind.CALL_NEAR: About(AGENTS, _("Somebody is to be called soon"), waits=False),
    Kind.CALL_DUE: About(AGENTS, _("Somebody is to be called now"), CALLING),
    Kind.CALL_LATE: About(AGENTS, _("A call was not made in time"), CALLING),
    Kind.GOAL: About(AGENTS, _("A goal of your request runs out, or has run out")),
    Kind.COMPLAINT: About(COMPANY, _("Your complaint goes on"), UNSEEN),
    Kind.COMPLAINT_WORK: About(AGENTS, _("A complaint needs somebody, or goes on"), UNSEEN),
}


def read_by(role: str) -> list[str]:
    """The kinds that somebody of this role is told of; agents read what the company's people read, too."""
    return [
        kind
        for kind, about in KINDS.items()
        if role in about.roles or (role == Role.AGENT and Role.CUSTOMER in about.roles)
    ]


def ways(kind: str) -> list[Way]:
    """How a kind can be told."""
    about = KINDS[kind]
    return [
        way
        for way in Way
        if not (about.always and way == Way.WINDOW) and not (about.is_promised and way.is_gathered)
    ]


def way(person: "Person | None", kind: str) -> Way:
    """How somebody hears of a kind; whoever has never come in has no window yet, and gets mail."""
    if person is None or person.user_id is None:
        return Way.MAIL
    wished = person.wishes.get(kind)
    return Way(wished) if wished in ways(kind) else KINDS[kind].usual
