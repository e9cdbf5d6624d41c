"""What every screen shows: where one is, where one may go, and the help line."""

from typing import Any

from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from helpdesk import access
from helpdesk.lib.http import Request
from helpdesk.ui.context import asked_once
from helpdesk.ui.tags.links import address
from tenants.helpline import helpline

Item = dict[str, Any]


def window(request: Request) -> dict[str, Any]:
    """Gives the templates the help desk, the entry, the navigation and the help line."""
    tenant = getattr(request, "tenant", None)
    entry = getattr(request, "entry", None)
    return {
        "tenant": tenant,
        "entry": entry,
        "nav": _navigation(request, entry),
        "helpline": SimpleLazyObject(lambda: helpline(asked_once(request)())),
    }


def _navigation(request: Request, entry: Any) -> list[Item]:
    if entry is not None:
        return _items(request, _of_a_help_desk(entry), access.TENANT, {str(entry.role)})
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_operator_agent:
        return []
    roles = {access.OPERATOR_AGENT} | ({access.OPERATOR_ADMIN} if user.is_operator_admin else set())
    return _items(request, _of_the_console(), access.PUBLIC, roles)


def _of_a_help_desk(entry: Any) -> list[tuple[str, str]]:
    if entry.role in access.DESK:
        return [
            ("incidents:queue", _("Queue")),
            ("incidents:calls", _("Calls")),
            ("incidents:complaints", _("Complaints")),
            ("tenants:people", _("People")),
            ("incidents:kept", _("Promises kept")),
            ("incidents:policy", _("Service policy")),
        ]
    return [
        ("incidents:home", _("Home")),
        ("incidents:requests", _("Requests")),
        ("tenants:people", _("People")),
        ("incidents:kept", _("Promises kept")),
        ("incidents:policy", _("Service policy")),
    ]


def _of_the_console() -> list[tuple[str, str]]:
    return [
        ("console:window", _("One window")),
        ("console:orders", _("Orders")),
        ("console:trials", _("Help desks")),
        ("console:kept", _("Promises kept")),
        ("console:timers", _("Timers")),
        ("console:outbox", _("Mail")),
    ]


def _items(
    request: Request, pages: list[tuple[str, str]], table: dict[str, frozenset[str]], roles: set[str]
) -> list[Item]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    items = []
    for name, label in pages:
        if table.get(name, frozenset()) & roles:
            try:
                items.append({"label": label, "url": address(name), "active": name == here})
            except NoReverseMatch:  # the page belongs to the other host
                continue
    return items
