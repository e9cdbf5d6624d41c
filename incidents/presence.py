"""Who of the desk looks at a request, and who writes in it; the company never sees this."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from helpdesk.lib.http import Request
from helpdesk.lib.ids import uuid7
from incidents.models import Incident, Person, Presence

STAYS = timedelta(seconds=45)
FRESH = timedelta(seconds=10)  # a page asked for again so soon has nothing new to tell of its reader
FORGOTTEN = timedelta(days=4)  # until then a page marks what is new since its reader looked

HERE = """
WITH forgotten AS (
    DELETE FROM incidents_presence WHERE person_id = %(person)s AND seen_at < %(long_ago)s
        AND incident_id <> %(incident)s
)
INSERT INTO incidents_presence (id, incident_id, person_id, seen_at, writing)
VALUES (%(id)s, %(incident)s, %(person)s, %(now)s, %(writing)s)
ON CONFLICT (incident_id, person_id) DO UPDATE SET seen_at = EXCLUDED.seen_at, writing = EXCLUDED.writing
"""


@dataclass(frozen=True)
class Present:
    """Somebody who has the request open."""

    person: str
    name: str
    writing: bool
    seen_at: datetime

    @property
    def first_name(self) -> str:
        """What colleagues call them."""
        return self.name.split()[0]


def everybody() -> ArraySubquery:
    """Whoever has opened each request lately, as a column of the statement that reads the requests."""
    found = Presence.objects.filter(incident=OuterRef("pk")).order_by("person__name")
    who = JSONObject(person="person_id", name="person__name", writing="writing", seen_at="seen_at")
    return ArraySubquery(found.values(json=who))


def others(person: Person, incident: Any, now: datetime) -> list[Present]:
    """The colleagues who have it open now; those who write come first."""
    here = [one for one in _read(incident) if one.person != str(person.pk) and one.seen_at > now - STAYS]
    return sorted(here, key=lambda one: not one.writing)


def last_looked(person: Person, incident: Any) -> datetime | None:
    """When somebody had it open before this page; None when it was never, or long ago."""
    return next((one.seen_at for one in _read(incident) if one.person == str(person.pk)), None)


def has_news(person: Person, incident: Any, now: datetime) -> bool:
    """Whether the customer has spoken since somebody looked; to whoever never did, while nobody has answered.

    Looks are kept for some days: what was said before is not new to anybody.
    """
    heard, spoke = incident.last_customer_word_at, incident.last_agent_word_at
    if heard is None or heard <= now - FORGOTTEN:
        return False
    known = last_looked(person, incident) or spoke
    return known is None or heard > known


def here(request: Request, incident: Incident, now: datetime) -> list[Present]:
    """Tells that the reader has the request open, and gives the others who do; at most one statement."""
    person, writing = request.person, "Writing" in request.headers
    mine = next((one for one in _read(incident) if one.person == str(person.pk)), None)
    if mine is None or mine.writing != writing or mine.seen_at < now - FRESH:
        _tell(person, incident, now, writing=writing)
    return others(person, incident, now)


def said(present: list[Present]) -> list[tuple[str, bool]]:
    """What a page says of them; it is told anew only when this is another."""
    return [(one.person, one.writing) for one in present]


def _tell(person: Person, incident: Incident, now: datetime, *, writing: bool) -> None:
    incident._guard()
    told: dict[str, Any] = {
        "id": uuid7(),
        "incident": incident.pk,
        "person": person.pk,
        "now": now,
        "writing": writing,
        "long_ago": now - FORGOTTEN,
    }
    with connection.cursor() as cursor:
        cursor.execute(HERE, told)


def _read(incident: Any) -> list[Present]:
    column: list[dict[str, Any]] = getattr(incident, "readers", [])
    return [Present(**(one | {"seen_at": datetime.fromisoformat(one["seen_at"])})) for one in column]
