"""The record of every act of consequence: it only grows, and each row seals the one before it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpdesk.audit.checking import verify
    from helpdesk.audit.recording import RECORDED, digest, record, recorded

# As in helpdesk.timers: Django imports this package before its models can be.
_homes = {"verify": "checking", "digest": "recording", "record": "recording"}
_homes |= {"RECORDED": "recording", "recorded": "recording"}

__all__ = ["RECORDED", "digest", "record", "recorded", "verify"]


def __getattr__(name: str) -> Any:
    if name not in _homes:
        raise AttributeError(name)
    return getattr(import_module(f"helpdesk.audit.{_homes[name]}"), name)
