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
    HOURLY = "hourly", _("Here, and by mail once an hour")
    MORNING = "morning", _("Here, and by mail each morning")
    WINDOW = "window", _("Here only")
    MAIL = "mail", _("By mail only")

    @property
    def is_gathered(self) -> bool:
        """Whether the mail waits for others and comes as one."""
        return self in (Way.HOURLY, Way.MORNING)


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
        from incidents.models.complaint import Complaint  # as the requests below
        from incidents.models.incident import Incident  # it is built upon its people, and they upon this

        mine = self.filter(person=person, kind__in=read_by(person.part))
        if not (person.is_agent or person.is_manager):
            # Whoever sees every request of the company still sees no complaint but their own.
            own = Complaint.objects.visible_to(person)
            mine = mine.filter(models.Q(complaint__isnull=True) | models.Q(complaint__in=own))
        seen = models.Q(incident__in=Incident.objects.visible_to(person)) | models.Q(incident__isnull=True)
        return mine if person.sees_all else mine.filter(seen)


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
        DISINFECTED = "disinfected"
        CALL_PLANNED = "call_planned"
        CALL_MISSED = "call_missed"
        # to those who answer for the company
        BREACHED = "breached"
        AIM = "aim"
        UNREACHABLE = "unreachable"
        JUSTIFIED = "justified"
        CALL_OVERDUE = "call_overdue"
        # to agents
        ALARM = "alarm"
        GOAL = "goal"
        ASSIGNED = "assigned"
        WORD = "word"
        # to the desk
        MENTIONED = "mentioned"
        PARTS_SOLVED = "parts_solved"
        CALL_NEAR = "call_near"
        CALL_DUE = "call_due"
        CALL_LATE = "call_late"
        # of complaints: to the company's people, and to agents
        COMPLAINT = "complaint"
        COMPLAINT_WORK = "complaint_work"

    person = models.ForeignKey(
        "incidents.Person", on_delete=models.CASCADE, related_name="notices", db_index=False
    )
    # A call that somebody waits for can be told of without a request, and then it is no entry of a timeline.
    event = models.ForeignKey(
        "incidents.Event", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    callback = models.ForeignKey(
        "incidents.Callback", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # A complaint has a history of its own.
    complaint_event = models.ForeignKey(
        "incidents.ComplaintEvent", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    complaint = models.ForeignKey(
        "incidents.Complaint", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "person", "kind"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(event__isnull=False, incident__isnull=False, callback__isnull=True)
                | models.Q(event__isnull=True, callback__isnull=False)
                | models.Q(
                    event__isnull=True, incident__isnull=True, callback__isnull=True, complaint__isnull=False
                ),
                name="notice_is_of_an_entry_a_call_or_a_complaint",
            ),
            models.CheckConstraint(
                condition=models.Q(complaint__isnull=True, complaint_event__isnull=True)
                | models.Q(complaint__isnull=False, complaint_event__isnull=False, callback__isnull=True),
                name="notice_of_a_complaint_names_its_entry",
            ),
            models.UniqueConstraint(
                fields=["complaint_event", "person", "kind"], name="notice_of_a_complaint_once"
            ),
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
