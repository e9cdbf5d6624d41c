"""An order of the free month: received, answered with a link, running, carried on or over."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, outbox, timers
from helpdesk.lib.ids import uuid7
from helpdesk.lib.lifecycle import Lifecycle
from tenants import addresses, hosts, provisioning
from tenants.models import Domain, Tenant
from trials import post, promises, schedule
from trials.models.month import Month

UNDECIDED = ["received", "declined"]
BEFORE_THE_LINK = [*UNDECIDED, "approved"]
BEFORE_THE_MONTH = [*BEFORE_THE_LINK, "provisioned"]
OWED = ["received", "approved"]
LETTERS_A_DAY = 3  # of received orders, to one e-mail address
ANSWERED = _("Somebody has answered this order already. The page shows how it stands now.")


class AddressTaken(ValueError):
    """The address is somebody's already; `nearest` is free."""

    def __init__(self, nearest: str) -> None:
        super().__init__(nearest)
        self.nearest = nearest


class OrderQuerySet(models.QuerySet["Order"]):
    """The orders, as they are asked for."""

    def waiting(self) -> "OrderQuerySet":
        """Those whose link is still owed, the most urgent first."""
        return self.filter(status__in=OWED).order_by("due_at", "id")

    def with_token(self, token: str) -> "OrderQuerySet":
        """The one order whose status page has this token."""
        return self.filter(token_digest=outbox.digest(token))


class Order(Month):
    """One company's order of the free month, and what became of it."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("Received")
        APPROVED = "approved", _("Approved")
        PROVISIONED = "provisioned", _("Link sent")
        RUNNING = "running", _("Running")
        EXTENDED = "extended", _("Extended")
        SUBSCRIBED = "subscribed", _("Subscribed")
        DEACTIVATED = "deactivated", _("Deactivated")
        DECLINED = "declined", _("Declined")
        ERASED = "erased", _("Erased")

    LIFE = Lifecycle(
        "order",
        Status,
        {
            "approve": ({"received"}, "approved"),
            "decline": ({"received"}, "declined"),
            "ask": ({"received", "approved"}, None),
            "link_sent": ({"approved"}, "provisioned"),
            "activate": ({"provisioned"}, "running"),
            "say_wish": ({"running", "extended", "deactivated"}, None),
            "extend": ({"running", "extended", "deactivated"}, "extended"),
            "subscribe": ({"running", "extended", "deactivated"}, "subscribed"),
            "end": ({"provisioned", "running", "extended", "subscribed"}, "deactivated"),
            "erase": ({"deactivated"}, "erased"),
        },
        start="received",
        sentences={"approve": ANSWERED, "decline": ANSWERED},
    )
    PURPOSE = "trials.status"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    status = models.CharField(max_length=12, default=Status.RECEIVED, choices=Status.choices)
    token_digest = models.CharField(max_length=64, unique=True)
    due_at = models.DateTimeField()  # the promise: by then the link is on its way
    approved_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.TextField(blank=True)
    link_sent_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = OrderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status__in=OWED), name="order_owed"),
            models.Index(fields=["sender", "received_at"], condition=~Q(sender=""), name="order_sender"),
            models.Index(fields=["email"], name="order_email"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="order_email_is_lowercase"),
            models.CheckConstraint(
                condition=Q(status__in=UNDECIDED, approved_at__isnull=True, tenant__isnull=True)
                | (~Q(status__in=UNDECIDED) & Q(approved_at__isnull=False, tenant__isnull=False)),
                name="order_has_a_help_desk_exactly_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(status="declined", declined_at__isnull=False)
                | (~Q(status="declined") & Q(declined_at__isnull=True, decline_reason="")),
                name="order_declined_at_is_set_exactly_when_declined",
            ),
            models.CheckConstraint(
                condition=Q(status__in=BEFORE_THE_LINK, link_sent_at__isnull=True)
                | (~Q(status__in=BEFORE_THE_LINK) & Q(link_sent_at__isnull=False)),
                name="order_link_sent_at_is_set_exactly_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(status__in=BEFORE_THE_MONTH, anchor__isnull=True)
                | Q(status__in=["running", "extended", "subscribed"], anchor__isnull=False)
                | Q(status__in=["deactivated", "erased"]),
                name="order_anchor_is_set_when_the_month_runs",
            ),
            models.CheckConstraint(
                condition=Q(missed_at__isnull=True) | Q(missed_at__gte=F("due_at")),
                name="order_is_missed_only_after_its_due_time",
            ),
        ]

    def __str__(self) -> str:
        return self.company

    @property
    def token(self) -> str:
        """What the link of the status page carries; made from the keys when needed, never stored."""
        return outbox.secret(self.PURPOSE, self.pk, 1)

    def wish_stands(self) -> bool:
        """Says whether a wish to carry on waits for its answer; until then nothing ends."""
        return self.wishes.filter(answered_at__isnull=True).exists()

    def promise(self, now: datetime) -> promises.State:
        """How the promise of one business day stands; none for an order that was declined in time."""
        if self.status == self.Status.DECLINED and not self.missed_at:
            return promises.State.NONE
        return promises.state(self.due_at, self.link_sent_at, now=now)

    def may_be_written_to(self) -> bool:
        """Says whether the form may send a letter there: nobody is flooded by orders in their name."""
        day_ago = self.received_at - timedelta(days=1)
        orders = Order.objects.filter(email=self.email, received_at__gt=day_ago)
        return orders.count() <= LETTERS_A_DAY

    @classmethod
    def receive(cls, *, at: datetime, **written: Any) -> "Order":
        """Takes an order from a prospect; from now the business day runs."""
        with transaction.atomic():
            order = cls(received_at=at, accepted_at=at, due_at=promises.due(at), **written)
            timers.lock(order.pk)
            order.token_digest = outbox.digest(order.token)
            order.save(force_insert=True)
            schedule.arm_promise(order.pk, order.due_at)
            if order.may_be_written_to():
                post.to_prospect(order, "trials.received", key=str(order.pk))
            post.to_admins("trials.arrived", subject=order.pk, key=str(order.pk), order=str(order.pk))
            audit.record("order.received", tenant=None, by=None, subject=order.pk, at=at)
        return order

    def approve(self, *, address: str, language: str, by: UUID | None, at: datetime) -> Tenant:
        """Settles the address and has the help desk made; of two who approve at once, the second is told."""
        addresses.validate(address)
        tenant = Tenant(name=self.company, company_code=self.company_code, language=language, created_at=at)
        settled = {"approved_at": at, "tenant_id": tenant.pk, "language": language, "sender": ""}
        try:
            with transaction.atomic():
                timers.lock(self.pk)
                # The order moves first, so that nothing is made for the one who came second.
                self.LIFE.move(self, "approve", **settled)
                tenant.save(force_insert=True)
                _claim(address, tenant, at)
                provisioning.begin(tenant)
                audit.record("order.approved", tenant=tenant.pk, by=by, subject=self.pk, at=at)
        except AddressTaken:
            self.refresh_from_db()
            raise
        self.tenant = tenant
        return tenant

    def decline(self, reason: str, *, by: UUID | None, at: datetime) -> None:
        """Answers the order with a no, and with the reason that the prospect reads."""
        with transaction.atomic():
            timers.lock(self.pk)
            self.LIFE.move(self, "decline", declined_at=at, decline_reason=reason, sender="")
            schedule.disarm_promise(self.pk, "declined")
            post.to_prospect(self, "trials.declined", key=str(self.pk))
            audit.record("order.declined", tenant=None, by=by, subject=self.pk, at=at)

    def link_sent(self, *, at: datetime) -> None:
        """Notes that the mail server took the mail with the link: that keeps the promise."""
        with transaction.atomic():
            timers.lock(self.pk)
            self.LIFE.move(self, "link_sent", link_sent_at=at)
            schedule.disarm_promise(self.pk, "the link was sent")
            schedule.arm_activation(self.pk, self.desk.pk, at)
            data = {"promise": str(self.promise(at))}
            audit.record("order.link_sent", tenant=self.tenant_id, by=None, subject=self.pk, data=data, at=at)


def _claim(address: str, tenant: Tenant, at: datetime) -> None:
    if not addresses.is_free(address, at=at):
        raise AddressTaken(addresses.nearest_free(address, at=at))
    domain = hosts.domain_of(address)
    Domain.objects.filter(domain=domain, freed_at__isnull=False).delete()
    try:
        with transaction.atomic():
            Domain.objects.create(domain=domain, tenant=tenant, is_primary=True)
    except IntegrityError:  # another order was given the same address in this very moment
        raise AddressTaken(addresses.nearest_free(address, at=at)) from None
