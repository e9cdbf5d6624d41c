"""A question to a prospect about their order; it pauses nothing."""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, timers
from helpdesk.lib.ids import uuid7
from helpdesk.lib.lifecycle import NotNow
from trials import post
from trials.models.order import Order


class Question(models.Model):
    """What an admin asks whoever ordered, and what they answer on the page of their order."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer_text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer_text="")
                | (Q(answered_at__isnull=False) & ~Q(answer_text="")),
                name="question_answer_is_there_exactly_when_answered",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def ask(cls, order: Order, text: str, *, by: UUID | None, at: datetime) -> "Question":
        """Asks whoever ordered; the business day runs on."""
        with transaction.atomic():
            timers.lock(order.pk)
            order.LIFE.move(order, "ask")
            question = cls.objects.create(order=order, text=text, asked_at=at)
            post.to_prospect(order, "trials.question", key=str(question.pk), question=str(question.pk))
            audit.record("order.asked", tenant=order.tenant_id, by=by, subject=order.pk, at=at)
        return question

    def answer(self, text: str, *, at: datetime) -> None:
        """Takes the answer, once."""
        with transaction.atomic():
            timers.lock(self.order_id)
            unanswered = type(self).objects.filter(pk=self.pk, answered_at__isnull=True)
            if not unanswered.update(answer_text=text, answered_at=at):
                raise NotNow(_("This question has its answer already."))
            order = self.order
            post.to_admins("trials.answered", subject=order.pk, key=str(self.pk), order=str(order.pk))
            audit.record("order.answered", tenant=order.tenant_id, by=None, subject=order.pk, at=at)
