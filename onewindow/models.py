"""One row for each request that is not over, of all help desks."""

from django.db import models
from django.db.models import F, Q


class IncidentRow(models.Model):
    """A request as the one window shows it: a copy that the request's own acts keep in step."""

    incident_id = models.UUIDField(primary_key=True, editable=False)
    tenant_id = models.UUIDField()
    company = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=15)
    subject = models.CharField(max_length=200)
    requester = models.CharField(max_length=120)
    product = models.CharField(max_length=80, blank=True)
    impact = models.CharField(max_length=9)
    status = models.CharField(max_length=11)
    rank = models.PositiveSmallIntegerField()
    next_due_at = models.DateTimeField(null=True)
    next_due_kind = models.CharField(max_length=10, blank=True)
    next_due_since = models.DateTimeField(null=True)
    paused = models.BooleanField(default=False)
    hour_due_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    agent = models.CharField(max_length=120, blank=True)
    agent_user_id = models.UUIDField(null=True)
    last_customer_word_at = models.DateTimeField(null=True)
    last_agent_word_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField()
    # Of a help desk that is closed: nobody works in it, and its rows wait.
    hidden = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                "rank",
                F("next_due_at").asc(nulls_last=True),
                "incident_id",
                condition=Q(hidden=False),
                name="onewindow_queue",
            ),
            models.Index(fields=["tenant_id"], name="onewindow_of_a_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.company}"

    @property
    def is_critical(self) -> bool:
        """Whether its impact is Critical on record."""
        return self.impact == "critical"


class PromiseRow(models.Model):
    """One clock of a request that is over: kept or not. Written once, in the act that ended it.

    The figures of a row never change; only the cause may be added later, when somebody says why.
    """

    incident_id = models.UUIDField()
    clock = models.CharField(max_length=10)  # hour, response, resolution or next_word
    generation = models.PositiveIntegerField()
    tenant_id = models.UUIDField()
    level = models.CharField(max_length=9)
    month = models.DateField()  # in which it ended, by the wall clock of the help desk: its first day
    ended_at = models.DateTimeField()
    kept = models.BooleanField()
    took = models.DurationField(null=True)  # the open time until it was met; of one never met there is none
    cause = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident_id", "clock", "generation"], name="promise_once"),
        ]
        indexes = [models.Index(fields=["tenant_id", "month"], name="promise_of_a_tenant")]

    def __str__(self) -> str:
        return f"{self.clock} #{self.generation}"


class CallRow(models.Model):
    """One telephone call that is over. Written once, when somebody said what came of it."""

    call_id = models.UUIDField(primary_key=True, editable=False)
    tenant_id = models.UUIDField()
    month = models.DateField()  # in which it was written down, by the wall clock of the help desk
    answered = models.BooleanField()
    consultation = models.BooleanField()  # it belongs to no request
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "month"], name="call_of_a_tenant")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.minutes} min"


class ComplaintRow(models.Model):
    """One complaint of a help desk, as it stands: a copy that its own acts keep in step."""

    complaint_id = models.UUIDField(primary_key=True, editable=False)
    tenant_id = models.UUIDField()
    month = models.DateField()  # in which it came, by the wall clock of the help desk
    in_time = models.BooleanField(null=True)  # the first answer; nobody knows while it is awaited
    status = models.CharField(max_length=10)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "month"], name="complaint_of_a_tenant")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.status}"
