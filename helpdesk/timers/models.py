from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.ids import uuid7


class TimerQuerySet(models.QuerySet["Timer"]):
    def pending(self) -> "TimerQuerySet":
        """Those that have not happened and were not called off."""
        return self.filter(state=Timer.State.PENDING)

    def failing(self) -> "TimerQuerySet":
        """Those that were tried in vain and will be tried again."""
        return self.pending().filter(attempts__gt=0)

    def late(self, now: datetime, by: timedelta = timedelta(0)) -> "TimerQuerySet":
        """Those that should have happened at least so long before now."""
        return self.pending().filter(due_at__lte=now - by)


class Timer(models.Model):
    """One thing that must happen at a time to one subject; ids and times only."""

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        FIRED = "fired", _("fired")
        CANCELLED = "cancelled", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=80)
    tenant_id = models.UUIDField(null=True)  # not a foreign key: the rooms above may come and go
    subject_id = models.UUIDField()
    generation = models.PositiveIntegerField(default=1)
    due_at = models.DateTimeField()
    next_try_at = models.DateTimeField()  # due_at, until a handler has failed
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    fired_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    objects = TimerQuerySet.as_manager()

    class Meta:
        constraints = [
            # The subject stands first, so that this index also finds all timers of a subject.
            models.UniqueConstraint(
                fields=["subject_id", "kind", "generation", "tenant_id"],
                name="timers_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "fired", "cancelled"]), name="timers_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="fired", fired_at__isnull=False)
                | (~Q(state="fired") & Q(fired_at__isnull=True)),
                name="timers_fired_at_exactly_when_fired",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True, cancelled_why="")),
                name="timers_cancelled_at_exactly_when_cancelled",
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="timers_kind_named"),
            models.CheckConstraint(condition=Q(generation__gte=1), name="timers_generation_from_one"),
            models.CheckConstraint(
                condition=Q(next_try_at__gte=F("due_at")) | Q(attempts__gt=0),
                name="timers_never_tried_before_due",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="pending"), name="timers_ready"),
            models.Index(fields=["due_at"], condition=Q(state="pending"), name="timers_due"),
            models.Index(
                fields=["due_at"], condition=Q(state="pending", attempts__gt=0), name="timers_failing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} #{self.generation} ({self.state})"


class ClockShift(models.Model):
    """How far the clock of all processes was put forward; honoured only where settings allow it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ahead = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="timers_one_clock_shift")]


class Heartbeat(models.Model):
    """The last sign of life of one clock process, by the true database clock."""

    name = models.CharField(max_length=100, primary_key=True)
    beat_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["beat_at"], name="timers_heartbeat_age")]

    def __str__(self) -> str:
        return self.name


class Reconciliation(models.Model):
    """What one reconciler found and repaired in one run."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    found = models.JSONField(default=list)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-started_at"], name="timers_reconciled")]

    def __str__(self) -> str:
        return f"{self.name}: {len(self.found)}"
