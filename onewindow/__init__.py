"""The index of the open requests of all help desks: rows and queries only, and no walk over the tenants."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onewindow.queries import open_requests
    from onewindow.writing import hide, show, write

# Django imports this package before its models can be; so the names are found when they are first used.
_homes = {
    "open_requests": "queries",
    "hide": "writing",
    "show": "writing",
    "write": "writing",
}

__all__ = ["hide", "open_requests", "show", "write"]


def __getattr__(name: str) -> Any:
    if name not in _homes:
        raise AttributeError(name)
    return getattr(import_module(f"onewindow.{_homes[name]}"), name)
