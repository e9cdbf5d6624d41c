from datetime import datetime

from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.ids import uuid7


class ClockTimestamp(Func):
    """The true time of the database at this very row, whatever the shift of the clock."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class LetterQuerySet(models.QuerySet["Letter"]):
    def unsent(self) -> "LetterQuerySet":
        """Those that still have to go out."""
        return self.filter(state__in=[Letter.State.WAITING, Letter.State.FAULTY])

    def sent(self) -> "LetterQuerySet":
        """Those that the mail server has: nobody can call them back."""
        return self.filter(accepted_at__isnull=False)

    def held(self, now: datetime) -> "LetterQuerySet":
        """Those that are held back until a later time; nobody has tried to send one yet."""
        return self.filter(state=Letter.State.WAITING, hold_until__gt=now, attempts=0, leased_until=None)

    def in_trouble(self) -> "LetterQuerySet":
        """Those an operator should look at: given up, or tried in vain at least once."""
        return self.filter(Q(state=Letter.State.DEAD) | Q(attempts__gt=0, sent_at=None, dropped_at=None))

    def late(self, now: datetime) -> "LetterQuerySet":
        """Those that should be on their way by now."""
        return self.unsent().filter(hold_until__lte=now)


class Letter(models.Model):
    """One mail to one person: which letter, to whom, about what; its words are made when it is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        FAULTY = "faulty", _("cannot be written")  # tried again; does not hold up the letters behind it
        SENT = "sent", _("sent")
        DEAD = "dead", _("given up")
        DROPPED = "dropped", _("no longer needed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=200, unique=True)
    letter = models.CharField(max_length=80)
    tenant_id = models.UUIDField(null=True)
    subject_id = models.UUIDField()
    to = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8)
    thread = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    written_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)  # its place in the line
    hold_until = models.DateTimeField()
    next_try_at = models.DateTimeField()  # hold_until, until a try has failed
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    leased_until = models.DateTimeField(null=True)
    leased_by = models.IntegerField(null=True)  # the database session of the sender that has it in hand
    accepted_at = models.DateTimeField(null=True)  # the mail server took it
    sent_at = models.DateTimeField(null=True)  # and what was to follow from that is done
    dropped_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "faulty", "sent", "dead", "dropped"]),
                name="outbox_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False, accepted_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_sent_at_exactly_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(state="dropped", dropped_at__isnull=False)
                | (~Q(state="dropped") & Q(dropped_at__isnull=True)),
                name="outbox_dropped_at_exactly_when_dropped",
            ),
            models.CheckConstraint(
                condition=Q(leased_until__isnull=True, leased_by__isnull=True)
                | Q(leased_until__isnull=False, leased_by__isnull=False),
                name="outbox_lease_has_a_holder",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "faulty"]) | Q(leased_until__isnull=True),
                name="outbox_only_unsent_are_leased",
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(letter=""), name="outbox_named"),
        ]
        indexes = [
            models.Index(
                fields=["written_at", "id"],
                condition=Q(state__in=["waiting", "faulty"]),
                name="outbox_unsent",
            ),
            # The two questions asked of every candidate: who stands before it, who is being served.
            models.Index(fields=["to", "written_at", "id"], condition=Q(state="waiting"), name="outbox_line"),
            models.Index(
                fields=["tenant_id"], condition=Q(leased_until__isnull=False), name="outbox_in_hand"
            ),
            models.Index(fields=["tenant_id", "-written_at"], name="outbox_of_tenant"),
            models.Index(fields=["-written_at"], condition=Q(state="dead"), name="outbox_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.key} ({self.state})"


class DemoLetter(models.Model):
    """A mail as the demo's own mailbox received it; kept only where the setting switches the mailbox on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message_id = models.CharField(max_length=200, unique=True)
    received_at = models.DateTimeField()
    to = models.CharField(max_length=500)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["-received_at"], name="outbox_demo_newest")]

    def __str__(self) -> str:
        return self.subject
