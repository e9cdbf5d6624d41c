"""What was broken, and whether somebody has said why."""

from collections.abc import Iterable

from incidents.models.event import Event

Broken = tuple[str, int]  # the clock and its generation

KINDS = (Event.Kind.BREACHED, Event.Kind.JUSTIFIED)


def unjustified(events: Iterable[Event]) -> list[Broken]:
    """The breaches on a timeline that nobody has given a reason for, in the order of breaking."""
    broken: list[Broken] = []
    said: set[Broken] = set()
    for event in events:
        if event.kind == Event.Kind.BREACHED:
            broken.append((event.data["clock"], event.data["generation"]))
        elif event.kind == Event.Kind.JUSTIFIED:
            said |= clocks_of(event)
    return [one for one in broken if one not in said]


def causes(events: Iterable[Event]) -> dict[Broken, str]:
    """Why each broken clock was broken, as far as somebody has said."""
    return {
        one: str(event.data["cause"])
        for event in events
        if event.kind == Event.Kind.JUSTIFIED
        for one in clocks_of(event)
    }


def clocks_of(event: Event) -> set[Broken]:
    """The broken clocks that a justification is about."""
    return {(clock, generation) for clock, generation in event.data["clocks"]}
