"""What is asked or sent after a session has ended: nothing of it is done, and no word of it is lost."""

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from helpdesk.lib.http import Request, answer
from tenants import hosts

UNAUTHORIZED = 401


def signed_out(request: Request) -> HttpResponse:
    """Leads a page to the sign-in; what comes from within a page stays on it, and what was sent is shown."""
    way_in = _way_in(request)
    if request.tenant is None and request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": way_in})
    if request.headers.get("HX-Request") or request.headers.get("Accept") == "application/json":
        # The page asked by itself: it says so, and what somebody is writing on it stays as it is.
        return HttpResponse(status=UNAUTHORIZED, headers={"X-Sign-In": way_in})
    if request.tenant is None or request.method != "POST":
        return HttpResponseRedirect(way_in)
    # A form may not be led to another host: what was written is shown on this one.
    # Files of strangers are not kept even while they come in: whether there were any is not known.
    with_files = request.content_type == "multipart/form-data"
    context = {"written": _written(request), "with_files": with_files, "way_in": way_in}
    return answer(request, "tenants/signed_out.html", context, status=403)


def _way_in(request: Request) -> str:
    wanted = quote(_page(request))
    if request.tenant is None:
        return f"{reverse('account_login')}?next={wanted}"
    enter = reverse("tenants:enter", args=[request.tenant.address], urlconf=settings.PUBLIC_SCHEMA_URLCONF)
    return hosts.public_url(f"{enter}?next={wanted}")


def _page(request: Request) -> str:
    """The page on which somebody is: the one that asks, where it is one of ours."""
    asking = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    within = request.method == "POST" or request.headers.get("HX-Request")
    if within and asking.netloc == request.get_host() and asking.path.startswith("/"):
        return asking._replace(scheme="", netloc="", fragment="").geturl()
    return request.path if request.method == "POST" else request.get_full_path()


def _written(request: Request) -> list[str]:
    """Every text of more than one word; a single word is as soon typed as copied."""
    return [str(text) for texts in request.POST.lists() for text in texts[1] if len(str(text).split()) > 1]
