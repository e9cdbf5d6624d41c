"""From the public host into a help desk and back: the hand-off."""

import re
import secrets
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from allauth.account.views import login as allauth_sign_in
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk import audit, outbox
from helpdesk.accounts.models import HandOff, Session
from helpdesk.accounts.sessions import PARENT_KEY, TENANT_KEY
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from tenants import door, hosts
from tenants.door import Entry
from tenants.models import Membership, Role, Tenant

SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


def safe_path(wanted: str) -> str:
    """The path to go on to: one of the same host, else the front page."""
    inside = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if inside else "/"


@require_GET
def home(request: Request) -> HttpResponse:
    """Lists the help desks somebody belongs to; with one only, goes straight there."""
    mine = list(
        Membership.objects.filter(
            user=request.user, tenant__status__in=[Tenant.Status.ACTIVE, Tenant.Status.DEACTIVATED]
        )
        .select_related("tenant")
        .prefetch_related("tenant__domains")
        .order_by("tenant__name")
    )
    if request.user.is_operator_agent and not mine:
        return HttpResponseRedirect(reverse("console:window"))
    if len(mine) == 1 and mine[0].tenant.is_active and not request.user.is_operator_agent:
        return HttpResponseRedirect(reverse("tenants:enter", args=[mine[0].tenant.address]))
    return answer(request, "tenants/home.html", {"memberships": mine})


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: Request, address: str) -> HttpResponse:
    """Asks for a passage into a help desk; the POST makes one and shows it as a plain link."""
    tenant = hosts.tenant_at(hosts.domain_of(address))
    entry = door.entry(request.user, tenant) if tenant else None
    if tenant is not None and tenant.status == Tenant.Status.DEACTIVATED and _belongs(request, tenant):
        return HttpResponseRedirect(reverse("trials:ended", args=[address]))
    if tenant is None or entry is None:
        raise Http404
    wanted = safe_path(
        request.GET.get("next", "/") if request.method == "GET" else request.POST.get("next", "/")
    )
    if request.method == "GET":
        return answer(request, "tenants/enter.html", {"desk": tenant, "wanted": wanted})
    return _open(request, tenant, entry, wanted)


@never_cache
def sign_in(request: Request) -> HttpResponse:
    """Signs in; whoever was on the way into a help desk is given the passage by the same POST."""
    response: HttpResponse = allauth_sign_in(request)
    if request.method != "POST" or response.status_code != 302 or not request.user.is_authenticated:
        return response
    there = urlsplit(response["Location"])
    if there.netloc or not (found := re.fullmatch(r"/enter/([-\w]+)/", there.path)):
        return response
    tenant = hosts.tenant_at(hosts.domain_of(found[1]))
    entry = door.entry(request.user, tenant) if tenant and tenant.is_active else None
    if tenant is None or entry is None or entry.as_operator:
        return response  # who is no member enters by a press of their own, for it goes on record
    return _open(request, tenant, entry, safe_path(parse_qs(there.query).get("next", ["/"])[0]))


def _open(request: Request, tenant: Tenant, entry: Entry, wanted: str) -> HttpResponse:
    """Makes a passage and shows it as a plain link."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    HandOff.issue(
        user=request.user,
        session_key=request.session.session_key or "",
        tenant=tenant.pk,
        token_digest=outbox.digest(token),
        now=now,
    )
    if entry.as_operator:
        # Every entry of somebody who is no member is on the help desk's own record.
        audit.record("tenant.entered", tenant=tenant.pk, by=request.user.pk, subject=tenant.pk, at=now)
    path = reverse("tenants:arrive_link", args=[token], urlconf="helpdesk.urls_tenant")
    # An answer of 200 with a link: under form-action 'self' a redirect to another host is blocked.
    return answer(
        request, "tenants/passage.html", {"desk": tenant, "link": tenant.url(f"{path}?next={quote(wanted)}")}
    )


def _belongs(request: Request, tenant: Tenant) -> bool:
    return Membership.objects.filter(tenant=tenant, user=request.user).exists()


@never_cache
@require_GET
def arrive_link(request: Request, token: str) -> HttpResponse:
    """Shows the form that uses the passage up: a GET, which scanners follow, must not."""
    context: dict[str, Any] = {"token": token, "wanted": safe_path(request.GET.get("next", "/"))}
    if request.user.is_authenticated:
        # A link of somebody else must not make whoever is here already another person unnoticed.
        opened = HandOff.objects.filter(token_digest=outbox.digest(token)).exclude(user=request.user)
        context["other"] = opened.select_related("user").first()
    return answer(request, "tenants/arrive.html", context)


@never_cache
@require_POST
def arrive(request: Request) -> HttpResponse:
    """Uses the passage up and opens the session of this help desk."""
    tenant = request.tenant
    if tenant is None:
        raise Http404
    wanted = safe_path(request.POST.get("next", "/"))
    now = clock.now()
    used = HandOff.consume(
        token_digest=outbox.digest(request.POST.get("token", "")), tenant=tenant.pk, now=now
    )
    entry = door.entry(used.user, tenant) if used else None
    if used is None or entry is None:
        again = reverse("tenants:enter", args=[tenant.address], urlconf="helpdesk.urls_public")
        return answer(
            request,
            "tenants/late.html",
            {"again": hosts.public_url(f"{again}?next={quote(wanted)}")},
            status=422,
        )
    login(request, used.user, backend=SIGN_IN)
    request.session[TENANT_KEY] = str(tenant.pk)
    request.session[PARENT_KEY] = used.session_id
    request.session.set_expiry(used.session.expire_date)  # it never outlives the one it came from
    if entry.role in (Role.MANAGER, Role.CUSTOMER):
        tenant.enter_first(by=used.user.pk, at=now)
    return see_other(request, wanted)


@require_POST
def leave(request: Request) -> HttpResponse:
    """Ends the session here and the one it came from, so that nobody stays signed in by half."""
    parent = request.session.get(PARENT_KEY)
    logout(request)
    Session.objects.filter(pk=parent).delete()
    request.entry = request.person = None  # the page is that of somebody outside
    return answer(request, "tenants/left.html", {"public_url": hosts.public_url("/")})
