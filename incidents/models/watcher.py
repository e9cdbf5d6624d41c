"""Colleagues who follow a request."""

from django.db import models

from tenants.guard import TenantModel


class Watcher(TenantModel):
    """Somebody who follows a request that is not their own."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.CASCADE, related_name="watchers")
    person = models.ForeignKey("incidents.Person", on_delete=models.CASCADE, related_name="watching")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="watcher_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.incident_id}"
