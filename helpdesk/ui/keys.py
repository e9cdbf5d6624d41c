"""The keyboard map: one table for the help dialog and for keys.js."""

from django.utils.translation import gettext_lazy as _

# (keys, what they do). keys.js looks for the page's element with data-key="<key>" and presses it.
MAP = [
    ("?", _("This help")),
    ("/", _("Search")),
    ("j", _("Next")),
    ("k", _("Previous")),
    ("o", _("Open")),
    ("x", _("Select")),
    ("s", _("Start work")),
    ("a", _("Assign")),
    ("i", _("Take it")),
    ("r", _("Reply")),
    ("t", _("Canned reply")),
    ("n", _("Internal note")),
    ("c", _("Log a call; in a list: answer a call")),
    ("w", _("Give a workaround")),
    ("e", _("Resolve")),
    ("z", _("Undo")),
    ("g q", _("Go to the queue")),
    ("g m", _("Go to mine")),
    ("Shift+C", _("New request")),
    ("Ctrl+K", _("Go to anything")),
    ("Ctrl+Enter", _("Send")),
    ("Esc", _("Close")),
]
