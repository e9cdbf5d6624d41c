"""The clocks of a request as last worked out: a cache of the replay of its timeline."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel

if TYPE_CHECKING:
    from incidents.sla import ClockRun


class Clock(TenantModel):
    """One run of one clock; the timeline is the truth and the replay gives the same rows again."""

    class Kind(models.TextChoices):
        RESPONSE = "response", _("Response")
        RESOLUTION = "resolution", _("Resolution")
        NEXT_WORD = "next_word", _("Next word")

    class Ended(models.TextChoices):
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        MET = "met", _("met")
        AGREED = "agreed", _("dropped with the customer's agreement")
        SUPERSEDED = "superseded", _("replaced")
        NOT_MET = "not_met", _("not met")

    KEPT: ClassVar[tuple[str, ...]] = (
        "promise",
        "level",
        "terms_version",
        "length",
        "opened_by",
        "opened_at",
        "started_at",
        "due_at",
        "remaining",
        "ended",
        "ended_at",
        "ended_by",
        "kept",
    )

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="clocks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    generation = models.PositiveIntegerField()
    promise = models.BooleanField()
    level = models.CharField(max_length=9)
    terms_version = models.PositiveIntegerField()
    length = models.DurationField()
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    remaining = models.DurationField(null=True)
    ended = models.CharField(max_length=10, choices=Ended.choices)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    kept = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "kind", "generation"], name="clock_once"),
            models.CheckConstraint(
                condition=models.Q(ended__in=["running", "paused"], ended_at__isnull=True)
                | (~models.Q(ended__in=["running", "paused"]) & models.Q(ended_at__isnull=False)),
                name="clock_ended_at_is_set_exactly_when_over",
            ),
            models.CheckConstraint(
                condition=models.Q(promise=False) | models.Q(kind="response", level="critical"),
                name="clock_only_the_hour_is_a_promise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.generation} {self.ended}"

    @classmethod
    def of(cls, incident_id: UUID, run: "ClockRun") -> "Clock":
        """The row of one run."""
        columns = {name: getattr(run, name) for name in cls.KEPT}
        return cls(incident_id=incident_id, kind=run.kind, generation=run.generation, **columns)
