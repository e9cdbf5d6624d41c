"""What was said about a request."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.markdown import render
from helpdesk.lib.typed import as_typed
from tenants.guard import TenantModel


class Comment(TenantModel):
    """Words of one person about one request. History points here; only redaction blanks it."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("The report")
        REPLY = "reply", _("Reply")
        CUSTOMER = "customer", _("Message of the customer")
        NOTE = "note", _("Internal note")
        CALL = "call", _("Call")
        LINE = "line", _("What is done first")
        QUESTION = "question", _("Question to the customer")
        WORKAROUND = "workaround", _("Workaround")
        SOLUTION = "solution", _("What was done")
        REASON = "reason", _("Reason")
        RATING = "rating", _("Rating")

    # What is written where nobody is told of signs that mean something is shown as it was typed; the rest is
    # Markdown, with a preview.
    TYPED = frozenset({Kind.OPENING, Kind.CUSTOMER, Kind.LINE, Kind.REASON, Kind.RATING})
    # What may come as files without a word.
    ALONE = frozenset({Kind.REPLY, Kind.CUSTOMER, Kind.NOTE})

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(blank=True)
    by = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    redacted_at = models.DateTimeField(null=True)
    # It came as files without a word.
    files_alone = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="")
                | models.Q(redacted_at__isnull=False)
                | models.Q(files_alone=True, kind__in=["reply", "customer", "note"]),
                name="comment_says_something_unless_redacted",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "opening",
                        "reply",
                        "customer",
                        "note",
                        "call",
                        "line",
                        "question",
                        "workaround",
                        "solution",
                        "reason",
                        "rating",
                    ]
                ),
                name="comment_kind_is_known",
            ),
        ]
        indexes = [models.Index(fields=["incident", "id"], name="comment_of_an_incident")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_internal(self) -> bool:
        """Whether the customer does not see it: a note, and nothing else."""
        return self.kind == self.Kind.NOTE

    @property
    def html(self) -> str:
        """The words as the page shows them."""
        return as_typed(self.text) if self.kind in self.TYPED else render(self.text)
