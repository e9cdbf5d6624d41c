"""One act of a story."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any


@dataclass(frozen=True)
class Step:
    """One act of the story: how long ago, about which request, by whom, what was said."""

    ago: timedelta
    about: str
    verb: str
    by: str
    said: dict[str, Any] = field(default_factory=dict)


def at(about: str, by: str, verb: str, *, d: float = 0, h: float = 0, m: float = 0, **said: Any) -> Step:
    """A step so many days, hours and minutes ago."""
    return Step(timedelta(days=d, hours=h, minutes=m), about, verb, by, said)
