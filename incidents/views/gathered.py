"""What the page of a request asks the database for: what happened there, and who has to do with it."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from helpdesk.lib.compiled import compiled
from incidents.desk import desk
from incidents.models import Draft, Event, HeldReply, Incident, Person
from incidents.views.timeline import ids_named
from tenants.models import Tenant


def events_of(incident: Incident) -> list[Event]:
    """What happened, as it happened."""
    events = list(_history(incident.pk))
    for event in events:
        event.incident = incident
    return events


@compiled
def _history(request: UUID) -> Any:
    return Event.objects.filter(incident=request).in_order().select_related("by", "comment")


def people_of(incident: Incident, events: list[Event], reader: Person) -> list[Person]:
    """The agents, whom it can be given to, its watchers, whoever its entries name, and who reads this.

    One statement, which also brings what the reader has begun to write and what can still be undone.
    """
    named = tuple({*ids_named(events), reader.pk})
    return list(_around_it(incident.pk, reader.pk, desk().pk, named))


@compiled
def _around_it(request: UUID, reader: UUID, tenant: UUID, named: tuple[UUID, ...]) -> Any:
    incident = Incident(id=request)
    beside = {
        "follows": Exists(incident.watchers.filter(person=OuterRef("pk"))),
        "serves": Person.serves(Tenant(id=tenant)),
        "begun": Draft.objects.within(incident, Person(id=reader)),
        "sending": HeldReply.within(incident),
    }
    wanted = Q(side=Person.Side.AGENT) | Q(follows=True) | Q(pk__in=named)
    holds = Exists(incident.held.filter(by=OuterRef("pk")))
    return Person.objects.annotate(**beside).filter(wanted | Q(holds)).order_by("name")
