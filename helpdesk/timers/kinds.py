"""Which function makes which kind of timer happen; the rooms register theirs when they load."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from helpdesk.timers.models import Timer

    Handler = Callable[[Timer], None]

H = TypeVar("H", bound="Handler")

_handlers: "dict[str, Handler]" = {}
_promised: set[str] = set()


class UnknownKind(LookupError):
    """No room knows what this timer means; operators see it and it is tried again."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.for_operators = kind


def handler(kind: str, *, promised: bool = False) -> Callable[[H], H]:
    """Marks the function that makes this kind of thing happen, in the transaction of the firing.

    What a customer was promised, no operator calls off.
    """

    def register(function: H) -> H:
        if promised:
            _promised.add(kind)
        if _handlers.setdefault(kind, function) is not function:
            raise ValueError(f"{kind} has a handler already.")
        return function

    return register


def handler_of(kind: str) -> "Handler":
    """The function for the kind, or UnknownKind."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def is_promised(kind: str) -> bool:
    """Says whether a customer was promised it, so that no operator calls it off."""
    return kind in _promised


def kinds() -> list[str]:
    """All kinds that some room knows."""
    return sorted(_handlers)
