"""What stands under one's own initials: only pages that this host has."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# What only some are shown: the pages of the desk that no bar has room for.
OF_AGENTS = [
    ("incidents:canned", _("Canned replies"), False),
    ("incidents:checklists", _("Checklists"), False),
]
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
    is_agent = getattr(getattr(request, "entry", None), "role", "") == "agent"
    for name, label, post in [*(OF_AGENTS if is_agent else []), *PAGES]:
        try:
            found.append({"url": reverse(name, urlconf=urlconf), "label": label, "post": post})
        except NoReverseMatch:  # it belongs to the other host
            continue
    return found
