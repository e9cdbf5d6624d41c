"""Host → help desk, and the door: nobody is anywhere unless a rule lets them in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedHost, PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from helpdesk import access, views
from helpdesk.accounts.models import User
from helpdesk.accounts.sessions import TENANT_KEY
from helpdesk.lib import schema
from helpdesk.lib.http import Request
from tenants import door, hosts
from tenants.models import Tenant
from tenants.sessions import user_of
from tenants.signed_out import signed_out

GetResponse = Callable[[Request], HttpResponse]


class HostMiddleware:
    """Finds the help desk of a host name; an unknown host gets the one 404, a closed desk its one page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if _carries_a_nul(request):
            return HttpResponseBadRequest()
        schema.to_public()
        try:
            return self._answer(request)
        finally:
            schema.to_public()
            timezone.deactivate()

    def _answer(self, request: Request) -> HttpResponse:
        try:
            host = request.get_host()
        except DisallowedHost:
            return views.nowhere(request)
        request.tenant, request.entry = None, None
        if hosts.is_public(host):
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            return self.get_response(request)
        tenant = hosts.tenant_at(host)
        if tenant is None:
            return views.nowhere(request)
        if not tenant.is_active:
            return views.deactivated(request)
        request.tenant, request.urlconf = tenant, settings.ROOT_URLCONF
        schema.enter(tenant)
        timezone.activate(tenant.zone)
        return self.get_response(request)


def _carries_a_nul(request: Request) -> bool:
    """Whether an address or a cookie holds a NUL: no browser sends one, and the database takes none."""
    said = [request.path_info, *request.COOKIES.values()]
    for name, values in request.GET.lists():
        said += [name, *values]
    return any("\0" in words for words in said)


class SignedInMiddleware:
    """Says who asks: from the session's own statement where that is enough, else as Django finds them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _who(request))  # type: ignore[assignment]  # as Django's own does
        return self.get_response(request)


def _who(request: Request) -> User | AnonymousUser:
    user = user_of(request.session)
    if user is None:
        return get_user(request)
    moment = request.session.known.moment
    request.moment = lambda: moment  # the page needs no statement of its own for it
    return user


class DoorMiddleware:
    """Binds the session to its host, finds the role, and closes every view that the table does not open."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        tenant = request.tenant
        if request.user.is_authenticated:
            here = str(tenant.pk) if tenant else None
            if request.session.get(TENANT_KEY) != here:
                request.user = AnonymousUser()  # type: ignore[assignment]  # a session of another host is no session here
            elif tenant:
                request.entry = _entry(request, tenant)
                if tenant.status == Tenant.Status.DEACTIVATED:
                    return views.deactivated(request)
                if request.entry is None:
                    return views.nowhere(request)
        response = self.get_response(request)
        if response.status_code == views.METHOD_NOT_ALLOWED and request.method == "GET":
            return views.only_sent_to(request, response.headers["Allow"])
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            # What a signed-in person saw stays in no cache, not even for the Back button after leaving.
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def process_view(
        self, request: Request, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lets the request through to the view, or answers it here."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        allowed = (access.TENANT if request.tenant else access.PUBLIC).get(name)
        if allowed is None or access.NOBODY in allowed:
            raise Http404
        if access.ANYONE in allowed:
            return None
        if not request.user.is_authenticated:
            return signed_out(request)
        if allowed & _roles(request):
            return None
        if request.tenant is None:
            raise Http404  # the console does not exist for those who are not operators
        raise PermissionDenied


def _entry(request: Request, tenant: Tenant) -> door.Entry | None:
    """Lets them in by what the session's own statement said a moment ago, else by asking."""
    known = request.session.known
    if known is None or known.tenant_id != tenant.pk or known.user != request.user:
        return door.entry(request.user, tenant)
    return door.let_in(request.user, tenant, known.standing, known.coming)


def _roles(request: Request) -> frozenset[str]:
    if request.entry is not None:
        admin = {access.OPERATOR_ADMIN} if request.user.is_operator_admin else set()
        return access.only(str(request.entry.role), *admin)
    roles = {access.SIGNED_IN}
    if request.user.is_operator_agent:
        roles.add(access.OPERATOR_AGENT)
    if request.user.is_operator_admin:
        roles.add(access.OPERATOR_ADMIN)
    return frozenset(roles)
