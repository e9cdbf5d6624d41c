"""Which function makes which kind of timer happen; the rooms register theirs when they load."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from helpdesk.timers.models import Timer

    Handler = Callable[[Timer], None]

H = TypeVar("H", bound="Handler")

_handlers: "dict[str, Handler]" = {}


class UnknownKind(LookupError):
    """No room knows what this timer means; operators see it and it is tried again."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.for_operators = kind


def handler(kind: str) -> Callable[[H], H]:
    """Marks the function that makes this kind of thing happen, in the transaction of the firing."""

    def register(function: H) -> H:
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


def kinds() -> list[str]:
    """All kinds that some room knows."""
    return sorted(_handlers)
