"""Which entry of the timeline tells whom; the letters are rows of the same transaction."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from helpdesk import outbox
from incidents.letters import readers
from incidents.letters.readers import Reader
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.act import Act

Kind = Event.Kind

# What the company's people read about, and the letter that says it.
TO_FOLLOWERS = {
    Kind.REPLIED: "replied",
    Kind.CUSTOMER_REPLIED: "replied",
    Kind.STARTED: "started",
    Kind.WAITED: "waited",
    Kind.WORKAROUND_GIVEN: "workaround_given",
    Kind.RESOLVED: "resolved",
    Kind.CLOSED: "closed",
    Kind.RECLASSIFIED: "reclassified",
    Kind.CANCELLED: "cancelled",
    Kind.REOPENED: "reopened",
}
# What the agent who has the request reads about when the company's people do it.
TO_THE_AGENT = frozenset(
    {
        Kind.CUSTOMER_REPLIED,
        Kind.WORKAROUND_FAILED,
        Kind.STILL_FAILED,
        Kind.REOPENED,
        Kind.RECLASSIFIED,
        Kind.CANCELLED,
    }
)


def write(event: Event, doing: "Act") -> None:
    """Writes the letters that an entry of the timeline causes."""
    for letter, people in _told(event, doing):
        for reader in people:
            outbox.write(
                f"incidents.{letter}",
                to=reader.email,
                name=reader.name,
                language=reader.language,
                key=f"incidents.{letter}:{event.pk}:{reader.id}",
                tenant=doing.tenant.pk,
                subject=event.incident_id,
                thread=f"incident:{event.incident_id}",
                data={"event": str(event.pk)},
            )


def _told(event: Event, doing: "Act") -> Iterable[tuple[str, list[Reader]]]:
    incident, by_company = event.incident, event.by_side in ("customer", "first_line")
    match event.kind:
        case Kind.REPORTED:
            yield "received", readers.followers(incident, but=None)
        case Kind.CONFIRMED:
            yield "closed", readers.followers(incident, but=None)
        case Kind.WARNED | Kind.BREACHED | Kind.SILENCE | Kind.ALARMED:
            yield from _alarms(event, doing)
        case _ if event.kind in TO_FOLLOWERS and not _said_elsewhere(event, doing):
            yield TO_FOLLOWERS[Kind(event.kind)], readers.followers(incident, but=event.by)
    if event.kind == Kind.WAITED and incident.is_critical:
        yield "unreachable", readers.managers(doing.tenant)
    if by_company and event.kind in TO_THE_AGENT and incident.agent:
        yield "word", readers.of_people([incident.agent])


def _alarms(event: Event, doing: "Act") -> Iterable[tuple[str, list[Reader]]]:
    if event.data["clock"] not in ("hour", "idle"):
        yield "goal", readers.responsible(event.incident, doing.tenant)
        return
    yield "alarm", readers.agents(doing.tenant)
    if event.kind == Kind.BREACHED:
        yield "breached", readers.managers(doing.tenant)


def _said_elsewhere(event: Event, doing: "Act") -> bool:
    """Work that starts with a reply, a workaround or a solution is told of in that letter."""
    louder = {Kind.REPLIED, Kind.WORKAROUND_GIVEN, Kind.RESOLVED}
    return event.kind == Kind.STARTED and any(entry.kind in louder for entry in doing.entries)
