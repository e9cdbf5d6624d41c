"""Things that must happen at a time, exactly once, whatever is killed meanwhile."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpdesk.timers.arming import ARMED, BELL, CALLED_OFF, SOON, arm, armed, called_off, cancel, lock
    from helpdesk.timers.firing import fire_due, next_due
    from helpdesk.timers.handing import done, hand_over, in_vain
    from helpdesk.timers.health import lateness
    from helpdesk.timers.kinds import handler
    from helpdesk.timers.operators import cancel_one, retry_now, witness
    from helpdesk.timers.reconciling import CLOSED, apart, known, reconcile, reconciler

# Django imports this package before its models can be; so the rooms' one import,
# `from helpdesk import timers`, finds the functions only when they are first used.
_homes = {
    "ARMED": "arming",
    "BELL": "arming",
    "CALLED_OFF": "arming",
    "CLOSED": "reconciling",
    "SOON": "arming",
    "apart": "reconciling",
    "arm": "arming",
    "armed": "arming",
    "called_off": "arming",
    "cancel": "arming",
    "lock": "arming",
    "handler": "kinds",
    "fire_due": "firing",
    "next_due": "firing",
    "done": "handing",
    "hand_over": "handing",
    "in_vain": "handing",
    "known": "reconciling",
    "lateness": "health",
    "reconcile": "reconciling",
    "reconciler": "reconciling",
    "retry_now": "operators",
    "cancel_one": "operators",
    "witness": "operators",
}

__all__ = [
    "ARMED",
    "BELL",
    "CALLED_OFF",
    "CLOSED",
    "SOON",
    "apart",
    "arm",
    "armed",
    "called_off",
    "cancel",
    "cancel_one",
    "done",
    "fire_due",
    "hand_over",
    "handler",
    "in_vain",
    "known",
    "lateness",
    "lock",
    "next_due",
    "reconcile",
    "reconciler",
    "retry_now",
    "witness",
]


def __getattr__(name: str) -> Any:
    if name not in _homes:
        raise AttributeError(name)
    return getattr(import_module(f"helpdesk.timers.{_homes[name]}"), name)
