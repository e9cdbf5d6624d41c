"""A telephone call: who answered it, how long it took, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, timers
from helpdesk.lib.dates import local_date
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents import calling_back
from incidents.desk import desk
from incidents.models.call_life import BEGUN, CALL_LIFE, WITH_REQUEST, CallStatus
from incidents.models.calls import CallQuerySet
from incidents.need import need, refuse
from onewindow import calls
from tenants.guard import TenantModel

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person

# Pressed twice, the key answers one call.
TWICE = timedelta(seconds=10)
LONGEST = 600  # minutes


class Call(TenantModel):
    """One call with somebody of the company, from the moment an agent answered it."""

    Status = CallStatus

    agent = models.ForeignKey("incidents.Person", on_delete=models.PROTECT, related_name="calls_answered")
    person = models.ForeignKey(
        "incidents.Person", null=True, on_delete=models.PROTECT, related_name="calls_made"
    )
    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.PROTECT, related_name="calls"
    )
    status = models.CharField(max_length=12, choices=CallStatus.choices, default=CallStatus.RUNNING)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    answered = models.BooleanField(default=True)
    # Somebody who is not known yet, as they said it.
    caller = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    discarded_why = models.CharField(max_length=200, blank=True)
    # What was taken out of it: when, by whom, why, and a digest of each part.
    redactions = models.JSONField(default=list, db_default=[])

    objects: ClassVar[Any] = CallQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=list(CallStatus)), name="call_status_is_known"),
            models.UniqueConstraint(
                fields=["agent"], condition=Q(status="running"), name="call_one_at_a_time_for_an_agent"
            ),
            models.CheckConstraint(
                condition=Q(status="running", ended_at__isnull=True)
                | ~Q(status="running") & Q(ended_at__isnull=False),
                name="call_going_on_has_not_ended",
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(WITH_REQUEST), incident__isnull=False)
                | ~Q(status__in=sorted(WITH_REQUEST)) & Q(incident__isnull=True),
                name="call_has_a_request_exactly_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(status="consultation") | Q(person__isnull=False) & ~Q(topic=""),
                name="call_consultation_has_a_person_and_a_topic",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-began_at", "-id"], name="call_by_time"),
            models.Index(fields=["agent"], condition=Q(status__in=sorted(BEGUN)), name="call_begun"),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.status}"

    @property
    def is_begun(self) -> bool:
        """Whether nobody has said yet what came of it."""
        return self.status in BEGUN

    @property
    def is_running(self) -> bool:
        """Whether they still speak."""
        return self.status == CallStatus.RUNNING

    @property
    def may_be_redacted(self) -> bool:
        """Whether its words stand here alone, where they can be taken out."""
        return CALL_LIFE.possible("redact", self.status)

    def may_be_written_by(self, person: Person) -> bool:
        """One that goes on belongs to who answered it; one left behind can be finished by any agent.

        It is left behind, too, when whoever answered it serves here no more.
        """
        if not person.is_agent or self.agent_id == person.pk or not self.is_running:
            return person.is_agent
        return not type(self).objects.served().filter(pk=self.pk).exists()

    def get_absolute_url(self) -> str:
        """The page of the call while it is written down."""
        return f"/calls/{self.pk}/"

    # --- what can be done with it -------------------------------------------------------------------

    @classmethod
    def begun_by_person(cls) -> Subquery:
        """The oldest call of a person that is not finished, as a column beside them."""
        theirs = cls.objects.begun().filter(agent=OuterRef("pk")).order_by("began_at")
        return Subquery(theirs.values("pk")[:1])

    @classmethod
    def answer(cls, *, by: Person) -> Call:
        """Answers a call: it begins now. One that still went on is put aside, to be finished later."""
        if not by.is_agent:
            raise PermissionDenied
        with transaction.atomic():
            timers.lock(by.pk)
            now = clock.now()
            if before := cls.objects.filter(agent=by, status=CallStatus.RUNNING).first():
                if now - before.began_at < TWICE:
                    return before
                before.hang_up(by=by)
            return cls.objects.create(agent=by, began_at=now)

    def keep(self, *, by: Person, person: Person | None, **said: str) -> None:
        """Keeps what is known so far: who calls, and about what."""
        self._ask(by)
        CALL_LIFE.move(self, "keep", person=person, **said)

    def hang_up(self, *, by: Person) -> None:
        """The call is over; what came of it is said later."""
        self._ask(by)
        now = clock.now()
        CALL_LIFE.move(self, "hang_up", ended_at=now, minutes=_minutes(self.began_at, now))

    def consult(self, topic: str, words: str = "", *, person: Person, minutes: int = 0, by: Person) -> None:
        """It was a consultation only: the topic and the words are kept, and it counts."""
        self._ask(by)
        with transaction.atomic():
            said = {"topic": need(topic, "topic"), "words": words, "caller": "", "phone": ""}
            self._finish("consult", by, minutes, person=person, **said)

    def discard(self, reason: str, *, by: Person) -> None:
        """It was no call after all, with the reason; it counts nowhere."""
        self._ask(by)
        if not reason.strip():
            refuse(_("Say why this call is not to be counted."), "reason")
        with transaction.atomic():
            now = clock.now()
            CALL_LIFE.move(self, "discard", ended_at=self.ended_at or now, discarded_why=reason.strip())
            self._record("discarded", by, now)

    def redact(self, reason: str, *, topic: str = "", by: Person) -> None:
        """Takes out what was said; another topic may stand in place of the first. Who, when and why stay."""
        self._ask(by)
        with transaction.atomic():
            timers.lock(self.pk)
            self.refresh_from_db(fields=["status", "topic", "words", "redactions"])
            if not CALL_LIFE.possible("redact", self.status):
                raise NotNow(CALL_LIFE.refusal("redact", self.status))
            now, tenant = clock.now(), desk().pk
            goes = {"topic": self.topic if topic.strip() not in ("", self.topic) else "", "words": self.words}
            taken = {part: audit.digest(said, tenant=tenant) for part, said in goes.items() if said}
            said = {"at": now.isoformat(), "by": str(by.pk), "why": need(reason, "reason")}
            if not taken:
                refuse(_("Choose what is to be taken out; it may have been taken out already."), "topic")
            columns = {"words": "", "redactions": [*self.redactions, said | {"parts": taken}]}
            CALL_LIFE.move(self, "redact", topic=topic.strip() or self.topic, **columns)
            self._record("redacted", by, now)

    def settle(self, verb: str, incident: Incident, *, by: Person, minutes: int = 0) -> None:
        """It became a request, or belongs to one; called inside the act upon that request."""
        self._ask(by)
        # What was said stands on the request's timeline from now on, and only there can it be taken out.
        said = dict.fromkeys(("caller", "phone", "words") + ("topic",) * (verb != "belong"), "")
        who = self.person or incident.requester
        self._finish(verb, by, minutes, person=who, incident=incident, **said)

    @classmethod
    def written(
        cls, verb: str, incident: Incident, *, by: Person, began_at: datetime, minutes: int, answered: bool
    ) -> None:
        """Keeps a call that was written down on the page of a request, or at once as one."""
        ended = began_at + timedelta(minutes=minutes)
        call = cls(
            agent=by,
            person=incident.requester,
            incident=incident,
            status=CALL_LIFE.transitions[verb][1] or CallStatus.ABOUT,
            began_at=began_at,
            ended_at=ended,
            minutes=minutes,
            answered=answered,
        )
        call.save(force_insert=True)
        now = clock.now()
        call._count()
        calling_back.heard(call, by=by, now=now)

    # --- what follows -------------------------------------------------------------------------------

    def _ask(self, by: Person) -> None:
        if not self.may_be_written_by(by):
            raise PermissionDenied

    def _finish(self, verb: str, by: Person, minutes: int, **columns: Any) -> None:
        now = clock.now()
        ended = self.ended_at or now
        took = minutes or self.minutes or _minutes(self.began_at, ended)
        CALL_LIFE.move(self, verb, ended_at=ended, minutes=min(took, LONGEST), **columns)
        self._record(str(self.status), by, now)
        self._count()
        calling_back.heard(self, by=by, now=now)

    def _record(self, kind: str, by: Person, now: datetime) -> None:
        audit.record(f"call.{kind}", tenant=desk().pk, by=by.user_id or by.pk, subject=self.pk, at=now)

    def _count(self) -> None:
        """In the month in which it began, where the list of calls shows it, whenever it is written down."""
        tenant = desk()
        calls.record(
            self.pk,
            tenant_id=tenant.pk,
            month=local_date(self.began_at, tenant.zone).replace(day=1),
            answered=self.answered,
            consultation=self.status == CallStatus.CONSULTATION,
            minutes=self.minutes,
        )


def _minutes(began: datetime, ended: datetime) -> int:
    """How long it took, a begun minute for a whole one; one that was forgotten took as long as any can."""
    return min(max(1, ceil((ended - began).total_seconds() / 60)), LONGEST)
