"""Who is written to about an order; the letters themselves are in letters.py."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from helpdesk import outbox
from helpdesk.accounts.models import Operator, User
from tenants.models import Membership, Role, Tenant

if TYPE_CHECKING:
    from trials.models.month import Month


def to_prospect(order: "Month", letter: str, *, key: str, **data: Any) -> None:
    """Writes to whoever ordered."""
    outbox.write(
        letter,
        to=order.email,
        name=order.contact_name,
        language=order.language,
        key=f"{letter}:{key}",
        tenant=order.tenant_id,
        subject=order.pk,
        data={"order": str(order.pk), **data},
    )


def to_managers(order: "Month", letter: str, *, key: str, **data: Any) -> None:
    """Writes to everybody who answers for the company; to whoever ordered while nobody has come in."""
    people = managers(order.desk)
    if not people:
        to_prospect(order, letter, key=key, **data)
    for user in people:
        outbox.write(
            letter,
            to=user.email,
            name=user.name,
            language=user.language,
            key=f"{letter}:{key}:{user.pk}",
            tenant=order.tenant_id,
            subject=order.pk,
            data={"order": str(order.pk), **data},
        )


def to_admins(letter: str, *, subject: UUID, key: str, tenant: UUID | None = None, **data: Any) -> None:
    """Writes to the operator admins."""
    admins = User.objects.filter(operator_role=Operator.ADMIN, is_active=True).order_by("email")
    _to_operators(list(admins), letter, subject=subject, key=key, tenant=tenant, **data)


def to_operators(letter: str, *, subject: UUID, key: str, tenant: UUID | None = None, **data: Any) -> None:
    """Writes to the operators' agents and admins."""
    operators = User.objects.filter(is_active=True).exclude(operator_role=Operator.NONE).order_by("email")
    _to_operators(list(operators), letter, subject=subject, key=key, tenant=tenant, **data)


def _to_operators(
    people: list[User], letter: str, *, subject: UUID, key: str, tenant: UUID | None, **data: Any
) -> None:
    for user in people:
        outbox.write(
            letter,
            to=user.email,
            name=user.name,
            language=user.language,
            key=f"{letter}:{key}:{user.pk}",
            tenant=tenant,
            subject=subject,
            data=data,
        )


def managers(tenant: Tenant) -> list[User]:
    """Those who answer for the company and can sign in."""
    rows = Membership.objects.filter(tenant=tenant, role=Role.MANAGER, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("user__email")]
