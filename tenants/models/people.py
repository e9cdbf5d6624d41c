"""Who belongs to which help desk, and who is asked to."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, outbox
from helpdesk.accounts.models import User
from helpdesk.lib.ids import uuid7
from tenants.models.tenant import Tenant


class Role(models.TextChoices):
    """What somebody is in one help desk."""

    CUSTOMER = "customer", _("Colleague")
    MANAGER = "manager", _("Manager")
    FIRST_LINE = "first_line", _("First line")
    AGENT = "agent", _("Agent")


# An agent is made by an operator, never by a company.
COMPANY_ROLES = (Role.CUSTOMER, Role.MANAGER, Role.FIRST_LINE)


class Membership(models.Model):
    """Ties a person to a help desk with a role; the only place where the role lives."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user"], name="membership_once_per_tenant"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    @classmethod
    def grant(cls, *, tenant: Tenant, user: User, role: str, by: UUID | None, at: datetime) -> "Membership":
        """Gives somebody a role in a help desk, in place of the one they had."""
        with transaction.atomic():
            membership, _made = cls.objects.update_or_create(
                tenant=tenant, user=user, defaults={"role": role}
            )
            audit.record(
                "membership.granted", tenant=tenant.pk, by=by, subject=user.pk, data={"role": role}, at=at
            )
        return membership

    def remove(self, *, by: UUID | None, at: datetime) -> None:
        """Takes somebody out of a help desk, with the sessions they have open in it."""
        with transaction.atomic():
            self.user.sessions.filter(tenant_id=self.tenant_id).delete()
            audit.record("membership.removed", tenant=self.tenant_id, by=by, subject=self.user_id, at=at)
            self.delete()


def agents_of(tenant: Tenant) -> "models.QuerySet[User]":
    """Who could come into a help desk as an agent at this moment: its own agents, and the operators.

    As at the door, a member's own role goes before an operator's right.
    """
    here = Membership.objects.filter(tenant=tenant, user=models.OuterRef("pk"))
    agent, member = models.Exists(here.filter(role=Role.AGENT)), models.Exists(here)
    return User.objects.filter(agent | (~models.Q(operator_role="") & ~member), is_active=True)


class Invitation(models.Model):
    """A link made for one person alone: single use, expiring, kept only as a hash."""

    PURPOSE = "tenants.invitation"
    LIFE = timedelta(days=14)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, default="lt")
    role = models.CharField(max_length=10, choices=Role.choices)
    generation = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "email"],
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open_per_person",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    @property
    def secret(self) -> str:
        """What the link carries; made anew from the keys each time it is needed, never stored."""
        return outbox.secret(self.PURPOSE, self.pk, self.generation)

    @classmethod
    def invite(
        cls, *, tenant: Tenant, email: str, name: str, language: str, role: str, by: UUID | None, at: datetime
    ) -> "Invitation":
        """Asks somebody into a help desk; an open invitation of the same person is replaced."""
        with transaction.atomic():
            address = email.strip().lower()
            cls.objects.filter(
                tenant=tenant, email=address, used_at__isnull=True, revoked_at__isnull=True
            ).update(revoked_at=at)
            row = cls(tenant=tenant, email=address, name=name, language=language, role=role, created_at=at)
            row.digest, row.expires_at = outbox.digest(row.secret), at + cls.LIFE
            row.save(force_insert=True)
            audit.record(
                "invitation.sent", tenant=tenant.pk, by=by, subject=row.pk, data={"role": role}, at=at
            )
        return row

    def renew(self, *, at: datetime) -> bool:
        """Makes a fresh link for the same person and spoils the old one; False when it was used meanwhile."""
        with transaction.atomic():
            generation = self.generation + 1
            digest = outbox.digest(outbox.secret(self.PURPOSE, self.pk, generation))
            renewed = (
                type(self)
                .objects.filter(
                    pk=self.pk, generation=self.generation, used_at__isnull=True, revoked_at__isnull=True
                )
                .update(generation=generation, digest=digest, expires_at=at + self.LIFE)
            )
            if renewed:
                self.refresh_from_db()
                audit.record("invitation.renewed", tenant=self.tenant_id, by=None, subject=self.pk, at=at)
        return bool(renewed)

    def revoke(self, *, by: UUID | None, at: datetime) -> bool:
        """Takes an invitation back; False when it was used or taken back meanwhile."""
        with transaction.atomic():
            open_still = type(self).objects.filter(pk=self.pk, used_at__isnull=True, revoked_at__isnull=True)
            revoked = open_still.update(revoked_at=at)
            if revoked:
                audit.record("invitation.revoked", tenant=self.tenant_id, by=by, subject=self.pk, at=at)
        return bool(revoked)

    def accept(self, user: User, *, at: datetime) -> bool:
        """Uses the link once: the person gets their role; False when somebody was faster."""
        with transaction.atomic():
            used = (
                type(self)
                .objects.filter(
                    pk=self.pk,
                    generation=self.generation,
                    used_at__isnull=True,
                    revoked_at__isnull=True,
                    expires_at__gt=at,
                )
                .update(used_at=at)
            )
            if used:
                self.used_at = at
                Membership.grant(tenant=self.tenant, user=user, role=self.role, by=user.pk, at=at)
        return bool(used)
