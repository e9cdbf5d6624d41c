"""What every page may read: the theme, the moment of the page, and who reads it."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.template.context import Context
from django.utils.translation import gettext_lazy as _

from helpdesk.timers import clock

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
KEYS_COOKIE = "keys"
KEYS = ("on", "off")
DENSITY_COOKIE = "density"
DENSITIES = ("comfortable", "compact")
SOUND_COOKIE = "sound"
SOUNDS = ("off", "on")
DENSE = ("agent", "first_line")  # they live in lists: 15 px, keys, no help line in the bar
ROLES = {
    "customer": _("Customer"),
    "manager": _("Manager"),
    "first_line": _("First line"),
    "agent": _("Agent"),
}


def theme_of(request: HttpRequest) -> str:
    """Gives the reader's theme: this browser's, else what they chose elsewhere, else the system's."""
    chosen = request.COOKIES.get(THEME_COOKIE) or getattr(getattr(request, "user", None), "theme", "")
    return chosen if chosen in THEMES else "auto"


def screen(request: HttpRequest) -> dict[str, Any]:
    """Gives templates the theme, the reader's company and role, and `now`: one question to the database's
    clock, asked only if a page wants it."""
    entry = getattr(request, "entry", None)
    role = entry.role if entry else ""
    return {
        "theme": theme_of(request),
        "keys": "off" if request.COOKIES.get(KEYS_COOKIE) == "off" else "on",
        "density": "compact" if request.COOKIES.get(DENSITY_COOKIE) == "compact" else "comfortable",
        "sound": "on" if request.COOKIES.get(SOUND_COOKIE) == "on" else "off",
        "now": asked_once(request),
        "dense": role in DENSE,
        "tenant_name": entry.tenant.name if entry else "",
        "role_name": ROLES.get(role, ""),
    }


def asked_once(request: HttpRequest) -> Callable[[], datetime]:
    """Gives the function by which all parts of a page learn the same moment, asked at most once."""
    moment: Callable[[], datetime] | None = getattr(request, "moment", None)
    if moment is None:
        moment = cache(clock.now)
        request.moment = moment  # type: ignore[attr-defined]  # ours, for the time of this request
    return moment


def now_of(context: Context) -> datetime:
    """Gives the page's moment: the view's own `now`, else the one given above."""
    now = context["now"]
    moment: datetime = now() if callable(now) else now
    return moment


def csrf(context: Context) -> dict[str, Any]:
    """Gives a part that posts the token of the page."""
    return {"csrf_token": context.get("csrf_token")}


def token(context: Context) -> str:
    """The same token as text; empty where a page is drawn without a request."""
    found = str(context.get("csrf_token") or "")
    return "" if found == "NOTPROVIDED" else found


def here(context: Context) -> str:
    """Gives the page to come back to after a switch: this one, if a GET can show it again."""
    request = context.get("request")
    return str(request.get_full_path()) if request and request.method == "GET" else "/"
