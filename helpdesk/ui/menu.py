"""What stands under one's own initials: only pages that this host has."""

from collections.abc import Mapping
from functools import lru_cache
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


def addresses(request: HttpRequest | None) -> dict[str, str]:
    """The addresses of the lines on this host, by name; empty for what is not shown here."""
    is_agent = getattr(getattr(request, "entry", None), "role", "") == "agent"
    return dict(_addresses(getattr(request, "urlconf", None), is_agent))


@lru_cache
def _addresses(urlconf: Any, is_agent: bool) -> tuple[tuple[str, str], ...]:
    shown = [*(OF_AGENTS if is_agent else []), *PAGES]
    return tuple((_named(page), _address(page, urlconf)) for page, _label, _post in shown)


def _address(page: str, urlconf: Any) -> str:
    try:
        return reverse(page, urlconf=urlconf)
    except NoReverseMatch:  # it belongs to the other host
        return ""


def _named(page: str) -> str:
    return page.replace(":", "_")


def items(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Gives the lines of the menu whose addresses were found."""
    return [
        {"url": found[_named(page)], "label": label, "post": post}
        for page, label, post in [*OF_AGENTS, *PAGES]
        if found.get(_named(page))
    ]
