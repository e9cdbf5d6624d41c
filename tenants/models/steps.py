"""The steps by which a help desk is made, as operators see them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.ids import uuid7
from tenants.models.tenant import Tenant


class ProvisioningStep(models.Model):
    """One step of making one help desk: what, how far, and what went wrong."""

    class Kind(models.TextChoices):
        SCHEMA = "schema", _("Make its own place for data")
        TABLES = "tables", _("Make the tables")
        DEFAULTS = "defaults", _("Set the service policy, the calendar and the products")
        OPEN = "open", _("Open the address")
        LINK = "link", _("Make the link and hand it to the mail")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, default=State.WAITING, choices=State.choices)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "kind"], name="provisioning_step_once"),
            models.CheckConstraint(
                condition=models.Q(state="done", finished_at__isnull=False)
                | (~models.Q(state="done") & models.Q(finished_at__isnull=True)),
                name="provisioning_step_finished_at_is_set_exactly_when_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
