"""The letters to those who answer for the company."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from helpdesk.ui import moments
from incidents.letters.building import Said, Told, letter
from incidents.models.event import Event


@letter("breached")
def breached(told: Told) -> Said:
    """Owns up to the manager that the promised hour has passed without anybody starting work."""
    due = told.clock.due_at
    said = told.words | {"promised": moments.dated(due, told.event.at) if due else ""}
    return Said(
        [
            _("We promised to start work on %(number)s by %(promised)s, and nobody has.") % said,
            _("The promise is broken, and this stays on record."),
            _("All our people are told now, and again every 30 minutes until somebody starts work."),
        ],
        title=_("Promise broken: %(number)s %(subject)s") % told.words,
    )


@letter("aim")
def aim(told: Told) -> Said:
    """Tells the manager, where the terms say so, that a time we aim for runs out or has run out."""
    due = told.clock.due_at
    said = told.words | {"when": moments.dated(due, told.event.at) if due else ""}
    if told.event.kind == Event.Kind.WARNED:
        at = {"at": moments.dated(due, told.event.at) if due else ""}
        return Said(
            [SOON[told.event.data["clock"]]() % (said | at)],
            title=_("The time runs out: %(number)s %(subject)s") % said,
        )
    return Said(
        [LATE[told.event.data["clock"]]() % said, _("This stays on record.")],
        title=_("Later than we aimed: %(number)s %(subject)s") % said,
    )


SOON: dict[str, Callable[[], str]] = {
    "hour": lambda: _("Nobody has started work on %(number)s yet. The promised hour ends at %(at)s."),
    "response": lambda: _("We have not answered %(number)s yet. The time we aim for ends at %(at)s."),
    "resolution": lambda: _("%(number)s is not solved yet. The time we aim for ends at %(at)s."),
    "next_word": lambda: _("You should hear from us about %(number)s by %(when)s."),
}
LATE: dict[str, Callable[[], str]] = {
    "response": lambda: _("We aimed to answer %(number)s by %(when)s, and have not."),
    "resolution": lambda: _("We aimed to solve %(number)s by %(when)s, and have not."),
    "next_word": lambda: _("You should have heard from us about %(number)s by %(when)s, and have not."),
}


@letter("unreachable")
def unreachable(told: Told) -> Said:
    """Tells the manager that a Critical waits because nobody of the company could be reached."""
    return Said(
        [
            _("%(number)s is critical for your business, and we could not reach anybody.") % told.words,
            _("We ask:"),
        ],
        quote=told.event.comment,
        after=[_("Work can go on as soon as somebody answers.")],
        title=_("We cannot reach you: %(number)s %(subject)s") % told.words,
        button=_("Answer"),
    )


@letter("justified")
def justified(told: Told) -> Said:
    """Tells the manager why something was late; it stays on record as it is."""
    return Said(
        [_("%(who)s says why something about %(number)s was late:") % told.words],
        quote=told.event.comment,
        after=[_("It stays on record that it was late.")],
    )
