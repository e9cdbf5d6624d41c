"""The letters to those who answer for the company."""

from django.utils.translation import gettext as _

from helpdesk.ui import moments
from incidents.letters.building import Said, Told, letter


@letter("breached")
def breached(told: Told) -> Said:
    """Owns up to the manager that the promised hour has passed without anybody starting work."""
    due = told.clock.due_at
    said = told.words | {"promised": moments.by(due, told.event.at) if due else ""}
    return Said(
        [
            _("We promised to start work on %(number)s by %(promised)s, and nobody has.") % said,
            _("The promise is broken, and this stays on record."),
            _("All our people are told now, and again every 30 minutes until somebody starts work."),
        ],
        title=_("Promise broken: %(number)s %(subject)s") % told.words,
    )


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
