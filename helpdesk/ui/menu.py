"""What stands under one's own initials: only pages that this host has."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# (URL name, words, whether it posts). A host knows some of them; the others are not shown there.
PAGES = [
    ("tenants:home", _("My help desks"), False),
    ("account_change_password", _("Password"), False),
    ("mfa_index", _("Second factor"), False),
    ("account_logout", _("Sign out"), True),
    ("tenants:leave", _("Sign out"), True),
]


def items(request: HttpRequest | None) -> list[dict[str, Any]]:
    """Gives the lines of the menu on this host."""
    urlconf = getattr(request, "urlconf", None)
    found = []
    for name, label, post in PAGES:
        try:
            found.append({"url": reverse(name, urlconf=urlconf), "label": label, "post": post})
        except NoReverseMatch:  # it belongs to the other host
            continue
    return found
