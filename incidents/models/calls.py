"""The calls of a help desk, as lists ask for them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from incidents.desk import desk
from incidents.models.call_life import BEGUN, CallStatus
from incidents.models.people import Person
from tenants.guard import TenantQuerySet


class CallQuerySet(TenantQuerySet):
    """The calls of this help desk."""

    def begun(self) -> CallQuerySet:
        """Those of which nobody has said yet what came of them."""
        return self.filter(status__in=sorted(BEGUN))

    def of_nothing(self) -> CallQuerySet:
        """Those of which nothing came, not yet or at all: what they were begun with still stands in them."""
        return self.filter(status__in=sorted({*BEGUN, CallStatus.DISCARDED}))

    def served(self) -> CallQuerySet:
        """Those whose agent serves this help desk at this moment."""
        return self.filter(agent__in=Person.objects.serving(desk()))

    def with_people(self) -> CallQuerySet:
        """With the caller, the agent and the request, for a list."""
        return self.select_related("person", "agent", "incident")

    def with_who_serves(self) -> CallQuerySet:
        """With whether its agent serves this help desk at this moment, as `is_served`."""
        serving = Person.objects.serving(desk()).filter(pk=OuterRef("agent"))
        return self.annotate(is_served=Exists(serving))
