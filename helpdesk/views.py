"""The pages that stand when nothing else does: no database, no context processors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

METHOD_NOT_ALLOWED = 405


def _static(request: HttpRequest, template: str, status: int, **told: str) -> HttpResponse:
    language = translation.get_language_from_request(request)
    with translation.override(language):
        page = render_to_string(
            template,
            {
                "help_line": settings.HELP_LINE,
                "public_url": f"{settings.PUBLIC_SCHEME}://{settings.PUBLIC_HOST}/",
                "language": language,
                **told,
            },
        )
    headers = {
        "Cache-Control": "no-store",
        # The same whether a session was looked at or not: a stranger learns nothing from the difference.
        "Content-Language": language,
        "Vary": "Cookie, Accept-Language",
    }
    response = HttpResponse(page, status=status, headers=headers)
    response.headers["Content-Length"] = str(len(response.content))
    return response


def nowhere(request: HttpRequest) -> HttpResponse:
    """Answers for a host that does not exist, and in the same bytes for one that is not yours."""
    return _static(request, "errors/nowhere.html", 404)


def deactivated(request: HttpRequest) -> HttpResponse:
    """Answers for a deactivated help desk, the same to everybody."""
    return _static(request, "errors/deactivated.html", 403)


def forbidden_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Says that a form was too old to be taken, and what to do."""
    return _static(request, "errors/csrf.html", 403)


def only_sent_to(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answers for an address without a page of its own, and leads to the page from which it is sent to."""
    above = request.path.rstrip("/").rpartition("/")[0] + "/"
    response = _static(request, "errors/only_sent_to.html", METHOD_NOT_ALLOWED, above=above)
    response.headers["Allow"] = allowed
    return response
