"""The timeline of a request, which is its audit trail: entries are added and never changed."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.sla import Fact
from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.people import Person


class EventQuerySet(TenantQuerySet):
    """The entries of timelines."""

    def in_order(self) -> "EventQuerySet":
        """As they happened; what happened in the same instant, as it was written down."""
        return self.order_by("at", "id")

    def visible_to(self, person: "Person") -> "EventQuerySet":
        """All entries for agents and the first line; for customers those that are no inside matter."""
        if person.is_agent or person.is_first_line:
            return self
        return self.exclude(kind__in=Event.INTERNAL).exclude(data__contains={"inside": True})


class Event(TenantModel):
    """One entry of the timeline: what happened, when, by whom. Ids and kinds, never names or text."""

    class Kind(models.TextChoices):
        REPORTED = "reported", _("reported")
        STARTED = "started", _("work started")
        REPLIED = "replied", _("replied")
        CUSTOMER_REPLIED = "customer_replied", _("the customer wrote")
        NOTED = "noted", _("noted")
        CALL_LOGGED = "call_logged", _("call logged")
        ASSIGNED = "assigned", _("assigned")
        RELEASED = "released", _("released")
        WAITED = "waited", _("waiting on the customer")
        RESUMED = "resumed", _("no longer waiting")
        WORKAROUND_GIVEN = "workaround_given", _("workaround given")
        WORKAROUND_CONFIRMED = "workaround_confirmed", _("the workaround works")
        WORKAROUND_FAILED = "workaround_failed", _("the workaround does not work")
        RESOLVED = "resolved", _("resolved")
        STILL_FAILED = "still_failed", _("it still fails")
        CONFIRMED = "confirmed", _("confirmed")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("reopened")
        RECLASSIFIED = "reclassified", _("impact changed")
        RESCHEDULED = "rescheduled", _("goals moved")
        AGREED = "agreed", _("the customer agreed")
        CANCELLED = "cancelled", _("cancelled")
        MERGED = "merged", _("merged into another")
        TOOK_IN = "took_in", _("another was merged into it")
        LINKED = "linked", _("linked to another")
        UNLINKED = "unlinked", _("no longer linked")
        PARTS_SOLVED = "parts_solved", _("the last open part is solved")
        CALL_ASKED = "call_asked", _("a call is wanted")
        CALL_MISSED = "call_missed", _("not called in time")
        CALL_WITHDRAWN = "call_withdrawn", _("no call is wanted any more")
        DESCRIBED = "described", _("product or version changed")
        RATED = "rated", _("rated")
        CONTACTS_GIVEN = "contacts_given", _("contacts given")
        WATCHED = "watched", _("a colleague follows it")
        UNWATCHED = "unwatched", _("a colleague no longer follows it")
        JUSTIFIED = "justified", _("justified")
        REDACTED = "redacted", _("something was taken out")
        DISINFECTED = "disinfected", _("a file with a virus was removed")
        STEPS_ADDED = "steps_added", _("steps were added")
        TICKED = "ticked", _("a step was ticked")
        UNTICKED = "unticked", _("a tick was taken back")
        STEP_DROPPED = "step_dropped", _("a step was taken away")
        STEP_RESTORED = "step_restored", _("a step was put back")
        WARNED = "warned", _("time is running out")
        BREACHED = "breached", _("broken")
        SILENCE = "silence", _("the next word did not come")
        ALARMED = "alarmed", _("alarm")

    INTERNAL = frozenset(
        {Kind.NOTED, Kind.ASSIGNED, Kind.RELEASED, Kind.WARNED, Kind.ALARMED, Kind.PARTS_SOLVED}
        # The desk's own list of steps; no customer knows that there is one.
        | {Kind.STEPS_ADDED, Kind.TICKED, Kind.UNTICKED, Kind.STEP_DROPPED, Kind.STEP_RESTORED}
    )

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey("incidents.Comment", null=True, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["incident", "at", "id"], name="event_of_an_incident")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M:%S}"

    @property
    def fact(self) -> Fact:
        """The entry as the clocks read it."""
        return Fact(self.kind, self.at, self.pk, self.data.get("by_side", "system"), self.data)

    @property
    def by_side(self) -> str:
        """Which side did it: agent, customer, first_line or system."""
        return str(self.data.get("by_side", "system"))

    @property
    def is_internal(self) -> bool:
        """Whether the customer does not see it."""
        return self.kind in self.INTERNAL or bool(self.data.get("inside"))

    @property
    def template(self) -> str:
        """The template that draws this entry."""
        return f"incidents/events/{self.kind}.html"
