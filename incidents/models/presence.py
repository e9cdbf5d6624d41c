"""Who is looking at a request now."""

from django.db import models

from tenants.guard import TenantModel


class Presence(TenantModel):
    """Somebody of the desk who has a request open; losing it costs little, so it is not logged."""

    # Without constraints: a heartbeat must not wait for the request that somebody else is changing.
    incident = models.ForeignKey(
        "incidents.Incident",
        on_delete=models.CASCADE,
        related_name="present",
        db_constraint=False,
        db_index=False,
    )
    person = models.ForeignKey(
        "incidents.Person", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    seen_at = models.DateTimeField()
    writing = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.incident_id}"
