"""Which entry of the timeline tells whom, in the window and by mail: rows of the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from helpdesk import outbox
from incidents import mentions
from incidents.letters import alarms, readers, waiting
from incidents.letters.kinds import way
from incidents.letters.readers import Reader
from incidents.models.event import Event
from incidents.models.notice import Notice, Way
from tenants.models import Tenant

if TYPE_CHECKING:
    from incidents.act import Act

Kind = Event.Kind

# What the company's people are told of, and the letter that says it.
TO_FOLLOWERS = {
    Kind.REPLIED: "replied",
    Kind.CUSTOMER_REPLIED: "replied",
    Kind.STARTED: "started",
    Kind.WAITED: "waited",
    Kind.WORKAROUND_GIVEN: "workaround_given",
    Kind.RESOLVED: "resolved",
    Kind.CLOSED: "closed",
    Kind.RECLASSIFIED: "reclassified",
    Kind.RESCHEDULED: "rescheduled",
    Kind.CANCELLED: "cancelled",
    Kind.MERGED: "merged",
    Kind.REOPENED: "reopened",
    Kind.SILENCE: "silence",
}
# What the agent who has the request is told of when the company's people do it.
TO_THE_AGENT = frozenset(
    {
        Kind.CUSTOMER_REPLIED,
        Kind.WORKAROUND_FAILED,
        Kind.STILL_FAILED,
        Kind.REOPENED,
        Kind.RECLASSIFIED,
        Kind.CANCELLED,
        Kind.CALL_WITHDRAWN,
    }
)


def write(doing: "Act") -> None:
    """Writes the notices and the letters that the entries of an act cause, with all else that it writes."""
    pen = doing.pen
    later = waiting.Later(doing)
    for event in doing.entries:
        for kind, people in _told(event, doing):
            for reader in people:
                chosen = way(reader.person, kind)
                if chosen == Way.WINDOW and waiting.turns_critical(event):
                    chosen = Way.BOTH  # what is promised is told by mail, whatever the reader wishes
                if chosen.is_gathered and not waiting.breaks_through(kind, event):
                    later.gather(kind, reader, event, chosen)
                elif chosen != Way.WINDOW:
                    held = later.until(kind, reader, event) or doing.now
                    pen.add(
                        outbox.LETTERS, outbox.written(**_letter(kind, reader, event, doing.tenant), at=held)
                    )
                    pen.ring(outbox.BELL)
                if chosen != Way.MAIL and reader.person and reader.person.pk != event.by_id:
                    about = {"event": event, "incident_id": event.incident_id, "at": doing.now}
                    pen.tell(Notice(person=reader.person, kind=kind, **about))
    later.write()
    if any(waiting.turns_critical(event) for event in doing.entries):
        hasten(doing)


def hasten(doing: "Act") -> None:
    """What waits of a request that has turned Critical goes out now, each letter by itself."""
    incident = str(doing.incident.pk)
    outbox.hasten(doing.tenant.pk, doing.incident.pk)
    for row, entries in outbox.take_out(waiting.GATHERED, doing.tenant.pk, {"incident": incident}):
        reader = Reader(row.subject_id, row.to, row.name, row.language)
        for entry in entries:
            post(entry["kind"], reader, Event.objects.get(pk=entry["event"]), doing.tenant)


def post(kind: str, reader: Reader, event: Event, tenant: Tenant, hold_until: datetime | None = None) -> None:
    """Writes one letter by itself, once; it goes out now, unless it is held."""
    outbox.write(**_letter(kind, reader, event, tenant), hold_until=hold_until)


def _letter(kind: str, reader: Reader, event: Event, tenant: Tenant) -> dict[str, Any]:
    thread = f"incident:{event.incident_id}:{reader.id}"
    return {
        "letter": f"incidents.{kind}",
        "to": reader.email,
        "name": reader.name,
        "language": reader.language,
        # The first letter of a request has the name of its thread, so that all others answer it.
        "key": f"thread:{thread}" if kind == "received" else f"incidents.{kind}:{event.pk}:{reader.id}",
        "tenant": tenant.pk,
        "subject": event.incident_id,
        "thread": thread,
        "data": {"event": str(event.pk)},
    }


def _told(event: Event, doing: "Act") -> Iterable[tuple[str, list[Reader]]]:
    """Who is told of an entry, and what."""
    incident, by_company = event.incident, event.by_side in ("customer", "first_line")
    match event.kind:
        case Kind.REPORTED:
            yield "received", readers.followers(incident, doing.following, but=None)
        case Kind.CONFIRMED:
            yield "closed", readers.followers(incident, doing.following, but=None)
        case Kind.WARNED | Kind.BREACHED | Kind.ALARMED:
            yield from alarms.told(event, doing)
        case Kind.ASSIGNED:
            given = incident.agent if incident.agent != event.by else None
            yield "assigned", readers.of_people([given] if given else [])
        case Kind.NOTED:
            yield "mentioned", readers.of_ids((spot.who for spot in mentions.kept(event)), but=event.by)
        case Kind.WATCHED:
            yield "watched", readers.named(event.data["person"], but=event.by)
        case Kind.DISINFECTED:
            uploader = readers.named(event.data["person"], but=None)
            known = {reader.id for reader in uploader}
            yield (
                "disinfected",
                [*uploader, *(one for one in readers.agents(doing.tenant) if one.id not in known)],
            )
        case Kind.PARTS_SOLVED:
            yield "parts_solved", readers.responsible(incident, doing.tenant)
        case Kind.JUSTIFIED:
            yield "justified", readers.managers(doing.tenant)
        case _ if event.kind in TO_FOLLOWERS and not _said_elsewhere(event, doing):
            # Of a new promise whoever caused it is told, too.
            author = None if waiting.turns_critical(event) else event.by
            everybody = readers.followers(incident, doing.following, but=author)
            yield TO_FOLLOWERS[Kind(event.kind)], everybody
    if event.kind == Kind.SILENCE:
        yield from alarms.told(event, doing)
    if event.kind == Kind.WAITED and incident.is_critical:
        yield "unreachable", readers.managers(doing.tenant)
    if by_company and event.kind in TO_THE_AGENT and incident.agent and not _said_elsewhere(event, doing):
        yield "word", readers.of_people([incident.agent])


def _said_elsewhere(event: Event, doing: "Act") -> bool:
    """Work that starts with a reply, a workaround or a solution is told of in that letter, and so is a call
    that is taken back by cancelling."""
    louder = {
        Kind.STARTED: {Kind.REPLIED, Kind.WORKAROUND_GIVEN, Kind.RESOLVED},
        Kind.CALL_WITHDRAWN: {Kind.CANCELLED},
    }
    return any(entry.kind in louder.get(Kind(event.kind), ()) for entry in doing.entries)
