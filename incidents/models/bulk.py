"""What was done with many requests at once, as long as it can be undone."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models

from tenants.guard import TenantModel, TenantQuerySet

UNDONE_WITHIN = timedelta(minutes=10)


class BulkQuerySet(TenantQuerySet):
    """The acts upon many requests."""

    def undoable(self, person: Any, now: datetime) -> "BulkQuerySet":
        """Those that this person did a moment ago and has not undone."""
        return self.filter(by=person, undone_at=None, at__gt=now - UNDONE_WITHIN)


class Bulk(TenantModel):
    """One act upon many requests: who had each before and how it stood after, or what is said to all."""

    by = models.ForeignKey("incidents.Person", on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=10)
    at = models.DateTimeField()
    # [[the request's id, the agent's id before or "", changed_at after], …]; ids and moments only.
    # Where something is said: [[the request's id, "", when it was taken back or ""], …]
    rows = models.JSONField(default=list)
    # What was to be said and was taken back, to be written anew: field of the form → words.
    words = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = BulkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verb__in=["assign", "release", "resolve", "wait"]),
                name="bulk_verb_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} {len(self.rows)}"

    @property
    def taken_back(self) -> list[str]:
        """The ids of the requests from which its words were taken back."""
        return [pk for pk, _had, at in self.rows if at] if self.undone_at else []
