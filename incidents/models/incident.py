"""A request: what it is, how it stands, and everything that can be done with it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from incidents import verbs
from incidents.models.indexes import OF_WHAT_IS_OVER
from incidents.models.lifecycle import LIFE, OPEN, PREFIX, UNFINISHED, Channel, Code, Kind, Rank, Status
from incidents.models.queries import IncidentQuerySet
from tenants.guard import TenantModel


def nullable_moment() -> models.DateTimeField:
    """A moment that may not have come."""
    return models.DateTimeField(null=True)


def exactly_when(column: str, statuses: list[str]) -> models.CheckConstraint:
    """The column is set in these statuses and in no other."""
    there, here = Q(**{f"{column}__isnull": False}), Q(status__in=statuses)
    return models.CheckConstraint(
        condition=(there & here) | (~there & ~here), name=f"incident_{column}_exactly_when_{statuses[0]}"
    )


class Incident(TenantModel):
    """A request that somebody of the company registered; people call it by its number, as INC-318."""

    class Impact(models.TextChoices):
        CRITICAL = "critical", _("Critical")
        IMPORTANT = "important", _("Important")
        MINIMAL = "minimal", _("Minimal")

    Status, Kind, Channel, Code, Rank, LIFE = Status, Kind, Channel, Code, Rank, LIFE

    # What it is
    number = models.PositiveIntegerField(
        unique=True, editable=False, db_default=Func(Value("incident_number"), function="nextval")
    )
    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.INCIDENT)
    subject = models.CharField(_("Subject"), max_length=200)
    impact = models.CharField(_("Impact"), max_length=9, choices=Impact.choices)
    marks = models.JSONField(default=list)
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.WEB)
    product_id = models.UUIDField(null=True)
    product_name = models.CharField(_("Product"), max_length=80, blank=True)
    product_version = models.CharField(_("Version"), max_length=40, blank=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="duplicates")
    # What it is a part of, as its timeline tells.
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="parts", db_index=False
    )

    # Who it is about
    requester = models.ForeignKey("incidents.Person", on_delete=models.PROTECT, related_name="requests")
    agent = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="work")
    contact = models.CharField(_("Whom to call"), max_length=120, blank=True)
    second_contact = models.CharField(_("A second person"), max_length=120, blank=True)
    access = models.TextField(_("How to reach the system"), blank=True)

    # How it stands
    status = models.CharField(max_length=11, choices=Status.choices, default=Status.NEW)
    reported_at = models.DateTimeField()
    released_at = nullable_moment()
    waiting_until = nullable_moment()
    resolved_at = nullable_moment()
    resolution_code = models.CharField(max_length=12, choices=Code.choices, blank=True)
    closed_at = nullable_moment()
    cancelled_at = nullable_moment()
    workaround = models.ForeignKey("incidents.Comment", null=True, on_delete=models.PROTECT, related_name="+")
    workaround_given_at = nullable_moment()
    workaround_confirmed_at = nullable_moment()
    rating = models.PositiveSmallIntegerField(null=True)
    # The desk's own list, as its timeline tells it: how many steps, and how many of them are ticked
    steps = models.PositiveSmallIntegerField(default=0, db_default=0)
    steps_ticked = models.PositiveSmallIntegerField(default=0, db_default=0)

    # What the replay of its timeline gave; the queue and the index read these
    rank = models.PositiveSmallIntegerField(choices=Rank.choices, default=Rank.REST)
    next_due_at = nullable_moment()
    next_due_kind = models.CharField(max_length=10, blank=True)
    next_due_since = nullable_moment()
    paused = models.BooleanField(default=False)
    hour_due_at = nullable_moment()
    response_due_at = nullable_moment()
    resolution_due_at = nullable_moment()
    next_word_due_at = nullable_moment()
    broken_at = nullable_moment()
    failed_solutions = models.PositiveSmallIntegerField(default=0)
    last_customer_word_at = nullable_moment()
    last_agent_word_at = nullable_moment()
    changed_at = nullable_moment()
    # While somebody waits for a call about it: when we aim to make it, and whether that is as soon as we can
    call_wanted_at = nullable_moment()
    call_soon = models.BooleanField(default=False, db_default=False)
    armed = models.JSONField(default=dict)

    # When its parts or its whole have changed last; read with it for its page.
    parts_changed_at: datetime | None = None

    objects: ClassVar[Any] = IncidentQuerySet.as_manager()

    # What can be done with it; each act lives in the file of its name in incidents/verbs/
    report = classmethod(verbs.report)
    start = verbs.start
    reply = verbs.reply
    customer_reply = verbs.customer_reply
    note = verbs.note
    log_call = verbs.log_call
    assign = verbs.assign
    release = verbs.release
    wait = verbs.wait
    resume = verbs.resume
    give_workaround = verbs.give_workaround
    confirm_workaround = verbs.confirm_workaround
    fail_workaround = verbs.fail_workaround
    resolve = verbs.resolve
    confirm = verbs.confirm
    still_fails = verbs.still_fails
    close = verbs.close
    rate = verbs.rate
    reopen = verbs.reopen
    reclassify = verbs.reclassify
    agree = verbs.agree
    cancel = verbs.cancel
    give_contacts = verbs.give_contacts
    watch = verbs.watch
    unwatch = verbs.unwatch
    justify = verbs.justify
    redact = verbs.redact
    disinfect = verbs.disinfect
    reschedule = verbs.reschedule
    link = verbs.link
    unlink = verbs.unlink
    add_part = verbs.add_part
    ask_call = verbs.ask_call
    withdraw_call = verbs.withdraw_call
    merge = verbs.merge
    describe = verbs.describe
    add_steps = verbs.add_steps
    tick = verbs.tick
    untick = verbs.untick
    drop_step = verbs.drop_step
    restore_step = verbs.restore_step

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=list(Status)), name="incident_status_is_known"),
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="incident_kind_is_known"),
            models.CheckConstraint(
                condition=Q(impact__in=["critical", "important", "minimal"]), name="incident_impact_is_known"
            ),
            exactly_when("resolved_at", ["resolved", "closed"]),
            exactly_when("closed_at", ["closed"]),
            exactly_when("cancelled_at", ["cancelled"]),
            exactly_when("waiting_until", ["waiting"]),
            models.CheckConstraint(
                condition=~Q(impact="critical", status="in_progress")
                | Q(agent__isnull=False)
                | Q(hour_due_at__isnull=False)
                | Q(released_at__isnull=False),
                name="incident_a_critical_at_work_has_a_person_or_says_since_when_not",
            ),
            models.CheckConstraint(
                condition=Q(hour_due_at__isnull=True) | Q(rank=Rank.NOT_STARTED),
                name="incident_an_unmet_hour_stands_first",
            ),
            models.CheckConstraint(
                condition=Q(workaround__isnull=True, workaround_given_at__isnull=True)
                | Q(workaround__isnull=False, workaround_given_at__isnull=False),
                name="incident_workaround_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(workaround_confirmed_at__isnull=True) | Q(workaround__isnull=False),
                name="incident_only_a_given_workaround_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="incident_rating_is_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(steps_ticked__lte=F("steps")), name="incident_no_more_steps_ticked_than_there_are"
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | Q(status="cancelled") & ~Q(duplicate_of=F("id")),
                name="incident_only_a_cancelled_one_repeats_another",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="incident_is_no_part_of_itself"
            ),
        ]
        indexes: ClassVar = [
            # The queue reads open requests only, however many were closed before.
            models.Index(
                "rank",
                F("next_due_at").asc(nulls_last=True),
                "number",
                condition=Q(status__in=sorted(OPEN)),
                name="incident_queue",
            ),
            # All that the numbers beside the queue are counted from: requests themselves are not read for it.
            models.Index(
                fields=["agent"],
                include=[
                    *("status", "impact", "product_name", "rank"),
                    *("next_due_at", "next_due_kind", "broken_at"),
                ],
                condition=Q(status__in=sorted(UNFINISHED)),
                name="incident_unfinished",
            ),
            models.Index(fields=["requester", "-number"], name="incident_of_a_requester"),
            models.Index(
                fields=["-resolved_at"], condition=Q(status="resolved"), name="incident_unconfirmed"
            ),
            models.Index(
                fields=["parent"], condition=Q(parent__isnull=False), name="incident_parts_of_another"
            ),
            *OF_WHAT_IS_OVER,
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people say: INC-318, REQ-12, DEV-4."""
        return f"{PREFIX[Kind(self.kind)]}-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody's work or answer."""
        return self.status in OPEN

    @property
    def is_critical(self) -> bool:
        """Whether its impact is Critical on record, workaround or not."""
        return self.impact == self.Impact.CRITICAL

    @property
    def lacks_contacts(self) -> bool:
        """Whether a Critical still misses what is asked for it."""
        return self.is_critical and not (self.contact and self.second_contact and self.access)

    def get_absolute_url(self) -> str:
        """The page of the request in its help desk."""
        return f"/incidents/{self.reference}/"
