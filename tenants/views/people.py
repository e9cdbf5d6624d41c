"""The manager's page of the people of the company."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk import timers
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.timers import clock
from tenants import limits
from tenants.forms import InviteForm, open_invitations
from tenants.letters import write_invitation
from tenants.models import Invitation, Membership, Role, Tenant


def _desk(request: Request) -> Tenant:
    if request.tenant is None:
        raise Http404
    return request.tenant


def _page(request: Request, form: InviteForm, status: int = 200) -> HttpResponse:
    tenant = _desk(request)
    members = (
        Membership.objects.filter(tenant=tenant).select_related("user").order_by("user__name", "user__email")
    )
    context = {
        "members": members,
        "invitations": open_invitations(tenant),
        "form": form,
        "sees_all": tenant.company_sees_all,
        "may_set": _may_set(request),
        "may_invite": request.entry is not None and request.entry.is_manager,
    }
    return answer(request, "tenants/people.html", context, status=status)


def _may_set(request: Request) -> bool:
    """Whether they decide who sees what: the manager, and the admins of the vendor."""
    return (request.entry is not None and request.entry.is_manager) or request.user.is_operator_admin


@require_GET
def people(request: Request) -> HttpResponse:
    """Shows who is in the help desk and who was asked in."""
    return _page(request, InviteForm(tenant=_desk(request), initial={"language": _desk(request).language}))


@require_POST
def let_see(request: Request) -> HttpResponse:
    """Sets whether customers see the requests of the whole company or only their own; it is on record."""
    wanted = request.POST.get("sees", "")
    if wanted not in ("all", "own"):
        messages.error(request, _("Choose who sees which requests."))
    elif _desk(request).let_see(wanted == "all", by=request.user.pk, at=clock.now()):
        messages.success(request, _("It is set, and holds from this moment."))
    return see_other(request, reverse("tenants:people"))


@require_POST
@transaction.atomic
def invite(request: Request) -> HttpResponse:
    """Asks a colleague in."""
    tenant = _desk(request)
    timers.lock(tenant.pk)  # of two that are asked in at once, the second is counted with the first
    form = InviteForm(request.POST, tenant=tenant)
    now = clock.now()
    if form.is_valid() and (
        limits.spent(tenant, now=now) or limits.pestered(form.cleaned_data["email"], now=now)
    ):
        form.add_error(None, _too_many())
    if not form.is_valid():
        return _page(request, form, status=422)
    asked = Invitation.invite(tenant=tenant, by=request.user.pk, at=now, **form.cleaned_data)
    write_invitation(asked, inviter=str(request.user.pk))
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": asked.email})
    return see_other(request, reverse("tenants:people"))


@require_POST
def invite_again(request: Request, invitation: UUID) -> HttpResponse:
    """Sends a fresh link to somebody who has not come yet."""
    asked, now = get_object_or_404(open_invitations(_desk(request)), pk=invitation), clock.now()
    if limits.renewed_enough(asked, now=now):
        messages.error(request, _too_many())
        return see_other(request, reverse("tenants:people"))
    with transaction.atomic():
        if asked.renew(at=now):
            write_invitation(asked, inviter=str(request.user.pk))
    messages.success(request, _("A new link is on its way to %(email)s.") % {"email": asked.email})
    return see_other(request, reverse("tenants:people"))


@require_POST
def revoke(request: Request, invitation: UUID) -> HttpResponse:
    """Takes an invitation back."""
    asked = get_object_or_404(open_invitations(_desk(request)), pk=invitation)
    if asked.revoke(by=request.user.pk, at=clock.now()):
        messages.success(request, _("The invitation of %(email)s is taken back.") % {"email": asked.email})
    else:
        messages.info(request, _("It is over already: nothing was changed."))
    return see_other(request, reverse("tenants:people"))


def _too_many() -> str:
    return _("That is as many invitations as we send for now. Try again later, or call us.")


@require_POST
@transaction.atomic
def remove(request: Request, membership: UUID) -> HttpResponse:
    """Takes somebody of the company out; the last manager stays."""
    company = Membership.objects.filter(tenant=_desk(request)).exclude(role=Role.AGENT)
    member = get_object_or_404(company, pk=membership)
    # Held until the end: of two managers who take each other out at once, the second is told.
    managers = company.filter(role=Role.MANAGER).select_for_update().order_by("pk")
    if member.role == Role.MANAGER and {one.pk for one in managers} <= {member.pk}:
        messages.error(request, _("Somebody must answer for the company: make another manager first."))
    else:
        member.remove(by=request.user.pk, at=clock.now())
        messages.success(request, _("%(name)s is no longer in your help desk.") % {"name": member.user})
    return see_other(request, reverse("tenants:people"))
