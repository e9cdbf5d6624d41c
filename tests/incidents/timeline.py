"""What stands on the timeline of a request or of a complaint."""

from typing import Any


def kinds(one: Any, *wanted: str) -> list[str]:
    """The kinds of its entries, or of those that are wanted, in their order."""
    return [entry.kind for entry in one.events.in_order() if not wanted or entry.kind in wanted]
