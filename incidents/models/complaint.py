"""A complaint about the help: what it says, who answers for it, by when, and whether the customer agrees."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.text import Truncator

from incidents.complaints import verbs
from incidents.models.attachment import Attachment
from incidents.models.complaint_event import ComplaintWords
from incidents.models.complaint_life import COMPLAINT_LIFE, OPEN_COMPLAINTS, UNSETTLED, ComplaintStatus
from incidents.models.draft import Draft
from incidents.models.lifecycle import Channel
from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.people import Person

PREFIX = "C-"
CALLED, LOOKED_AT = 120, 1_000  # letters of a complaint that stand in the place of a name


def called(opening: str | None) -> str:
    """How what was complained of begins, for a complaint has no name; nothing where it was taken out."""
    words = (opening or "")[:LOOKED_AT].split()
    return Truncator(" ".join(words)).chars(CALLED)


class ComplaintQuerySet(TenantQuerySet):
    """The complaints of this help desk."""

    def visible_to(self, person: "Person") -> "ComplaintQuerySet":
        """All for agents and for who answers for the company; for everybody else of it only their own."""
        if person.is_agent or person.is_manager:
            return self
        return self.filter(complainant=person)

    def unsettled(self) -> "ComplaintQuerySet":
        """Those that the customer has neither agreed to nor withdrawn."""
        return self.filter(status__in=sorted(UNSETTLED))

    def answered(self) -> "ComplaintQuerySet":
        """Those of which the customer is asked whether they agree."""
        return self.filter(status=ComplaintStatus.ANSWERED)

    def with_people(self) -> "ComplaintQuerySet":
        """With whom it concerns and the request that it is about."""
        return self.select_related("complainant", "owner", "about", "incident", "agreed_by")

    def with_files(self, person: "Person") -> "ComplaintQuerySet":
        """With the files of its entries, and those that this person has not sent yet, for its page."""
        return self.annotate(attached=Attachment.objects.within(person, "complaint"))

    def with_drafts(self, person: "Person") -> "ComplaintQuerySet":
        """With what this person has begun to write about it, for its page."""
        return self.annotate(begun=Draft.objects.beside_complaint(person))

    def with_words(self) -> "ComplaintQuerySet":
        """With what was complained of, for a list; nothing where it was taken out."""
        opening = ComplaintWords.objects.filter(complaint=OuterRef("pk"), kind="complaint")
        return self.annotate(opening=Subquery(opening.order_by("id").values("text")[:1]))


def _exactly_when(column: str, statuses: list[str]) -> models.CheckConstraint:
    """The column is set in these statuses and in no other."""
    there, here = Q(**{f"{column}__isnull": False}), Q(status__in=statuses)
    return models.CheckConstraint(
        condition=(there & here) | (~there & ~here), name=f"complaint_{column}_exactly_when_{statuses[0]}"
    )


class Complaint(TenantModel):
    """A complaint of somebody of the company about our help; people call it by its number, as C-7."""

    Status, LIFE = ComplaintStatus, COMPLAINT_LIFE

    number = models.PositiveIntegerField(
        unique=True, editable=False, db_default=Func(Value("complaint_number"), function="nextval")
    )
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.WEB)
    complainant = models.ForeignKey("incidents.Person", on_delete=models.PROTECT, related_name="complaints")
    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.PROTECT, related_name="complaints"
    )
    # The agent who had the request when the complaint came: somebody else answers for it, where there is one.
    about = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "incidents.Person", null=True, on_delete=models.PROTECT, related_name="complaints_owned"
    )

    status = models.CharField(
        max_length=10, choices=ComplaintStatus.choices, default=ComplaintStatus.RECEIVED
    )
    received_at = models.DateTimeField()
    # Which answer it waits for, or has: the first, or one more for each that the customer did not agree with.
    turn = models.PositiveSmallIntegerField(default=1)
    since = models.DateTimeField()  # when this turn began
    due_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # Whether the first answer came in time; nobody knows yet before it came or its time was over.
    in_time = models.BooleanField(null=True)
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    # What was complained of, where a list asked for it; nothing where it was taken out.
    opening: str | None

    objects: ClassVar[Any] = ComplaintQuerySet.as_manager()

    # What can be done with it: incidents/complaints/verbs.py
    complain = classmethod(verbs.complain)
    own = verbs.own
    answer = verbs.answer
    agree = verbs.agree
    dispute = verbs.dispute
    withdraw = verbs.withdraw
    add = verbs.add
    note = verbs.note
    redact = verbs.redact
    disinfect = verbs.disinfect

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=list(ComplaintStatus)), name="complaint_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["web", "phone"]), name="complaint_channel_is_known"
            ),
            _exactly_when("closed_at", ["closed"]),
            _exactly_when("agreed_by", ["closed"]),
            _exactly_when("withdrawn_at", ["withdrawn"]),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "closed"]) | Q(owner__isnull=False),
                name="complaint_answered_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "disputed", "closed"]) | Q(answered_at__isnull=False),
                name="complaint_answered_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="received") | Q(answered_at__isnull=True),
                name="complaint_received_waits_for_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(status="disputed") | Q(escalated_at__isnull=False, turn__gt=1),
                name="complaint_not_agreed_with_is_escalated",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("since"), turn__gte=1), name="complaint_is_due_later"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=Q(status__in=["received", "answered", "disputed"]),
                name="complaint_unsettled",
            ),
            models.Index(fields=["complainant", "-number"], name="complaint_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def about_it(cls, reader: "Person") -> ArraySubquery:
        """The complaints about each request that the reader sees: a part of the statement that reads it."""
        found = cls.objects.visible_to(reader).filter(incident=OuterRef("pk")).order_by("number")
        return ArraySubquery(found.values(json=JSONObject(number="number", status="status")))

    @property
    def reference(self) -> str:
        """What people say: C-7."""
        return f"{PREFIX}{self.number}"

    @property
    def called(self) -> str:
        """What a list shows in the place of a name, where it was read with its words."""
        return called(self.opening)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.status in OPEN_COMPLAINTS

    @property
    def is_unsettled(self) -> bool:
        """Whether the customer has neither agreed nor withdrawn it."""
        return self.status in UNSETTLED

    @property
    def is_escalated(self) -> bool:
        """Whether the customer did not agree with an answer, so that an operator admin looks after it."""
        return self.escalated_at is not None

    def get_absolute_url(self) -> str:
        """The page of the complaint in its help desk."""
        return f"/complaints/{self.reference}/"
