"""The wish to carry on: saying it keeps the help desk running until an operator answers."""

from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, timers
from helpdesk.lib.dates import local_date
from helpdesk.lib.ids import uuid7
from helpdesk.lib.lifecycle import NotNow
from trials import post, promises, schedule
from trials.models.order import Order

BUSINESS_DAYS_AFTER_A_REFUSAL = 3


class Wish(models.Model):
    """One time that a company said it wants to carry on, and the vendor's answer."""

    class Answer(models.TextChoices):
        EXTENDED = "extended", _("Extended")
        SUBSCRIBED = "subscribed", _("Subscribed")
        REFUSED = "refused", _("Refused")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="wishes")
    ordinal = models.PositiveIntegerField()  # the generation of its timers
    said_at = models.DateTimeField()
    said_by = models.UUIDField(null=True)  # the user who clicked
    recorded_by = models.UUIDField(null=True)  # the operator who wrote down a call
    words = models.TextField(blank=True)
    due_at = models.DateTimeField()
    missed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, blank=True, choices=Answer.choices)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    until = models.DateField(null=True)  # the last day that the answer gave
    reason = models.TextField(blank=True)  # what the vendor says with the answer; the company reads it

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["order", "ordinal"], name="wish_ordinal_once"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(answered_at__isnull=True), name="wish_one_open_per_order"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="wish_answer_is_set_exactly_when_answered",
            ),
            models.CheckConstraint(
                condition=Q(said_by__isnull=False) | Q(recorded_by__isnull=False),
                name="wish_somebody_said_or_recorded_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} #{self.ordinal}"

    @classmethod
    def standing(cls, order: Order) -> "Wish | None":
        """The wish that still waits for an answer."""
        return cls.objects.filter(order=order, answered_at__isnull=True).first()

    @classmethod
    def say(
        cls, order: Order, *, by: UUID | None, recorded_by: UUID | None = None, words: str = "", at: datetime
    ) -> "Wish":
        """Says the wish, by a manager's click or as an operator heard it; its answer has a business day."""
        with transaction.atomic():
            timers.lock(order.pk)
            order.LIFE.move(order, "say_wish")
            if cls.standing(order):
                raise NotNow(_("This wish has been said already; it waits for the answer."))
            wish = cls.objects.create(
                order=order,
                ordinal=order.wishes.count() + 1,
                said_at=at,
                said_by=by,
                recorded_by=recorded_by,
                words=words,
                due_at=promises.due(at),
            )
            schedule.arm_wish(order.pk, order.desk.pk, wish.due_at, ordinal=wish.ordinal)
            post.to_managers(order, "trials.wish_noted", key=str(wish.pk), wish=str(wish.pk))
            wish.tell_admins("trials.wish_said")
            audit.record("wish.said", tenant=order.tenant_id, by=by or recorded_by, subject=wish.pk, at=at)
        return wish

    def extend(self, until: date, *, reason: str = "", by: UUID | None, at: datetime) -> None:
        """Answers that the help desk runs on to the end of another day."""
        with transaction.atomic():
            self._settle(self.Answer.EXTENDED, reason, until=until, by=by, at=at)
            self.order.extend(until, by=by, at=at)
            self._tell_managers()

    def subscribe(self, *, reason: str = "", by: UUID | None, at: datetime) -> None:
        """Answers that the help desk runs on without an end."""
        with transaction.atomic():
            self._settle(self.Answer.SUBSCRIBED, reason, by=by, at=at)
            self.order.subscribe(by=by, at=at)
            self._tell_managers()

    def refuse(self, reason: str, *, by: UUID | None, at: datetime) -> None:
        """Answers with a no: the end comes not before the promised one and three business days from now."""
        with transaction.atomic():
            timers.lock(self.order_id)
            self.order.refresh_from_db()
            runs = self.order.status != Order.Status.DEACTIVATED
            until = self.end_after_refusal(at) if runs else None
            self._settle(self.Answer.REFUSED, reason, until=until, by=by, at=at)
            if until:
                self.order.run_until(until, at=at)
            self._tell_managers()

    def end_after_refusal(self, at: datetime) -> date:
        """The last day that a refusal given now would leave."""
        tenant = self.order.desk
        soonest = local_date(promises.due(at, days=BUSINESS_DAYS_AFTER_A_REFUSAL), tenant.zone)
        return max(soonest, tenant.ends_on or soonest)

    def _settle(
        self, answer: str, reason: str, *, until: date | None = None, by: UUID | None, at: datetime
    ) -> None:
        timers.lock(self.order_id)
        self.order.refresh_from_db()
        unanswered = type(self).objects.filter(pk=self.pk, answered_at__isnull=True)
        if not unanswered.update(answer=answer, answered_at=at, answered_by=by, reason=reason, until=until):
            raise NotNow(_("Somebody has answered this wish already."))
        self.refresh_from_db(fields=["answer", "answered_at", "answered_by", "reason", "until"])
        schedule.disarm_wish(self.order_id)
        data = {"answer": answer}
        audit.record("wish.answered", tenant=self.order.tenant_id, by=by, subject=self.pk, data=data, at=at)

    def _tell_managers(self) -> None:
        post.to_managers(self.order, "trials.wish_answered", key=str(self.pk), wish=str(self.pk))

    def tell_admins(self, letter: str) -> None:
        """Writes to the operator admins about this wish, each letter once."""
        post.to_admins(
            letter,
            subject=self.order_id,
            tenant=self.order.tenant_id,
            key=str(self.pk),
            order=str(self.order_id),
        )
