"""The link generated for one person alone: looked at by GET, used by POST."""

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk import outbox
from helpdesk.accounts.models import User
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from tenants.forms import PasswordForm
from tenants.letters import write_invitation
from tenants.models import Invitation
from tenants.views.passage import SIGN_IN

HELD = "invitation"  # where the session keeps the digest, so that the address bar shows no secret


@never_cache
@require_GET
def invitation_link(request: Request, secret: str) -> HttpResponse:
    """Takes the secret out of the address and goes on to the clean page."""
    request.session[HELD] = outbox.digest(secret)
    return HttpResponseRedirect(reverse("tenants:invitation"))


def _held(request: Request) -> Invitation | None:
    return Invitation.objects.select_related("tenant").filter(digest=request.session.get(HELD, "")).first()


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: Request) -> HttpResponse:
    """Sets the password of somebody new, or asks somebody known to sign in, and lets them in."""
    asked, now = _held(request), clock.now()
    if asked is None or asked.revoked_at:
        return answer(request, "tenants/invitation_unknown.html", {}, status=404)
    if asked.used_at:
        return HttpResponseRedirect(reverse("tenants:enter", args=[asked.tenant.address]))
    if asked.expires_at <= now:
        return answer(request, "tenants/invitation_expired.html", {"invitation": asked}, status=410)
    known = User.objects.filter(email=asked.email).first()
    if known and known.has_usable_password():
        return _known_person(request, asked, known)
    draft = known or User(email=asked.email, language=asked.language)
    form = PasswordForm(request.POST or None, user=draft, initial={"name": asked.name})
    if request.method == "POST" and form.is_valid():
        return _new_person(request, asked, form)
    status = 422 if request.method == "POST" else 200
    return answer(request, "tenants/invitation.html", {"invitation": asked, "form": form}, status=status)


def _new_person(request: Request, asked: Invitation, form: PasswordForm) -> HttpResponse:
    with transaction.atomic():
        user = User.objects.named(asked.email, language=asked.language)
        user.name = form.cleaned_data["name"]
        user.set_password(form.cleaned_data["password"])
        if not asked.accept(user, at=clock.now()):
            return HttpResponseRedirect(reverse("tenants:invitation"))  # somebody was faster
        user.save()
    login(request, user, backend=SIGN_IN)
    return _into(request, asked)


def _known_person(request: Request, asked: Invitation, known: User) -> HttpResponse:
    # The link proves the mailbox; an account that has a password asks for it as well.
    if request.user != known:
        sign_in = f"{reverse('account_login')}?next={reverse('tenants:invitation')}"
        return answer(request, "tenants/invitation_known.html", {"invitation": asked, "sign_in": sign_in})
    if request.method == "POST" and asked.accept(known, at=clock.now()):
        return _into(request, asked)
    return answer(request, "tenants/invitation_known.html", {"invitation": asked, "sign_in": ""})


def _into(request: Request, asked: Invitation) -> HttpResponse:
    request.session.pop(HELD, None)
    return see_other(request, reverse("tenants:enter", args=[asked.tenant.address]))


@never_cache
@require_POST
def invitation_renew(request: Request) -> HttpResponse:
    """Sends a fresh link to the same address; the answer is the same whatever was known."""
    asked = _held(request)
    with transaction.atomic():
        if asked and asked.expires_at <= clock.now() and asked.renew(at=clock.now()):
            write_invitation(asked, inviter="")
    return answer(request, "tenants/invitation_renewed.html", {})
