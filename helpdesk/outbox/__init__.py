"""Mail: written in the transaction that causes it, sent after it, at least once and never forgotten."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpdesk.outbox.building import Rendered, every_letter, letter
    from helpdesk.outbox.gathering import gather, hasten, take_out
    from helpdesk.outbox.links import digest, secret
    from helpdesk.outbox.mailbox import throw_away
    from helpdesk.outbox.operators import resend
    from helpdesk.outbox.sending import deliver, deliver_all, on_sent
    from helpdesk.outbox.writing import BELL, LETTERS, write, written

# As in helpdesk.timers: Django imports this package before its models can be.
_homes = {
    "BELL": "writing",
    "LETTERS": "writing",
    "Rendered": "building",
    "every_letter": "building",
    "letter": "building",
    "gather": "gathering",
    "hasten": "gathering",
    "take_out": "gathering",
    "digest": "links",
    "secret": "links",
    "throw_away": "mailbox",
    "resend": "operators",
    "deliver": "sending",
    "deliver_all": "sending",
    "on_sent": "sending",
    "write": "writing",
    "written": "writing",
}

__all__ = [
    "BELL",
    "LETTERS",
    "Rendered",
    "deliver",
    "deliver_all",
    "digest",
    "every_letter",
    "gather",
    "hasten",
    "letter",
    "on_sent",
    "resend",
    "secret",
    "take_out",
    "throw_away",
    "write",
    "written",
]


def __getattr__(name: str) -> Any:
    if name not in _homes:
        raise AttributeError(name)
    return getattr(import_module(f"helpdesk.outbox.{_homes[name]}"), name)
