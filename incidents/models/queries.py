"""Which requests somebody may see, and in which order a queue shows them."""

from typing import TYPE_CHECKING

from django.db.models import F

from incidents.models.lifecycle import OPEN, UNFINISHED
from tenants.guard import TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.people import Person


class IncidentQuerySet(TenantQuerySet):
    """Requests of this help desk."""

    def visible_to(self, person: "Person") -> "IncidentQuerySet":
        """What somebody may see: all, or only their own and those they watch, as the help desk is set."""
        if person.sees_all:
            return self
        # As a subquery: a join would show a request once for every watcher. In two parts, each of which reads
        # its index: "or" between them would read every request of the company.
        own = person.requests.order_by().values("pk")
        watched = person.watching.order_by().values("incident_id")
        return self.filter(pk__in=own.union(watched, all=True))

    def open(self) -> "IncidentQuerySet":
        """Those that wait for somebody's work or answer."""
        return self.filter(status__in=OPEN)

    def unfinished(self) -> "IncidentQuerySet":
        """The open ones and those resolved but not confirmed."""
        return self.filter(status__in=sorted(UNFINISHED))

    def in_queue_order(self) -> "IncidentQuerySet":
        """Criticals first whatever else is asked, then by the nearest due time, paused last."""
        return self.order_by("rank", F("next_due_at").asc(nulls_last=True), "number")

    def with_people(self) -> "IncidentQuerySet":
        """With the requester and the agent, for a list."""
        return self.select_related("requester", "agent")

    def with_files(self, person: "Person") -> "IncidentQuerySet":
        """With the files of its entries, and those that this person has not sent yet, for its page."""
        from incidents.models.attachment import Attachment  # it stands above the querysets

        return self.annotate(attached=Attachment.objects.within(person))
