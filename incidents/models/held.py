"""Replies to the customer that were sent and can still be undone."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from tenants.guard import TenantModel

if TYPE_CHECKING:
    from incidents.models.incident import Incident


class HeldReply(TenantModel):
    """Words to the customer that were sent and can still be undone; nobody outside the desk knows of them."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.CASCADE, related_name="held")
    by = models.ForeignKey("incidents.Person", on_delete=models.CASCADE, related_name="held")
    # The act that says them: reply, wait or resolve.
    verb = models.CharField(max_length=7)
    text = models.TextField()
    code = models.CharField(max_length=12, blank=True)
    files_alone = models.BooleanField(default=False, db_default=False)
    canned = models.BooleanField(default=False)
    next_word_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    # What the form said, to be put back into it.
    words = models.JSONField(default=dict)
    held_at = models.DateTimeField()
    publish_at = models.DateTimeField()
    # The act upon many requests that it is a part of.
    bulk = models.ForeignKey("incidents.Bulk", on_delete=models.SET_NULL, null=True, related_name="held")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verb__in=["reply", "resolve"], until__isnull=True)
                | Q(verb="wait", until__isnull=False),
                name="held_reply_only_a_question_waits",
            ),
            models.CheckConstraint(
                condition=Q(verb="resolve") & ~Q(code="") | ~Q(verb="resolve") & Q(code=""),
                name="held_reply_only_a_solution_has_a_code",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(verb="reply", files_alone=True), name="held_reply_says_something"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["incident", "publish_at"], name="held_of_an_incident")]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"

    @classmethod
    def within(cls, incident: "Incident") -> ArraySubquery:
        """What each person has sent here that can still be undone, as a column beside the person."""
        held = cls.objects.filter(incident=incident, by=OuterRef("pk")).order_by("publish_at", "id")
        return ArraySubquery(
            held.values(json=JSONObject(id="id", text="text", held_at="held_at", publish_at="publish_at"))
        )
