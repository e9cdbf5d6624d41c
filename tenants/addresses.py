"""What an address may look like, and the nearest free one."""

import re
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenants.hosts import domain_of
from tenants.models import Domain

SHAPE = re.compile(r"(?!xn--)[a-z](?:[a-z0-9]|-(?!-)){1,28}[a-z0-9]")
# Words that a host name of ours needs, or that would pass for ours.
RESERVED = frozenset(
    {
        "www", "api", "admin", "administrator", "mail", "smtp", "imap", "pop", "ftp", "ns", "ns1",
        "ns2", "dns", "mx", "static", "media", "assets", "cdn", "files", "app", "apps", "auth",
        "login", "signin", "account", "accounts", "help", "helpdesk", "pagalba", "support", "status",
        "blog", "docs", "demo-admin", "console", "operator", "operators", "root", "system", "test",
        "staging", "dev", "public", "private", "internal", "security", "abuse", "postmaster",
        "hostmaster", "webmaster", "noreply", "no-reply", "billing", "health", "healthz", "metrics",
        "langelis", "vendor", "autodiscover", "autoconfig",
    }
)  # fmt: skip


def validate(address: str) -> None:
    """Refuses a malformed or reserved address with a sentence; never says who is here already."""
    if not SHAPE.fullmatch(address):
        raise ValidationError(
            _(
                "Use 3 to 30 small Latin letters, digits and single hyphens; begin with a letter "
                "and end with a letter or a digit."
            )
        )
    if address in RESERVED:
        raise ValidationError(_("This word is kept for the service itself. Please choose another."))


def is_free(address: str, *, at: datetime) -> bool:
    """Says whether an address can be given away: nobody has it, and nobody had it in the last 12 months."""
    held = Domain.objects.filter(domain=domain_of(address))
    return not held.exclude(freed_at__lt=at - timedelta(days=Domain.FREED_FOR)).exists()


def nearest_free(address: str, *, at: datetime) -> str:
    """The wished address, or the nearest free one: acme, acme-2, acme-3."""
    if is_free(address, at=at):
        return address
    stem = address[:26].rstrip("-")
    return next(candidate for n in range(2, 1000) if is_free(candidate := f"{stem}-{n}", at=at))
