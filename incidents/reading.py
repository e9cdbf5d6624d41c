"""What an act must know before it begins: read in one statement, once nobody else can be at the request."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models
from django.db.models import OuterRef
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from helpdesk import timers
from helpdesk.lib.compiled import compiled
from helpdesk.lib.rows import columns, of_json
from helpdesk.timers import clock
from helpdesk.timers.arming import key_of
from incidents.models.canned import CannedReply
from incidents.models.event import Event
from incidents.models.held import HeldReply
from incidents.models.people import Person
from incidents.models.policy import ServicePolicy
from incidents.models.watcher import Watcher

if TYPE_CHECKING:
    from incidents.models.incident import Incident

# The lock is a part of its own, so that the moment is asked after it.
BEGIN = """
WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s))
SELECT nextval('incident_number'), {moment},
       (SELECT id FROM incidents_servicepolicy ORDER BY version DESC LIMIT 1) FROM held"""


class Reading(NamedTuple):
    """A request's timeline, who follows it, the newest terms, and the moment."""

    past: list[Event]
    following: list[Person]
    newest_terms: UUID | None
    now: datetime
    # For whoever speaks to the customer: who has words held here and until when.
    held: list[tuple[UUID, datetime]] = []
    # For whoever sends words: the texts of all canned replies.
    canned: list[str] = []


def read(incident: "Incident", *, sending: bool = False, speaking: bool = False) -> Reading:
    """Locks a request and reads it anew, for what was read before the lock may be old by now."""
    timers.lock(incident.pk)
    incident._guard()
    # Asked after the lock: a start at the last second and the breach a second later cannot cross.
    moment, stopped = clock.sql()
    speaking = speaking or sending
    shape = {"moment": "" if stopped else moment, "sending": sending, "speaking": speaking}
    fresh = next(iter(_fresh(incident.pk, **shape)), None)
    if fresh is None:
        raise type(incident).DoesNotExist
    for field in incident._meta.concrete_fields:
        incident.__dict__[field.attname] = fresh.__dict__[field.attname]
    incident._state.fields_cache = fresh._state.fields_cache
    incident.__dict__.pop("_prefetched_objects_cache", None)
    return Reading(
        [_event(row, incident) for row in fresh.timeline],
        [of_json(Person, row) for row in fresh.followers],
        fresh.newest_terms,
        stopped[0] if stopped else fresh.moment.astimezone(UTC),
        [(UUID(row["by_id"]), datetime.fromisoformat(row["publish_at"])) for row in fresh.held_here]
        if speaking
        else [],
        [text for row in fresh.canned for text in row.values()] if sending else [],
    )


def begin(incident: "Incident") -> Reading:
    """Gives a request that is only now written its number; nobody follows it and nothing has happened."""
    moment, stopped = clock.sql()
    with connection.cursor() as cursor:
        cursor.execute(BEGIN.format(moment=moment), [key_of(incident.pk), *stopped])
        incident.number, now, newest = cursor.fetchone()
    return Reading([], [], newest, now.astimezone(UTC))


@contextmanager
def under_lock(incident: "Incident", *, sending: bool = False) -> Iterator[Reading]:
    """Reads a request for what is asked before an act; the first act inside takes the reading over."""
    found = incident.__dict__["reading"] = read(incident, sending=sending)
    try:
        yield found
    finally:
        incident.__dict__.pop("reading", None)


def taken(incident: "Incident", *, speaking: bool = False) -> Reading:
    """The reading that was made for this act a moment ago, else a new one."""
    made: Reading | None = incident.__dict__.pop("reading", None)
    return made or read(incident, speaking=speaking)


def ready(incident: "Incident", found: Reading | None = None) -> None:
    """Lays a reading ready for the next act, unless one lies there; that act asks of nobody's held words."""
    if found or "reading" not in incident.__dict__:
        incident.__dict__["reading"] = (found or read(incident))._replace(held=[])


@compiled
def _fresh(incident: UUID, *, moment: str, sending: bool, speaking: bool) -> Any:
    from incidents.models.incident import Incident  # its verbs are what reads it here

    past = Event.objects.filter(incident=OuterRef("pk")).in_order()
    watching = Watcher.objects.filter(incident=OuterRef("pk")).order_by("id")
    beside: dict[str, Any] = {
        "timeline": ArraySubquery(past.values(json=_object(Event))),
        "followers": ArraySubquery(watching.values(json=_object(Person, "person__"))),
        "newest_terms": ServicePolicy.newest(),
    }
    if moment:
        beside["moment"] = RawSQL(moment, [], models.DateTimeField())  # noqa: S611 - the clock's own words
    if speaking:
        held = HeldReply.objects.filter(incident=OuterRef("pk")).order_by("publish_at", "id")
        beside["held_here"] = ArraySubquery(
            held.values(json=JSONObject(by_id="by_id", publish_at="publish_at"))
        )
    if sending:
        texts = JSONObject(lt="text_lt", en="text_en")
        beside["canned"] = ArraySubquery(CannedReply.objects.order_by("id").values(json=texts))
    return Incident.objects.with_people().annotate(**beside).filter(pk=incident)


def _object(model: type[models.Model], path: str = "") -> JSONObject:
    return JSONObject(**{name: f"{path}{name}" for name, _read in columns(model)})


def _event(row: Mapping[str, Any], incident: "Incident") -> Event:
    event: Event = of_json(Event, row)
    event.incident = incident
    return event
