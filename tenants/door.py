"""The door: the only way into a help desk, and who may use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db.models import FilteredRelation, Q
from django_tenants.utils import schema_context

from helpdesk.accounts.models import User
from tenants.models import Role, Tenant


@contextmanager
def in_tenant(tenant: Tenant | UUID) -> Iterator[Tenant]:
    """Works inside one help desk's schema and comes back to where it was, whatever happens.

    Give values across this boundary, never querysets. Raises Tenant.DoesNotExist for an unknown id.
    """
    desk = tenant if isinstance(tenant, Tenant) else Tenant.objects.get(pk=tenant)
    with schema_context(desk.schema_name):  # a fresh object each time: the shared ones were shown to leak
        yield desk


@dataclass(frozen=True)
class Entry:
    """Somebody who came through the door: who, where, as what."""

    user: User
    tenant: Tenant
    role: str
    as_operator: bool = False

    @property
    def is_agent(self) -> bool:
        """Says whether they are of the vendor's side."""
        return self.role == Role.AGENT

    @property
    def is_manager(self) -> bool:
        """Says whether they answer for the company."""
        return self.role == Role.MANAGER


def entry(user: User, tenant: Tenant) -> Entry | None:
    """Lets somebody in with their role, or None; a member's own role goes before an operator's right.

    One statement, which also reads the help desk's state anew: the host may have been remembered from before.
    """
    mine = FilteredRelation("memberships", condition=Q(memberships__user=user))
    row = (
        Tenant.objects.annotate(mine=mine)
        .filter(pk=tenant.pk)
        .values_list("status", "ends_on", "mine__role")
        .first()
    )
    tenant.status, tenant.ends_on, role = row or (Tenant.Status.ERASED, None, None)
    if not user.is_active or not tenant.is_active:
        return None
    if role:
        return Entry(user, tenant, role)
    return Entry(user, tenant, Role.AGENT, as_operator=True) if user.is_operator_agent else None
