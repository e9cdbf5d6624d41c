"""Whose a timer or a letter is, for lists that know only ids."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from tenants.models import Tenant
from trials.models import Order


def companies(rows: Iterable[Any]) -> dict[UUID, str]:
    """The company of each row, by the row's id; of an order where there is no help desk yet."""
    listed = list(rows)
    desks = dict(Tenant.objects.filter(pk__in={row.tenant_id for row in listed}).values_list("pk", "name"))
    orphans = {row.subject_id for row in listed if row.tenant_id is None}
    orders = dict(Order.objects.filter(pk__in=orphans).values_list("pk", "company")) if orphans else {}
    return {row.pk: desks.get(row.tenant_id) or orders.get(row.subject_id, "") for row in listed}
