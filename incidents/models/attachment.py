"""Files that people attach to what they write."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.people import Person


class AttachmentQuerySet(TenantQuerySet):
    """Files, those that are part of an entry and those that wait to become one."""

    def unused(self, person: "Person") -> "AttachmentQuerySet":
        """What somebody has uploaded and not sent yet; nobody else sees it."""
        return self.filter(by=person, comment__isnull=True)

    def visible_to(self, person: "Person") -> "AttachmentQuerySet":
        """What stands in entries that somebody may read, and what they have not sent yet."""
        from incidents.models.incident import Incident  # it is made of this room's models

        read = Q(comment__isnull=False, incident__in=Incident.objects.visible_to(person).values("pk"))
        if not (person.is_agent or person.is_first_line):
            read &= ~Q(comment__kind="note")
        return self.filter(read | Q(by=person, comment__isnull=True))

    def within(self, person: "Person") -> ArraySubquery:
        """The files of a request, as a column beside it: no statement of its own."""
        here = self.filter(incident=OuterRef("pk")).filter(Q(comment__isnull=False) | Q(by=person))
        return ArraySubquery(
            here.order_by("id").values(json=JSONObject(**{name: F(name) for name in Attachment.SHOWN}))
        )


class Attachment(TenantModel):
    """One file: kept outside the web under a name that says nothing, until it is taken out of its entry."""

    class Family(models.TextChoices):
        IMAGE = "image", _("Picture")
        DOCUMENT = "document", _("Document")
        ARCHIVE = "archive", _("Archive")
        TEXT = "text", _("Text")
        OTHER = "other", _("File")

    class Scan(models.TextChoices):
        """What the search for viruses says; nothing where nobody has asked it."""

        NONE = "", _("not checked")
        CHECKING = "checking", _("being checked")
        CLEAN = "clean", _("clean")
        INFECTED = "infected", _("a virus was found")

    # What a page needs to name a file.
    SHOWN = ("id", "comment_id", "pane", "name", "size", "family", "has_picture", "redacted_at", "scan")

    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    comment = models.ForeignKey(
        "incidents.Comment", null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    # Where it was put while it is not sent: a form of the page, or a reply that can still be undone.
    pane = models.CharField(max_length=50)
    name = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes; salted once they are taken out
    family = models.CharField(max_length=8, choices=Family.choices, default=Family.OTHER)
    has_picture = models.BooleanField(default=False)
    path = models.CharField(max_length=80, unique=True)
    by = models.ForeignKey("incidents.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    redacted_at = models.DateTimeField(null=True)
    scan = models.CharField(max_length=8, choices=Scan.choices, default=Scan.NONE, blank=True)
    scanned_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = AttachmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(family__in=["image", "document", "archive", "text", "other"]),
                name="attachment_family_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(redacted_at__isnull=False),
                name="attachment_has_a_name_unless_redacted",
            ),
            models.CheckConstraint(
                condition=Q(comment__isnull=True) | Q(incident__isnull=False),
                name="attachment_of_an_entry_is_of_its_request",
            ),
            models.CheckConstraint(
                condition=Q(redacted_at__isnull=True) | Q(comment__isnull=False),
                name="attachment_only_what_was_sent_is_redacted",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=["", "checking"], scanned_at__isnull=True)
                | Q(scan="clean", scanned_at__isnull=False)
                | Q(scan="infected", scanned_at__isnull=False, has_picture=False),
                name="attachment_scanned_at_exactly_when_scanned",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["incident", "id"], name="attachment_of_an_incident"),
            models.Index(fields=["by", "at"], condition=Q(comment__isnull=True), name="attachment_unused"),
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.pk}"

    @property
    def picture_path(self) -> str:
        """Where its small picture is kept."""
        return f"{self.path}.picture"
