"""The lines of one page of the queue: what they say of each request, and no more, in one statement."""

import json
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, IntegerField, OuterRef, Subquery, TextField
from django.db.models.functions import JSONObject

from helpdesk.lib.compiled import compiled
from incidents import presence
from incidents.desk import desk
from incidents.models import OPEN, Callback, Draft, Incident, Person
from incidents.models.lifecycle import PREFIX
from incidents.views import saved
from incidents.views.listing import BY_END, listed, listed_at
from incidents.views.rows import PAGE, Choice, today_ends
from incidents.views.whose import Whose
from tenants.models import Tenant

COUNTED = 1000  # of what is over no more are counted: beyond that the number helps nobody
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
    closed_at: datetime | None
    cancelled_at: datetime | None
    workaround_given_at: datetime | None
    workaround_confirmed_at: datetime | None
    last_customer_word_at: datetime | None
    last_agent_word_at: datetime | None
    changed_at: datetime | None
    call_wanted_at: datetime | None
    call_soon: bool
    steps: int
    steps_ticked: int
    unsent: bool
    calls_waited_for: int | None  # of the whole help desk, about a request or about none
    opened_by: str  # JSON, as the two that follow
    agents: str
    saved: str
    how_many: int | None = None  # of what is over, as far as they are counted

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


COLUMNS = [name for name in Line._fields if name not in Line._field_defaults]


class Beside(NamedTuple):
    """What stands beside a list."""

    agents: list[dict[str, str]]
    saved: list[dict[str, str]]
    requester: str
    calls: int  # that are to be made


def page(person: Person, choice: Choice, now: datetime, first: int) -> list[Line]:
    """The lines of one page and, in the same statement, who reads each and who can have it.

    Where nobody counts them it is one line more than a page holds: it tells that there is a later page.
    """
    if choice.words:
        found = _said(listed(person, choice, now), desk(), person)[first : first + PAGE]
    else:
        found = _page(
            person.pk,
            desk().pk,
            now,
            today_ends(now),
            *choice.people(person.pk),
            sees_all=person.sees_all,
            side=person.side,
            choice=choice.shape,  # the page is said by its first row
            last=first + PAGE + (not choice.is_counted),
            first=first,
        )
    return [Line(*values) for values in found]


@compiled
def _page(
    reader: UUID,
    tenant: UUID,
    now: datetime,
    midnight: datetime,
    agents: tuple[UUID, ...],
    requesters: tuple[UUID, ...],
    *,
    sees_all: bool,
    side: str,
    choice: Choice,
    first: int,
    last: int,
) -> Any:
    person = Person(id=reader, side=side)
    person.sees_all = sees_all
    found = listed_at(person, choice, now, midnight, Whose(agents, requesters))
    besides = {}
    if choice.is_over and not choice.impacts:  # no index knows them by impact
        besides["how_many"] = _how_many(found)
    if not (choice.is_over and first):
        return _said(found, Tenant(id=tenant), person, **besides)[first:last]
    # What stands on earlier pages is passed by in the index: nothing is worked out for it.
    few = Incident.objects.filter(pk__in=found.values("pk")[first:last]).order_by(*BY_END)
    return _said(few, Tenant(id=tenant), person, **besides)


def _how_many(found: Any) -> Subquery:
    """How many there are, read in an index no further than is counted; one more stands for all the others."""
    some = found.order_by().values("number")[: COUNTED + 1]
    count = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    return Subquery(some, template=count, output_field=IntegerField())


def _said(found: Any, tenant: Tenant, reader: Person, **besides: Subquery) -> Any:
    """The columns of the lines. Agents, saved views and how many calls are waited for are the same for every
    line: the database works them out once, and they are read from the first."""
    back = Draft.objects.filter(incident=OuterRef("pk"), person=reader).exclude(came_back="")
    return found.annotate(
        unsent=Exists(back),
        calls_waited_for=Callback.objects.how_many_waited_for(),
        opened_by=_as_json(presence.everybody()),
        **_beside(tenant, reader),
        **besides,
    ).values_list(*COLUMNS, *besides)


def _beside(tenant: Tenant, reader: Person) -> dict[str, Func]:
    agents = Person.objects.serving(tenant).order_by("name").values(json=JSONObject(pk="pk", name="name"))
    return {"agents": _as_json(ArraySubquery(agents)), "saved": _as_json(saved.offered(reader))}


def _as_json(many: ArraySubquery) -> Func:
    """A column of rows as text: taken apart where it is needed, not in every line."""
    return Func(many, template="(SELECT array_to_json(%(expressions)s)::text)", output_field=TextField())


def counted(listed: list[Line], first: int) -> tuple[int | None, bool]:
    """How many a list holds that nobody has counted beforehand, and whether there are more than that.

    It ends on this page, or its lines say so; None where it is not known.
    """
    if len(listed) <= PAGE:
        return first + len(listed), False
    found = listed[0].how_many
    return (COUNTED, True) if found and found > COUNTED else (found, False)


def beside(page: list[Line], choice: Choice, reader: Person) -> Beside:
    """Who can have the requests, whose they are, the saved views, and how many calls are to be made: a list
    brings them with its lines, for an empty one they are asked."""
    if page:
        who, one = page[0].requester__name if choice.requester else "", page[0]
        kept, agents, calls = one.saved, one.agents, one.calls_waited_for
    else:
        whom = Person.objects.filter(pk__in=[choice.requester] if choice.requester else []).values("name")
        beside = _beside(desk(), reader) | {"calls": Callback.objects.how_many_waited_for()}
        alone: Any = Person.objects.annotate(**beside, whom=Subquery(whom)).filter(pk=reader.pk)
        agents, kept, calls, who = alone.values_list("agents", "saved", "calls", "whom").get()
    return Beside(json.loads(agents), json.loads(kept), who or "", (calls or 0) if reader.is_agent else 0)
