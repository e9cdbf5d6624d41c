"""The switches every page has: theme, language and keys."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from helpdesk.ui.context import (
    DENSITIES,
    DENSITY_COOKIE,
    KEYS,
    KEYS_COOKIE,
    SOUND_COOKIE,
    SOUNDS,
    THEME_COOKIE,
    THEMES,
)

YEAR = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps the theme that was chosen."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        return HttpResponseBadRequest()
    _remember(request, theme=chosen)
    return _keep(request, THEME_COOKIE, chosen)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language that was chosen."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    _remember(request, language=chosen)
    return _keep(request, settings.LANGUAGE_COOKIE_NAME, chosen)


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Switches the keyboard map of this browser on or off."""
    chosen = request.POST.get("keys", "")
    if chosen not in KEYS:
        return HttpResponseBadRequest()
    return _keep(request, KEYS_COOKIE, chosen)


@require_POST
def density(request: HttpRequest) -> HttpResponse:
    """Keeps how closely the lists of this browser stand."""
    chosen = request.POST.get("density", "")
    if chosen not in DENSITIES:
        return HttpResponseBadRequest()
    return _keep(request, DENSITY_COOKIE, chosen)


@require_POST
def sound(request: HttpRequest) -> HttpResponse:
    """Switches the sound of a new Critical on or off in this browser."""
    chosen = request.POST.get("sound", "")
    if chosen not in SOUNDS:
        return HttpResponseBadRequest()
    return _keep(request, SOUND_COOKIE, chosen)


def _remember(request: HttpRequest, **columns: str) -> None:
    """Keeps the choice with the person: other browsers and other hosts have no such cookie."""
    if request.user.is_authenticated:
        get_user_model().objects.filter(pk=request.user.pk).update(**columns)


def _keep(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    response.status_code = 303
    response.set_cookie(
        cookie, value, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response


def _back(request: HttpRequest) -> str:
    """Gives the page to go back to, only ever one of this host."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if safe else "/"
