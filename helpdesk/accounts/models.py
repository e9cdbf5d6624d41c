"""People, their sessions and the hand-offs between hosts; all in the public schema."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.ids import uuid7


class Operator(models.TextChoices):
    """What somebody of the vendor's side may do over all help desks."""

    NONE = "", _("Not an operator")
    AGENT = "agent", _("Operator agent")
    ADMIN = "admin", _("Operator admin")


class UserManager(BaseUserManager["User"]):
    """Finds and makes people by e-mail address."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Finds somebody by address, in whatever case it was typed."""
        return self.get(email=(username or "").strip().lower())

    def named(self, email: str, *, name: str = "", language: str = "lt") -> "User":
        """Gives the one user of an address, making it without a password where there is none."""
        address = email.strip().lower()
        user, made = self.get_or_create(email=address, defaults={"name": name, "language": language})
        if made:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user


class Theme(models.TextChoices):
    """How bright somebody wants the pages on every host; nothing said means as their system has it."""

    AUTO = "auto", _("System")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractBaseUser):
    """One person in the whole installation, known by an e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("E-mail"), max_length=254, unique=True)
    name = models.CharField(_("Name"), max_length=120, blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    language = models.CharField(
        _("Language"), max_length=2, default="lt", choices=[("lt", "Lietuvių"), ("en", "English")]
    )
    theme = models.CharField(max_length=5, blank=True, default="", choices=Theme.choices)
    operator_role = models.CharField(max_length=8, blank=True, default="", choices=Operator.choices)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")) & ~models.Q(email=""), name="user_email_is_lowercase"
            ),
            models.CheckConstraint(
                condition=models.Q(operator_role__in=Operator.values), name="user_operator_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_operator_agent(self) -> bool:
        """Says whether they may open every active help desk and the one window; admins may too."""
        return self.is_active and self.operator_role in (Operator.AGENT, Operator.ADMIN)

    @property
    def is_operator_admin(self) -> bool:
        """Says whether they approve orders and edit policies."""
        return self.is_active and self.operator_role == Operator.ADMIN

    @property
    def is_staff(self) -> bool:
        """Nobody is: there is no Django admin here, but allauth asks."""
        return False

    def get_full_name(self) -> str:
        """Gives the name mail is addressed to."""
        return self.name or self.email


class SessionManager(BaseSessionManager["Session"]):
    """The table's usual manager, under our model."""


class Session(AbstractBaseSession):
    """A signed-in browser on one host: the public one, or one help desk's.

    A help desk's session hangs on the public session it was handed from and ends with it.
    """

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    tenant_id = models.UUIDField(null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | models.Q(tenant_id__isnull=False),
                name="session_only_a_help_desk_has_a_parent",
            ),
        ]

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Gives the store that reads this table."""
        from helpdesk.accounts.sessions import SessionStore  # the store imports this module

        return SessionStore


class HandOff(models.Model):
    """A single passage from the public host into one help desk: 60 seconds, one use, one user."""

    LIFE = timedelta(seconds=60)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    tenant_id = models.UUIDField()
    session = models.ForeignKey(Session, on_delete=models.CASCADE)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    @classmethod
    def issue(
        cls, *, user: User, session_key: str, tenant: UUID, token_digest: str, now: datetime
    ) -> "HandOff":
        """Opens a passage for the session that asked."""
        return cls.objects.create(
            user=user,
            session_id=session_key,
            tenant_id=tenant,
            token_digest=token_digest,
            expires_at=now + cls.LIFE,
        )

    @classmethod
    def consume(cls, *, token_digest: str, tenant: UUID, now: datetime) -> "HandOff | None":
        """Uses a passage once; None when it is used, late, unknown or of another help desk."""
        used = cls.objects.filter(
            token_digest=token_digest,
            tenant_id=tenant,
            used_at__isnull=True,
            expires_at__gt=now,
            user__is_active=True,
        ).update(used_at=now)
        if not used:
            return None
        return cls.objects.select_related("user", "session").get(token_digest=token_digest)
