"""The history of a complaint, which only grows, and the words that it points to."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.markdown import render
from helpdesk.lib.typed import as_typed
from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.people import Person


class ComplaintWords(TenantModel):
    """Words of one person about one complaint; only redaction blanks them."""

    class Kind(models.TextChoices):
        """What the words are."""

        COMPLAINT = "complaint", _("The complaint")
        ANSWER = "answer", _("The answer")
        DISPUTE = "dispute", _("Why they do not agree")
        ADDITION = "addition", _("Something more")
        NOTE = "note", _("Internal note")
        REASON = "reason", _("Reason")

    TYPED = frozenset({Kind.COMPLAINT, Kind.DISPUTE, Kind.ADDITION, Kind.REASON})  # shown as it was typed

    complaint = models.ForeignKey("incidents.Complaint", on_delete=models.PROTECT, related_name="words")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(blank=True)
    by = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(redacted_at__isnull=False),
                name="complaint_words_say_something_unless_redacted",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["complaint", "answer", "dispute", "addition", "note", "reason"]),
                name="complaint_words_kind_is_known",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["complaint", "id"], name="words_of_a_complaint")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def html(self) -> str:
        """The words as the page shows them."""
        return as_typed(self.text) if self.kind in self.TYPED else render(self.text)


class ComplaintEventQuerySet(TenantQuerySet):
    """The entries of the histories of complaints."""

    def in_order(self) -> "ComplaintEventQuerySet":
        """As they happened; what happened in the same instant, as it was written down."""
        return self.order_by("at", "id")

    def visible_to(self, person: "Person") -> "ComplaintEventQuerySet":
        """All entries for agents; for the company those that are no inside matter."""
        if person.is_agent:
            return self
        return self.exclude(kind__in=ComplaintEvent.INTERNAL).exclude(data__contains={"inside": True})


class ComplaintEvent(TenantModel):
    """One entry: what happened, when, by whom. Ids and kinds, never names or text."""

    class Kind(models.TextChoices):
        """The acts, in the past."""

        COMPLAINED = "complained", _("complained")
        OWNED = "owned", _("taken care of")
        ANSWERED = "answered", _("answered")
        AGREED = "agreed", _("agreed")
        DISPUTED = "disputed", _("not agreed with")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ADDED = "added", _("added to")
        NOTED = "noted", _("noted")
        REDACTED = "redacted", _("something was taken out")
        DISINFECTED = "disinfected", _("a file with a virus was removed")
        WARNED = "warned", _("time is running out")
        OVERDUE = "overdue", _("not answered in time")
        ALARMED = "alarmed", _("nobody takes care of it")
        REMINDED = "reminded", _("asked again")

    INTERNAL = frozenset({Kind.NOTED, Kind.WARNED, Kind.ALARMED})

    complaint = models.ForeignKey("incidents.Complaint", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey(
        "incidents.ComplaintWords", null=True, on_delete=models.PROTECT, related_name="+"
    )
    data = models.JSONField(default=dict)

    objects: ClassVar[Any] = ComplaintEventQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["complaint", "at", "id"], name="event_of_a_complaint")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M:%S}"

    @property
    def by_side(self) -> str:
        """Which side did it: agent, customer, first_line or system."""
        return str(self.data.get("by_side", "system"))

    @property
    def is_internal(self) -> bool:
        """Whether the company does not see it."""
        return self.kind in self.INTERNAL or bool(self.data.get("inside"))

    @property
    def template(self) -> str:
        """The template that draws this entry."""
        return f"incidents/complaints/events/{self.kind}.html"
