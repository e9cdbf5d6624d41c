from uuid import UUID

from django.db import models
from django.db.models import Q

from helpdesk.lib.ids import uuid7

# The chain of what concerns no single help desk.
INSTALLATION = UUID(int=0)


class Record(models.Model):
    """One act of consequence: its kind, who did it, to what; ids and kinds only, never names or text.

    Number, previous and seal are set by the database when the transaction commits (migration 0002); after
    that nothing changes or removes the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chain = models.UUIDField()  # the tenant's id, or INSTALLATION
    kind = models.CharField(max_length=80)
    by_id = models.UUIDField(null=True)  # a user; None is the system
    subject_id = models.UUIDField()
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    number = models.BigIntegerField(null=True, editable=False)
    previous = models.CharField(max_length=64, blank=True, default="", editable=False)
    seal = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_one_place_in_the_chain"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, seal="") | Q(number__gte=1, seal__regex="^[0-9a-f]{64}$"),
                name="audit_numbered_exactly_when_sealed",
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="audit_kind_named"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(seal=""), name="audit_unsealed"),
            models.Index(fields=["subject_id", "at"], name="audit_of_subject"),
            models.Index(fields=["chain", "-at"], name="audit_newest"),
            models.Index(fields=["by_id", "-at"], condition=Q(by_id__isnull=False), name="audit_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"

    @property
    def tenant_id(self) -> UUID | None:
        """The help desk it concerns, or None for the installation."""
        return None if self.chain == INSTALLATION else self.chain


class Head(models.Model):
    """The newest link of a chain; a chain whose end was cut off no longer reaches it."""

    chain = models.UUIDField(primary_key=True)
    number = models.BigIntegerField()
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"
