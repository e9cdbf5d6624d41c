"""A call that somebody waits for: whom we call, when, and whether we did."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Count, Q, Subquery, Value
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import Lifecycle
from incidents.call_times import aim
from tenants.guard import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from incidents.models.people import Person


class CallbackStatus(models.TextChoices):
    """Where a call that somebody waits for stands."""

    ASKED = "asked", _("To be called")
    MISSED = "missed", _("Not called in time")
    CALLED = "called", _("Called")
    WITHDRAWN = "withdrawn", _("No longer wanted")


WAITED_FOR = frozenset({CallbackStatus.ASKED, CallbackStatus.MISSED})
_WAITED_FOR = sorted(WAITED_FOR)
_OVER = ["called", "withdrawn"]

CALLBACK_LIFE = Lifecycle(
    "callback",
    CallbackStatus,
    {
        "warn": ({CallbackStatus.ASKED}, None),
        "remind": ({CallbackStatus.ASKED}, None),
        "miss": ({CallbackStatus.ASKED}, CallbackStatus.MISSED),
        "call_in_vain": (WAITED_FOR, None),
        "call": (WAITED_FOR, CallbackStatus.CALLED),
        "withdraw": (WAITED_FOR, CallbackStatus.WITHDRAWN),
        "redact": (frozenset(CallbackStatus), None),
    },
    start=CallbackStatus.ASKED,
    sentences={"withdraw": _("Nobody waits for this call any more.")},
)


class CallbackQuerySet(TenantQuerySet):
    """The calls that people of this help desk wait for, or waited for."""

    def waited_for(self) -> CallbackQuerySet:
        """Those that are still to be made, late or not."""
        return self.filter(status__in=_WAITED_FOR)

    def how_many_waited_for(self) -> Subquery:
        """How many are still to be made, as a column beside other rows."""
        counted = self.waited_for().order_by().values(one=Value(1)).values(n=Count("pk"))
        return Subquery(counted, output_field=models.PositiveIntegerField())

    def with_people(self) -> CallbackQuerySet:
        """With whom we call, who said so, and the request with its agent, for a list."""
        return self.select_related("person", "asked_by", "incident__agent")

    def visible_to(self, person: Person) -> CallbackQuerySet:
        """All for agents and managers; else one's own, and those about requests that one may see."""
        if person.is_agent or person.is_manager:
            return self
        from incidents.models.incident import Incident  # it is built upon its people, and they upon this

        seen = Incident.objects.visible_to(person).values("pk")
        own = Q(person=person) | Q(asked_by=person)
        return self.filter(own | Q(incident__isnull=False, incident__in=seen))


class Callback(TenantModel):
    """One call that somebody waits for, about a request or about nothing that is written down yet."""

    Status = CallbackStatus

    person = models.ForeignKey("incidents.Person", on_delete=models.PROTECT, related_name="callbacks")
    asked_by = models.ForeignKey("incidents.Person", on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.PROTECT, related_name="callbacks"
    )
    # Counts the calls about one request: its timers are told apart by it.
    turn = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=9, choices=CallbackStatus.choices, default=CallbackStatus.ASKED)
    phone = models.CharField(_("Phone"), max_length=40)
    words = models.CharField(_("What it is about"), max_length=200, blank=True)
    soon = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    wanted_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)  # somebody was reminded before the time that was named
    reminded_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    call = models.ForeignKey("incidents.Call", null=True, on_delete=models.PROTECT, related_name="+")

    # What was taken out of it: when, by whom, a digest of each part, and why, unless its timeline says that.
    redactions = models.JSONField(default=list, db_default=[])

    objects: ClassVar[Any] = CallbackQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=list(CallbackStatus)), name="callback_status_is_known"
            ),
            models.UniqueConstraint(
                fields=["incident"], condition=Q(status__in=_WAITED_FOR), name="callback_one_for_a_request"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status__in=_WAITED_FOR, incident__isnull=True),
                name="callback_one_without_a_request_for_a_person",
            ),
            models.UniqueConstraint(fields=["incident", "turn"], name="callback_turn_of_a_request"),
            models.CheckConstraint(
                condition=Q(status__in=_OVER, ended_at__isnull=False)
                | Q(status__in=_WAITED_FOR, ended_at__isnull=True),
                name="callback_over_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(status="called", call__isnull=False) | ~Q(status="called") & Q(call__isnull=True),
                name="callback_only_a_call_ends_as_called",
            ),
            models.CheckConstraint(
                condition=~Q(status="missed") | Q(missed_at__isnull=False), name="callback_missed_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(redactions=[]), name="callback_has_a_number_unless_taken_out"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["wanted_at"], condition=Q(status__in=_WAITED_FOR), name="callback_waited_for"
            ),
            models.Index(fields=["-asked_at", "-id"], name="callback_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.wanted_at:%Y-%m-%d %H:%M} {self.status}"

    @property
    def subject_id(self) -> UUID:
        """What is locked and whose timers they are: the request, else the call itself."""
        return self.incident_id or self.pk

    @property
    def aim_at(self) -> datetime:
        """The time that we aim for: the named one, or half an hour for as soon as we can."""
        return aim(self.wanted_at, soon=self.soon)

    @property
    def is_late(self) -> bool:
        """Whether we have not called in time."""
        return self.status == CallbackStatus.MISSED
