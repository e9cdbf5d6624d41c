"""Files that people attach to what they write."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.complaint import Complaint
    from incidents.models.incident import Incident
    from incidents.models.people import Person

# What a file is of; nothing while that is being written.
About: TypeAlias = "Incident | Complaint | None"
# Of what a file can be → what is said in the entries of that.
ENTRIES = {"incident": "comment", "complaint": "words"}
UNSENT = Q(comment__isnull=True, words__isnull=True)
HELD = "held:"  # so the place of a file begins that goes out with a reply that can still be undone


def place(about: About) -> dict[str, About]:
    """The columns that say of which request or complaint a file is; of none while that is being written."""
    return {name: about if about and about._meta.model_name == name else None for name in ENTRIES}


class AttachmentQuerySet(TenantQuerySet):
    """Files, those that are part of an entry and those that wait to become one."""

    def unsent(self) -> "AttachmentQuerySet":
        """What is part of no entry yet."""
        return self.filter(UNSENT)

    def in_forms(self) -> "AttachmentQuerySet":
        """What waits in a form: the only files that can be sent with something or thrown away."""
        return self.unsent().exclude(pane__startswith=HELD)

    def unused(self, person: "Person") -> "AttachmentQuerySet":
        """What somebody has uploaded and not sent yet; nobody else sees it."""
        return self.in_forms().filter(by=person)

    def beside(self, about: About) -> "AttachmentQuerySet":
        """What was put to one request or one complaint, or to one that is being written."""
        return self.filter(**place(about))

    def visible_to(self, person: "Person") -> "AttachmentQuerySet":
        """What stands in entries that somebody may read, and what they have not sent yet."""
        from incidents.models.complaint import Complaint  # they are made of this room's models
        from incidents.models.incident import Incident

        told = Q(comment__isnull=False, incident__in=Incident.objects.visible_to(person).values("pk"))
        if not (person.is_agent or person.is_first_line):
            told &= ~Q(comment__kind="note")
        complained = Q(words__isnull=False, complaint__in=Complaint.objects.visible_to(person).values("pk"))
        if not person.is_agent:
            complained &= ~Q(words__kind="note")
        return self.filter(told | complained | Q(UNSENT, by=person))

    def within(self, person: "Person", about: str = "incident") -> ArraySubquery:
        """The files of a request or a complaint, as a column beside it: no statement of its own."""
        entry = ENTRIES[about]
        here = self.filter(Q(**{f"{entry}__isnull": False}) | Q(by=person), **{about: OuterRef("pk")})
        shown = {"entry": F(f"{entry}_id")} | {name: F(name) for name in Attachment.SHOWN}
        return ArraySubquery(here.order_by("id").values(json=JSONObject(**shown)))


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
    SHOWN = ("id", "pane", "name", "size", "family", "has_picture", "redacted_at", "scan")

    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    comment = models.ForeignKey(
        "incidents.Comment", null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    # The same where it comes with a complaint; few do, so what has none stands in no index.
    complaint = models.ForeignKey(
        "incidents.Complaint",
        null=True,
        on_delete=models.PROTECT,
        related_name="attachments",
        db_index=False,
    )
    words = models.ForeignKey(
        "incidents.ComplaintWords",
        null=True,
        on_delete=models.PROTECT,
        related_name="attachments",
        db_index=False,
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
                condition=Q(words__isnull=True) | Q(complaint__isnull=False),
                name="attachment_of_words_is_of_their_complaint",
            ),
            models.CheckConstraint(
                condition=Q(incident__isnull=True) | Q(complaint__isnull=True),
                name="attachment_is_of_a_request_or_a_complaint",
            ),
            models.CheckConstraint(
                condition=Q(redacted_at__isnull=True) | ~UNSENT,
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
            models.Index(
                fields=["complaint", "id"],
                condition=Q(complaint__isnull=False),
                name="attachment_of_a_complaint",
            ),
            models.Index(fields=["words"], condition=Q(words__isnull=False), name="attachment_of_words"),
            models.Index(fields=["by", "at"], condition=UNSENT, name="attachment_unused"),
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.pk}"

    @property
    def about(self) -> About:
        """The request or the complaint that it is of; nothing while that is being written."""
        return self.incident or self.complaint

    @property
    def entry_id(self) -> UUID | None:
        """What it was said with; nothing until it is sent."""
        return self.comment_id or self.words_id

    @property
    def picture_path(self) -> str:
        """Where its small picture is kept."""
        return f"{self.path}.picture"
