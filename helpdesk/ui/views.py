"""The switches every page has: theme and language, kept in this browser and with the person."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from helpdesk.ui.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps the theme that was chosen."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        return HttpResponseBadRequest()
    return _keep(request, "theme", THEME_COOKIE, chosen)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language that was chosen."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    return _keep(request, "language", settings.LANGUAGE_COOKIE_NAME, chosen)


def _keep(request: HttpRequest, column: str, cookie: str, value: str) -> HttpResponse:
    if request.user.is_authenticated:
        # Other browsers and other hosts have no such cookie: they ask the person's own row.
        type(request.user)._default_manager.filter(pk=request.user.pk).update(**{column: value})
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
