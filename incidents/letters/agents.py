"""The letters to agents: alarms, goals that run out, and what the customer said."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from helpdesk.ui import durations, moments
from incidents import mentions
from incidents.letters.building import Said, Told, letter
from incidents.models.event import Event

Kind = Event.Kind


@letter("alarm")
def alarm(told: Told) -> Said:
    """A Critical needs somebody now: the hour runs or is broken, or the work on it lies still."""
    if told.event.data["clock"] == "idle":
        return _idle(told)
    due = told.clock.due_at
    said = told.words
    if due is None:
        return Said([], title=said["subject"])
    if told.event.kind == Kind.WARNED:
        said |= {"when": moments.dated(due, told.event.at), "left": durations.short(due - told.event.at)}
        title = _("Critical, %(left)s left: %(number)s %(company)s") % said
        first = _("Nobody has started work on %(number)s. The promised hour ends at %(when)s.") % said
    else:
        said |= {"late": durations.short(told.event.at - due)}
        title = _("Promise broken, %(late)s late: %(number)s %(company)s") % said
        first = _("The promised hour is over, and nobody has started work on %(number)s.") % said
    return Said([first, *_what(told)], title=title, button=_("Start work"))


def _idle(told: Told) -> Said:
    said = told.words
    if told.incident.agent:
        title = _("No visible work on Critical %(number)s for 30 minutes, %(company)s") % said
        first = _("Nothing has been seen of the work on %(number)s for 30 minutes. Agent: %(agent)s") % said
    else:
        title = _("Nobody has Critical %(number)s any more, %(company)s") % said
        first = _("Nobody has %(number)s any more, and it is critical.") % said
    return Said([first, *_what(told)], title=title)


@letter("goal")
def goal(told: Told) -> Said:
    """A goal runs out, or has run out; a goal is no promise, and is on record all the same."""
    due = told.clock.due_at
    said = told.words | {"when": moments.dated(due, told.event.at) if due else ""}
    key = (told.event.data["clock"], told.event.kind)
    title, first = GOALS[key](said)
    return Said([first, *_what(told)], title=title)


def _response(said: dict[str, str]) -> tuple[str, str]:
    return (
        _("Answer soon: %(number)s %(company)s") % said,
        _("The goal for the first answer to %(number)s ends at %(when)s.") % said,
    )


def _response_broken(said: dict[str, str]) -> tuple[str, str]:
    return (
        _("Not answered in time: %(number)s %(company)s") % said,
        _("The goal for the first answer to %(number)s was %(when)s.") % said,
    )


def _resolution(said: dict[str, str]) -> tuple[str, str]:
    return (
        _("Solve soon: %(number)s %(company)s") % said,
        _("The goal for the solution of %(number)s ends at %(when)s.") % said,
    )


def _resolution_broken(said: dict[str, str]) -> tuple[str, str]:
    return (
        _("Not solved in time: %(number)s %(company)s") % said,
        _("The goal for the solution of %(number)s was %(when)s.") % said,
    )


def _next_word(said: dict[str, str]) -> tuple[str, str]:
    return (
        _("Say something soon: %(number)s %(company)s") % said,
        _("The customer of %(number)s should hear from us by %(when)s.") % said,
    )


def _silence(said: dict[str, str]) -> tuple[str, str]:
    return (
        _("The customer hears nothing: %(number)s %(company)s") % said,
        _("The customer of %(number)s should have heard from us by %(when)s.") % said,
    )


GOALS: dict[tuple[str, str], Callable[[dict[str, str]], tuple[str, str]]] = {
    ("response", Kind.WARNED): _response,
    ("response", Kind.BREACHED): _response_broken,
    ("resolution", Kind.WARNED): _resolution,
    ("resolution", Kind.BREACHED): _resolution_broken,
    ("next_word", Kind.WARNED): _next_word,
    ("next_word", Kind.SILENCE): _silence,
}


WORDS: dict[str, Callable[[], str]] = {
    Kind.CUSTOMER_REPLIED: lambda: _("%(who)s wrote about %(number)s."),
    Kind.WORKAROUND_FAILED: lambda: _("%(who)s says that the workaround of %(number)s does not work."),
    Kind.STILL_FAILED: lambda: _("%(who)s says that %(number)s still fails."),
    Kind.REOPENED: lambda: _("%(who)s opened %(number)s again."),
    Kind.RECLASSIFIED: lambda: _("%(who)s changed the impact of %(number)s."),
    Kind.CANCELLED: lambda: _("%(who)s cancelled %(number)s."),
    Kind.CALL_WITHDRAWN: lambda: _("%(who)s no longer waits for a call about %(number)s."),
}


@letter("word")
def word(told: Told) -> Said:
    """The customer of one's own request said something."""
    return Said([WORDS[told.event.kind]() % told.words], quote=told.event.comment)


@letter("parts_solved")
def parts_solved(told: Told) -> Said:
    """The last open part of one's request is solved or over."""
    return Said(
        [_("No part of %(number)s is open any more: can it be solved now?") % told.words, *_what(told)]
    )


@letter("mentioned")
def mentioned(told: Told) -> Said | None:
    """A colleague named the reader in a note; of words that were taken out nobody is told."""
    if not mentions.kept(told.event):
        return None
    return Said(
        [_("%(who)s names you in a note on %(number)s.") % told.words],
        quote=told.event.comment,
        after=[_("The note is internal: the customer does not see it.")],
        button=_("Open the note"),
        at_the_entry=True,
    )


@letter("assigned")
def assigned(told: Told) -> Said:
    """Somebody gave the agent a request."""
    return Said([_("%(who)s gave you %(number)s.") % told.words, *_what(told)])


def _what(told: Told) -> list[str]:
    """What it is about and whom to call."""
    incident = told.incident
    lines = [incident.subject, incident.product_name, incident.contact, incident.requester.phone]
    return [line for line in lines if line]
