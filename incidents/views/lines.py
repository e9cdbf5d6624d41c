"""The lines of one page of the queue: what they say of each request, and no more, in one statement."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, OuterRef, TextField
from django.db.models.functions import JSONObject

from helpdesk.lib.compiled import compiled
from incidents import presence
from incidents.desk import desk
from incidents.models import OPEN, Draft, Person
from incidents.models.lifecycle import PREFIX
from incidents.views import saved
from incidents.views.rows import PAGE, Choice, listed, listed_at, today_ends
from tenants.models import Tenant

BEGINS = {str(kind.value): letters for kind, letters in PREFIX.items()}


class Line(NamedTuple):
    """What a line of the queue says of a request: whole requests with their people cost thrice as much."""

    pk: UUID
    number: int
    kind: str
    subject: str
    impact: str
    status: str
    product_name: str
    product_version: str
    requester__name: str
    agent_id: UUID | None
    agent__name: str | None
    rank: int
    next_due_at: datetime | None
    next_due_kind: str
    next_due_since: datetime | None
    paused: bool
    hour_due_at: datetime | None
    waiting_until: datetime | None
    resolved_at: datetime | None
    last_customer_word_at: datetime | None
    last_agent_word_at: datetime | None
    changed_at: datetime | None
    call_wanted_at: datetime | None
    steps: int
    steps_ticked: int
    unsent: bool
    opened_by: str  # JSON, as the two that follow
    agents: str
    saved: str

    @property
    def reference(self) -> str:
        """What people say: INC-318."""
        return f"{BEGINS[self.kind]}-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody's work or answer."""
        return self.status in OPEN

    @property
    def address(self) -> str:
        """The page of the request."""
        return f"/incidents/{self.reference}/"

    @property
    def readers(self) -> list[dict[str, Any]]:
        """Whoever has opened it lately."""
        return [] if self.opened_by == "[]" else list(json.loads(self.opened_by))


def page(person: Person, choice: Choice, now: datetime, first: int) -> list[Line]:
    """The lines of one page and, in the same statement, who reads each and who can have it."""
    if choice.words:
        found = _said(listed(person, choice, now), desk(), person)[first : first + PAGE]
    else:
        found = _page(
            person.pk,
            desk().pk,
            now,
            today_ends(now),
            sees_all=person.sees_all,
            side=person.side,
            choice=replace(choice, page=1),  # the page is said by its first row
            first=first,
        )
    return [Line._make(values) for values in found]


@compiled
def _page(
    reader: UUID,
    tenant: UUID,
    now: datetime,
    midnight: datetime,
    *,
    sees_all: bool,
    side: str,
    choice: Choice,
    first: int,
) -> Any:
    person = Person(id=reader, side=side)
    person.sees_all = sees_all
    found = listed_at(person, choice, now, midnight)
    return _said(found, Tenant(id=tenant), person)[first : first + PAGE]


def _said(found: Any, tenant: Tenant, reader: Person) -> Any:
    """The columns of the lines. Agents and saved views are the same for every line: the database works them
    out once, and they are read from the first."""
    agents = Person.objects.serving(tenant).order_by("name").values(json=JSONObject(pk="pk", name="name"))
    back = Draft.objects.filter(incident=OuterRef("pk"), person=reader).exclude(came_back="")
    return found.annotate(
        unsent=Exists(back),
        opened_by=_as_json(presence.everybody()),
        agents=_as_json(ArraySubquery(agents)),
        saved=_as_json(saved.offered(reader)),
    ).values_list(*Line._fields)


def _as_json(many: ArraySubquery) -> Func:
    """A column of rows as text: taken apart where it is needed, not in every line."""
    return Func(many, template="(SELECT array_to_json(%(expressions)s)::text)", output_field=TextField())


def agents(page: list[Line]) -> list[dict[str, str]]:
    """Whom the listed requests can be given to."""
    return list(json.loads(page[0].agents)) if page else []
