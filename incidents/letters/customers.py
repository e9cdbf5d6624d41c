"""The letters to the requester and to those who follow a request; plain words, no word of the trade."""

from datetime import datetime

from django.utils.translation import gettext as _

from helpdesk.ui import moments
from incidents import contacts
from incidents.impact import Impact
from incidents.letters.building import Said, Told, letter, text_of
from incidents.models.clock import Clock
from incidents.models.lifecycle import Kind

LEVELS = {
    Impact.CRITICAL: lambda: _(
        "Impact on your business: Critical. It goes before everything else until it is solved or there is a "
        "workaround."
    ),
    Impact.IMPORTANT: lambda: _("Impact on your business: Important."),
    Impact.MINIMAL: lambda: _("Impact on your business: Minimal."),
}


@letter("received")
def received(told: Told) -> Said:
    """Confirms the report: its number, what its level means, and by when something happens."""
    said = [
        _("We have received your request. Its number is %(number)s.") % told.words,
        *_level(told),
        *_what_comes(told),
        *_contacts(told),
    ]
    return Said(said, quote=told.event.comment)


def _level(told: Told) -> list[str]:
    """What the level means; what is ordered has none."""
    ordered = told.incident.kind == Kind.DEVELOPMENT
    return [] if ordered else [LEVELS[Impact(told.event.data["impact"])]()]


@letter("started")
def started(told: Told) -> Said:
    """Tells who is on it, and what they do first."""
    return Said(
        [_("%(who)s has started work on %(number)s. What is done first:") % told.words],
        quote=told.event.comment,
        after=_next_word(told),
    )


@letter("replied")
def replied(told: Told) -> Said:
    """Brings a message; work that started in the same step is told with it."""
    alone = told.event.comment is not None and told.event.comment.files_alone
    said = [(_("%(who)s sent you files.") if alone else _("%(who)s wrote:")) % told.words]
    start = told.started_in_the_same_act
    after = _next_word(told)
    if start and start.comment and start.by:
        line = told.words | {"who": start.by.name, "line": text_of(start.comment)}
        after.insert(0, _("%(who)s has started work on %(number)s: %(line)s") % line)
    return Said(said, quote=told.event.comment, after=after)


@letter("waited")
def waited(told: Told) -> Said:
    """Asks the question that everything waits for."""
    until = {"day": moments.last_day(datetime.fromisoformat(told.event.data["until"]))}
    return Said(
        [
            _("%(who)s asks you something; we go on when you answer:") % told.words
            if told.is_requester
            else _("%(who)s asks your colleague (%(requester)s) something; we go on when it is answered:")
            % told.words
        ],
        quote=told.event.comment,
        after=[
            _("If you have answered already, say so on the page."),
            _("Without an answer we go on by ourselves after this day: %(day)s") % until,
        ],
        button=_("Answer"),
    )


@letter("workaround_given")
def workaround_given(told: Told) -> Said:
    """Gives the way around and asks whether it works."""
    return Said(
        [_("There is a way to carry on until this is solved:")],
        quote=told.event.comment,
        after=[
            _("Does it work for you? Please say so on the page. We go on working on a solution.")
            if told.is_requester
            else _("%(requester)s is asked whether it works. We go on working on a solution.") % told.words
        ],
        button=_("Say whether it works") if told.is_requester else "",
    )


@letter("rescheduled")
def rescheduled(told: Told) -> Said:
    """Says that a time was moved by a decision, from when to when, and why."""
    said = [_("%(who)s has moved a time of %(number)s. The reason:") % told.words]
    return Said(said, quote=told.event.comment, after=[_moved(one, told) for one in told.event.data["moves"]])


def _moved(one: dict[str, str | None], told: Told) -> str:
    was, now = (datetime.fromisoformat(at) if at else None for at in (one["from"], one["to"]))
    if was is None or now is None:
        return _("The time that is left is counted by the new calendar.")
    said = {"was": moments.dated(was, told.event.at), "now": moments.dated(now, told.event.at)}
    return {
        "response": lambda: _("We aimed to answer by %(was)s; now we aim for %(now)s."),
        "resolution": lambda: _("We aimed to solve it by %(was)s; now we aim for %(now)s."),
        "next_word": lambda: _("You were to hear from us by %(was)s; now it is %(now)s."),
    }[str(one["clock"])]() % said


@letter("reclassified")
def reclassified(told: Told) -> Said:
    """Says that the level changed, why, and what it means now."""
    by = told.event.by
    said = [
        _("You told us that it is more serious now, and we have changed the level.")
        if by and by.email == told.to
        else _("%(who)s changed the impact of %(number)s.") % told.words,
        LEVELS[Impact(told.event.data["to"])](),
        *_what_comes(told),
        *_contacts(told),
    ]
    return Said([*said, _("The reason:")], quote=told.event.comment)


@letter("cancelled")
def cancelled(told: Told) -> Said:
    """Says that the request was cancelled, and why."""
    said = [_("%(who)s cancelled the request %(number)s. The reason:") % told.words]
    after = []
    if first := told.goes_on_in:
        after.append(_("It repeats another request of yours: %(number)s.") % {"number": first.reference})
    return Said(said, quote=told.event.comment, after=after)


@letter("merged")
def merged(told: Told) -> Said:
    """Says in which request it goes on, and that answers are written there."""
    first = _("%(who)s has merged %(number)s into another request, in which it goes on. The reason:")
    into = told.goes_on_in
    here = {"other": into.reference if into else ""}
    last = [_("It goes on here, and this is where to write: %(other)s") % here] if into else []
    return Said([first % told.words], quote=told.event.comment, after=last)


@letter("reopened")
def reopened(told: Told) -> Said:
    """Says that work goes on."""
    said = [_("%(who)s opened the request %(number)s again.") % told.words, *_what_comes(told)]
    return Said(said, quote=told.event.comment)


@letter("silence")
def silence(told: Told) -> Said:
    """Owns up that the next word did not come."""
    due = told.clock.due_at
    said = told.words | {"when": moments.dated(due, told.event.at) if due else ""}
    return Said(
        [
            _("You should have heard from us about %(number)s by %(when)s, and have not.") % said,
            _("It is on record, and our people are reminded."),
        ]
    )


@letter("disinfected")
def disinfected(told: Told) -> Said:
    """Says that a file was removed because of a virus, and what to do."""
    return Said(
        [
            _("A virus was found in a file that was attached to %(number)s. The file was removed.")
            % told.words
        ],
        after=[_("Please look for viruses on the computer that it came from, and attach a clean copy.")],
    )


@letter("watched")
def watched(told: Told) -> Said:
    """Asks a colleague to follow."""
    return Said(
        [_("%(who)s asks you to follow the request %(number)s: %(subject)s.") % told.words],
        after=[_("You can read it and write in it, and you are told when something happens.")],
    )


def _what_comes(told: Told) -> list[str]:
    """By when something happens, for the clock that this entry opened: a promise, or what we aim for."""
    clock = Clock.objects.filter(incident=told.incident, kind="response", opened_by=told.event.pk).first()
    if clock is None or clock.due_at is None:
        return []
    when = {"when": moments.dated(clock.due_at, told.event.at)}
    if clock.promise:
        return [_("We promise to start work by %(when)s.") % when]
    return [_("We aim to answer by %(when)s.") % when]


def _contacts(told: Told) -> list[str]:
    """Asks for what is still to be known of a Critical."""
    if not told.incident.lacks_contacts:
        return []
    what = {"what": contacts.in_words(contacts.missing(told.incident))}
    return [_("Please add on the page what we do not know yet: %(what)s.") % what]


def _next_word(told: Told) -> list[str]:
    due = told.incident.next_word_due_at
    if due is None:
        return []
    return [_("You will hear from us again by %(when)s.") % {"when": moments.dated(due, told.event.at)}]
