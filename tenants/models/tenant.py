"""A company's help desk and the addresses it answers to."""

import secrets
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from helpdesk import audit, timers
from helpdesk.lib.ids import uuid7
from helpdesk.lib.lifecycle import Lifecycle
from helpdesk.timers import clock
from tenants import hosts, registry

SCHEMA_SHAPE = r"\At_[0-9a-f]{16}\Z"


def new_schema_name() -> str:
    """Makes up an opaque schema name; it never follows from the address and is never used again."""
    return f"t_{secrets.token_hex(8)}"


class Tenant(TenantMixin):
    """One company's help desk: its schema, its zone, whether it is open and until when."""

    class Status(models.TextChoices):
        MAKING = "making", _("being made")
        ACTIVE = "active", _("active")
        DEACTIVATED = "deactivated", _("deactivated")
        ERASED = "erased", _("erased")

    class Why(models.TextChoices):
        MONTH_OVER = "month_over", _("The free month is over.")
        REFUSED = "refused", _("The wish to carry on was answered with a no.")
        ENDED = "ended", _("The vendor ended it.")

    LIFE = Lifecycle(
        "tenant",
        Status,
        {
            "open": ({"making"}, "active"),
            "deactivate": ({"active"}, "deactivated"),
            "reopen": ({"deactivated"}, "active"),
            "erase": ({"deactivated"}, "erased"),
        },
        start="making",
    )

    auto_create_schema = False  # a save must never make a schema; provisioning does, and only a new one
    auto_drop_schema = False

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    schema_name = models.CharField(
        max_length=18,
        unique=True,
        default=new_schema_name,
        editable=False,
        validators=[RegexValidator(SCHEMA_SHAPE)],
    )
    name = models.CharField(_("Company"), max_length=120)
    company_code = models.CharField(_("Company code"), max_length=20, blank=True)
    status = models.CharField(max_length=12, default=Status.MAKING, choices=Status.choices)
    time_zone = models.CharField(max_length=40, default="Europe/Vilnius")
    language = models.CharField(max_length=2, default="lt")
    created_at = models.DateTimeField(default=clock.now)
    activated_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)
    deactivated_at = models.DateTimeField(null=True)
    deactivated_why = models.CharField(max_length=12, blank=True, default="", choices=Why.choices)
    company_sees_all = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(schema_name__regex=r"^t_[0-9a-f]{16}$"),
                name="tenant_schema_name_is_opaque",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["deactivated", "erased"], deactivated_at__isnull=False)
                | models.Q(status__in=["making", "active"], deactivated_at__isnull=True),
                name="tenant_deactivated_at_is_set_exactly_when_deactivated",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The only zone of this help desk."""
        return ZoneInfo(self.time_zone)

    @property
    def is_active(self) -> bool:
        """Says whether people may work in it."""
        return self.status == self.Status.ACTIVE

    @property
    def host(self) -> str:
        """The name, with the port of the installation, that its links carry; from the Domain row."""
        domain = self.domains.filter(is_primary=True).values_list("domain", flat=True).get()
        return hosts.with_port(domain)

    @property
    def address(self) -> str:
        """The first label of its host: what the company chose."""
        return self.host.partition(".")[0]

    def url(self, path: str = "/") -> str:
        """An absolute link into this help desk."""
        return hosts.link(self.host, path)

    def open(self, *, at: datetime) -> None:
        """Opens a help desk that has just been made."""
        self.LIFE.move(self, "open")
        audit.record("tenant.opened", tenant=self.pk, by=None, subject=self.pk, at=at)

    def enter_first(self, *, by: UUID, at: datetime) -> bool:
        """Notes the first time that somebody of the company came in; True for that one entry only."""
        with transaction.atomic():
            unentered = type(self).objects.filter(pk=self.pk, activated_at__isnull=True)
            if not unentered.exists():
                return False
            # Before the row is written: whoever acts upon an order locks it first, and then its help desk.
            registry.run(registry.first_entry, self)
            if not unentered.update(activated_at=at):
                return False
            self.activated_at = at
            audit.record("tenant.activated", tenant=self.pk, by=by, subject=self.pk, at=at)
        return True

    def end_on(self, day: date | None) -> None:
        """Sets the last local day on which the help desk works; None is no end."""
        type(self).objects.filter(pk=self.pk).update(ends_on=day)
        self.ends_on = day
        hosts.forget()

    def let_see(self, everything: bool, *, by: UUID, at: datetime) -> bool:
        """Sets whether customers see all requests of the company or their own; False where it is so."""
        with transaction.atomic():
            other = type(self).objects.filter(pk=self.pk).exclude(company_sees_all=everything)
            if not other.update(company_sees_all=everything):
                return False
            audit.record(
                "tenant.let_see",
                tenant=self.pk,
                by=by,
                subject=self.pk,
                data={"company_sees_all": everything},
                at=at,
            )
        self.company_sees_all = everything
        hosts.forget()
        return True

    def deactivate(self, why: str, *, by: UUID | None, at: datetime) -> None:
        """Closes the help desk to everybody; its data stays as it is."""
        with transaction.atomic():
            timers.lock(self.pk)
            self.LIFE.move(self, "deactivate", deactivated_at=at, deactivated_why=why)
            registry.run(registry.close, self)
            audit.record(
                "tenant.deactivated", tenant=self.pk, by=by, subject=self.pk, data={"why": why}, at=at
            )
        hosts.forget()

    def reopen(self, *, by: UUID | None, at: datetime) -> None:
        """Brings a deactivated help desk back with everything in it."""
        with transaction.atomic():
            timers.lock(self.pk)
            self.LIFE.move(self, "reopen", deactivated_at=None, deactivated_why="")
            registry.run(registry.reopen, self)
            audit.record("tenant.reopened", tenant=self.pk, by=by, subject=self.pk, at=at)
        hosts.forget()


class Domain(DomainMixin):
    """A host name, lower case and without a port, and the help desk that answers there."""

    FREED_FOR: ClassVar[int] = 365  # days in which nobody else is given a freed address

    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=models.Q(is_primary=True), name="domain_one_primary_per_tenant"
            ),
        ]

    def __str__(self) -> str:
        return self.domain
