"""The door: the only way into a help desk, and who may use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
from django_tenants.utils import tenant_context

from helpdesk.accounts.models import User
from tenants.models import Role, Tenant


@contextmanager
def in_tenant(tenant: Tenant | UUID) -> Iterator[Tenant]:
    """Works inside one help desk's schema and comes back to where it was, whatever happens.

    Give values across this boundary, never querysets. Raises Tenant.DoesNotExist for an unknown id.
    """
    desk = tenant if isinstance(tenant, Tenant) else Tenant.objects.get(pk=tenant)
    with tenant_context(desk):  # a fresh object each time: the shared ones were shown to leak
        yield desk


@dataclass(frozen=True)
class Entry:
    """Somebody who came through the door: who, where, as what."""

    user: User
    tenant: Tenant
    role: str
    as_operator: bool = False
    # What the session's statement brought along of them in this help desk (registry.on_coming), if it did.
    known: Any = field(default=None, compare=False)

    @property
    def is_agent(self) -> bool:
        """Says whether they are of the vendor's side."""
        return self.role == Role.AGENT

    @property
    def is_manager(self) -> bool:
        """Says whether they answer for the company."""
        return self.role == Role.MANAGER


@dataclass(frozen=True)
class Standing:
    """How somebody stands in a help desk at this moment: its state, and their role if they are a member."""

    status: str
    ends_on: date | None
    company_sees_all: bool
    role: str | None


def entry(user: User, tenant: Tenant) -> Entry | None:
    """Lets somebody in with their role, or None; how they stand is asked anew."""
    mine = FilteredRelation("memberships", condition=Q(memberships__user=user))
    row = (
        Tenant.objects.annotate(mine=mine)
        .filter(pk=tenant.pk)
        .values_list("status", "ends_on", "company_sees_all", "mine__role")
        .first()
    )
    return let_in(user, tenant, Standing(*row) if row else None)


def entry_of(user: UUID, tenant: Tenant) -> Entry | None:
    """Lets an account in with its role, or None; the help desk's row has been read just now."""
    mine = FilteredRelation("memberships", condition=Q(memberships__tenant=tenant))
    found = User.objects.annotate(mine=mine, role_here=F("mine__role")).filter(pk=user).first()
    if found is None:
        return None
    role: str | None = found.role_here
    return let_in(found, tenant, Standing(tenant.status, tenant.ends_on, tenant.company_sees_all, role))


def let_in(user: User, tenant: Tenant, standing: Standing | None, known: Any = None) -> Entry | None:
    """Lets somebody in with their role, or None; a member's own role goes before an operator's right.

    The help desk's state is written on its row here: the host may have been remembered from before.
    """
    if standing is None:
        tenant.status = Tenant.Status.ERASED
        return None
    tenant.status, tenant.ends_on = standing.status, standing.ends_on
    tenant.company_sees_all = standing.company_sees_all
    if not user.is_active or not tenant.is_active:
        return None
    if standing.role:
        return Entry(user, tenant, standing.role, known=known)
    if user.is_operator_agent:
        return Entry(user, tenant, Role.AGENT, as_operator=True, known=known)
    return None
