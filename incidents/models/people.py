"""Somebody as this help desk knows them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.compiled import compiled, with_words
from helpdesk.lib.rows import of_json
from incidents.models.notice import Notice
from tenants import registry
from tenants.guard import TenantModel, TenantQuerySet
from tenants.models import Membership, Role, agents_of

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from tenants.door import Entry
    from tenants.models import Tenant


class PersonQuerySet(TenantQuerySet):
    """The people of this help desk."""

    def serving(self, tenant: "Tenant") -> "PersonQuerySet":
        """Those who have been here as agents and could come in as agents at this moment."""
        return self.filter(Person.serves(tenant), side=Person.Side.AGENT)


class Person(TenantModel):
    """Somebody as this help desk knows them; a caller without an account is a person too."""

    class Side(models.TextChoices):
        CUSTOMER = "customer", _("the company's side")
        AGENT = "agent", _("the vendor's side")

    user_id = models.UUIDField(null=True, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-mail"), max_length=254, blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    language = models.CharField(_("Language"), max_length=2, default="lt")
    side = models.CharField(max_length=8, default=Side.CUSTOMER, choices=Side.choices)
    # How they wish to be told of what: kind of notice → way; what is not named goes the usual way.
    wishes = models.JSONField(default=dict)
    # When they wish to be left in peace, and when their gathered mail comes; incidents/rest.py reads it.
    rest = models.JSONField(default=dict)

    # As what they came through the door this time. Membership alone knows it, so it is never stored.
    role: str = ""
    # Whether they are an operator admin, who decides upon terms and calendars.
    is_operator_admin: bool = False
    # Whether they see every request of the company; as the help desk is set, and their role.
    sees_all: bool = False
    # The newest version of the terms as they came in, which spares their page a statement.
    newest_terms: UUID | None = None
    # How many notices they have not looked at; read with the person.
    unread: int = 0
    # Their own call of which nobody has said yet what came of it; read with the person.
    call_begun: UUID | None = None

    objects: ClassVar[Any] = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(side__in=["customer", "agent"]), name="person_side_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def enter(cls, entry: "Entry") -> "Person":
        """The person of whoever came through the door, made at their first coming and kept up to date."""
        user = entry.user
        side = cls.Side.AGENT if entry.role == Role.AGENT else cls.Side.CUSTOMER
        known = {
            "name": user.name or user.email,
            "email": user.email,
            "phone": user.phone,
            "language": user.language,
            "side": side,
        }
        person = _known(entry.known) if entry.known else next(iter(_coming(user.pk)), None)
        if person is None:  # here for the first time, perhaps by two pages at once
            cls.objects.get_or_create(user_id=user.pk, defaults=known)
            person = next(iter(_coming(user.pk)))
        changed = [name for name, value in known.items() if getattr(person, name) != value]
        if changed:
            for name in changed:
                setattr(person, name, known[name])
            person.save(update_fields=changed)
        person.role = str(entry.role)
        person.is_operator_admin = user.is_operator_admin
        person.sees_all = entry.role != Role.CUSTOMER or entry.tenant.company_sees_all
        return person

    @staticmethod
    def serves(tenant: "Tenant") -> Exists:
        """Whether somebody could come in as an agent now: a part of the statement that reads them."""
        return Exists(agents_of(tenant).filter(pk=OuterRef("user_id")))

    @property
    def part(self) -> str:
        """What they are here: by the role they came in with, else by the side they speak for."""
        return self.role or (Role.AGENT if self.side == self.Side.AGENT else Role.CUSTOMER)

    @property
    def can_read(self) -> bool:
        """Whether what is written to them reaches them: on their pages, or at their e-mail address."""
        return bool(self.user_id or self.email)

    @property
    def is_agent(self) -> bool:
        """Whether they work for the vendor."""
        return self.part == Role.AGENT

    @property
    def is_first_line(self) -> bool:
        """Whether they are the company's own helper, who does not meet the vendor's promise."""
        return self.part == Role.FIRST_LINE

    @property
    def is_manager(self) -> bool:
        """Whether they answer for the company."""
        return self.part == Role.MANAGER

    @property
    def speaks_as(self) -> str:
        """The side that an entry of the timeline is counted for: agent, first_line or customer."""
        if self.is_agent:
            return "agent"
        return "first_line" if self.is_first_line else "customer"

    def may_see(self, incident: "Incident", tenant: "Tenant") -> bool:
        """Whether they may read a request, come in or not: as the help desk is set, and by their role."""
        if self.side == self.Side.AGENT or tenant.company_sees_all or incident.requester_id == self.pk:
            return True
        if self.user_id is None:  # a caller without an account reads letters of what they reported alone
            return False
        wide = Membership.objects.filter(
            tenant=tenant, user_id=self.user_id, role__in=[Role.MANAGER, Role.FIRST_LINE]
        )
        return wide.exists() or incident.watchers.filter(person=self).exists()

    @property
    def initials(self) -> str:
        """The letters in the round or square beside their words."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()


@compiled
def _coming(user: UUID) -> Any:
    """The person of an account, with what every page tells them."""
    return _with_news().filter(user_id=user)


def _with_news() -> Any:
    from incidents.models.call import Call
    from incidents.models.policy import ServicePolicy  # whose rows name a person

    beside: dict[str, Any] = {"unread": Notice.count_unread(), "newest_terms": ServicePolicy.newest()}
    beside["call_begun"] = Call.begun_by_person()
    return Person.objects.annotate(**beside)


@registry.on_coming
def _of_the_session() -> str:
    """The same, for the statement that reads the session: it spares every page a statement."""
    theirs = _with_news().filter(user_id=RawSQL("session.user_id", []))
    sql, params = with_words(*theirs.query.sql_with_params())
    if any(not isinstance(one, int) for one in params):
        raise TypeError(f"{params!r} would be kept in the statement of every session.")
    one = sql % tuple(map(int, params))
    return f"(SELECT row_to_json(one) FROM ({one}) AS one)"  # noqa: S608 - compiled from our own models alone


def _known(row: Mapping[str, Any]) -> Person:
    """The person whom the session's statement brought along."""
    found: Person = of_json(Person, row)
    found.unread = row["unread"]
    found.newest_terms, found.call_begun = (
        UUID(row[name]) if row[name] else None for name in ("newest_terms", "call_begun")
    )
    return found
