"""Host names and links: which help desk answers where, remembered for five seconds."""

import time
from copy import copy
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

if TYPE_CHECKING:
    from tenants.models import Tenant

REMEMBERED = 5.0  # seconds; the session's own statement decides, this only spares a look-up
MOST = 2_000

_known: dict[str, tuple[float, "Tenant | None"]] = {}


def normal(host: str) -> str:
    """The host as Domain rows have it: lower case, without a port and a trailing dot."""
    return host.lower().partition(":")[0].rstrip(".")


def is_public(host: str) -> bool:
    """Says whether this is the public site."""
    return normal(host) == settings.PUBLIC_NAME


def domain_of(address: str) -> str:
    """The full name of an address."""
    return f"{address.lower()}.{settings.PUBLIC_NAME}"


def with_port(domain: str) -> str:
    """A domain as links carry it: with the port this installation is reached by."""
    _name, colon, port = settings.PUBLIC_HOST.partition(":")
    return f"{domain}{colon}{port}"


def link(host: str, path: str) -> str:
    """An absolute link to a host."""
    return f"{settings.PUBLIC_SCHEME}://{host}{path}"


def public_url(path: str = "/") -> str:
    """An absolute link to the public site."""
    return link(settings.PUBLIC_HOST, path)


def tenant_at(host: str) -> "Tenant | None":
    """The help desk that answers at a host; an erased one answers nowhere."""
    name, now = normal(host), time.monotonic()
    remembered = _known.get(name)  # once: another thread may forget it meanwhile
    if remembered and remembered[0] > now:
        return copy(remembered[1])  # each request has its own: the door writes on it
    tenant = _look_up(name)
    if tenant is not None and not tenant.is_active:
        return tenant  # not remembered: once brought back, it is open in every process
    if len(_known) >= MOST:
        _known.clear()
    _known[name] = (now + REMEMBERED, tenant)
    return copy(tenant)


def _look_up(name: str) -> "Tenant | None":
    from tenants.models import Domain, Tenant  # the models import this module for their links

    row = Domain.objects.select_related("tenant").filter(domain=name, freed_at__isnull=True).first()
    return (
        row.tenant if row and row.tenant.status in (Tenant.Status.ACTIVE, Tenant.Status.DEACTIVATED) else None
    )


def forget(_tenant: UUID | None = None) -> None:
    """Forgets what was remembered, in this process; the others follow within five seconds."""
    _known.clear()
