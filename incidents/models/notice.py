"""What somebody is told in the window: the bell, and the list behind it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.people import Person


class Way(models.TextChoices):
    """How somebody wishes to hear of something."""

    BOTH = "both", _("Here and by mail")
    WINDOW = "window", _("Here only")
    MAIL = "mail", _("By mail only")


class NoticeQuerySet(TenantQuerySet):
    """The notices of people."""

    def unread(self) -> "NoticeQuerySet":
        """Those that nobody has looked at yet."""
        return self.filter(read_at__isnull=True)

    def read(self, at: datetime) -> int:
        """Marks what is unread among them; tells how many there were."""
        return self.unread().update(read_at=at)

    def visible_to(self, person: "Person") -> "NoticeQuerySet":
        """Somebody's own, of the kinds for what they are now and of the requests that they may still see."""
        from incidents.letters.kinds import read_by  # the letters name the kinds of this very table
        from incidents.models.incident import Incident  # it is built upon its people, and they upon this

        mine = self.filter(person=person, kind__in=read_by(person.part))
        return mine if person.sees_all else mine.filter(incident__in=Incident.objects.visible_to(person))


class Notice(TenantModel):
    """One entry of a timeline, told to one person in the window. Ids and kinds, never names or text."""

    class Kind(models.TextChoices):
        """The same names as the letters: each is told in the window, by mail, or both."""

        # to the company's people
        RECEIVED = "received"
        STARTED = "started"
        REPLIED = "replied"
        WAITED = "waited"
        WORKAROUND_GIVEN = "workaround_given"
        RESOLVED = "resolved"
        CLOSED = "closed"
        RECLASSIFIED = "reclassified"
        RESCHEDULED = "rescheduled"
        CANCELLED = "cancelled"
        MERGED = "merged"
        REOPENED = "reopened"
        SILENCE = "silence"
        WATCHED = "watched"
        # to those who answer for the company
        BREACHED = "breached"
        AIM = "aim"
        UNREACHABLE = "unreachable"
        JUSTIFIED = "justified"
        # to agents
        ALARM = "alarm"
        GOAL = "goal"
        ASSIGNED = "assigned"
        WORD = "word"

    person = models.ForeignKey(
        "incidents.Person", on_delete=models.CASCADE, related_name="notices", db_index=False
    )
    event = models.ForeignKey("incidents.Event", on_delete=models.PROTECT, related_name="+", db_index=False)
    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "person", "kind"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True) | models.Q(read_at__gte=models.F("at")),
                name="notice_read_after_it_came",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notice_of_a_person"),
            models.Index(
                fields=["person", "incident"],
                condition=models.Q(read_at__isnull=True),
                name="notice_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @classmethod
    def count_unread(cls) -> Coalesce:
        """How many somebody has not looked at: a part of the statement that reads the person."""
        theirs = cls.objects.unread().filter(person=OuterRef("pk")).order_by()
        counted = theirs.values("person").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0, output_field=models.IntegerField())

    @classmethod
    def any_unread(cls, person: "Person") -> Exists:
        """Whether somebody has unread notices of a request: a part of the statement that reads it."""
        return Exists(cls.objects.unread().filter(person=person, incident=OuterRef("pk")))
