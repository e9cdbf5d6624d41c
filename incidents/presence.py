"""Who of the desk looks at a request, and who writes in it; the company never sees this."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from helpdesk.lib.ids import uuid7
from incidents.models import Incident, Person, Presence

STAYS = timedelta(seconds=45)

# One statement tells that this reader is here and asks who else is. The others are read as they stood before
# it, which is right: one's own row is the only one that it changes.
HERE = """
WITH here AS (
    INSERT INTO incidents_presence (id, incident_id, person_id, seen_at, writing)
    VALUES (%(id)s, %(incident)s, %(person)s, %(now)s, %(writing)s)
    ON CONFLICT (incident_id, person_id) DO UPDATE SET seen_at = EXCLUDED.seen_at, writing = EXCLUDED.writing
)
SELECT person.name, presence.writing
FROM incidents_presence presence JOIN incidents_person person ON person.id = presence.person_id
WHERE presence.incident_id = %(incident)s AND presence.person_id <> %(person)s
    AND presence.seen_at > %(since)s
ORDER BY presence.writing DESC, person.name
"""


@dataclass(frozen=True)
class Present:
    """A colleague who has the request open."""

    name: str
    writing: bool

    @property
    def first_name(self) -> str:
        """What colleagues call them."""
        return self.name.split()[0]


def here(person: Person, incident: Incident, now: datetime, *, writing: bool) -> list[Present]:
    """Tells that somebody has the request open, and gives the others who do."""
    said = {
        "id": uuid7(),
        "incident": incident.pk,
        "person": person.pk,
        "now": now,
        "writing": writing,
        "since": now - STAYS,
    }
    incident._guard()
    with connection.cursor() as cursor:
        cursor.execute(HERE, said)
        return [Present(*row) for row in cursor.fetchall()]


def others(person: Person, now: datetime) -> ArraySubquery:
    """The colleagues who have each request of a list open, as a column of the list's own statement."""
    found = Presence.objects.filter(incident=OuterRef("pk"), seen_at__gt=now - STAYS).exclude(person=person)
    who = JSONObject(name="person__name", writing="writing")
    return ArraySubquery(found.order_by("-writing", "person__name").values(json=who))


def read(column: list[dict[str, object]]) -> list[Present]:
    """The colleagues that such a column names."""
    return [Present(str(one["name"]), bool(one["writing"])) for one in column]
