"""The wish to carry on: in the help desk while it runs, on the public host after its end."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui import moments
from helpdesk.ui.context import asked_once
from tenants import hosts
from tenants.models import Membership, Role, Tenant
from trials.forms import WishForm
from trials.models import Order, Wish


@never_cache
@require_http_methods(["GET", "POST"])
def carry_on(request: Request) -> HttpResponse:
    """Takes a manager's wish to carry on while the help desk runs."""
    order = get_object_or_404(Order.objects.select_related("tenant", "offer"), tenant=request.tenant)
    form = WishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _say(request, order, form):
        return see_other(request, "/")
    context = {"order": order, "form": form, "wish": Wish.standing(order), "now": asked_once(request)()}
    context["possible"] = Order.LIFE.possible("say_wish", order.status)
    return answer(request, "trials/carry_on.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
def ended(request: Request, address: str) -> HttpResponse:
    """Says to its people why a help desk ended and whom to call; a manager can say the wish here."""
    membership = _membership(request, address)
    if membership.tenant.is_active:
        return HttpResponseRedirect(reverse("tenants:enter", args=[address]))
    return _ended(request, membership, address, WishForm())


@never_cache
@require_POST
def carry_on_public(request: Request, address: str) -> HttpResponse:
    """Takes a manager's wish to carry on with a help desk that has ended."""
    membership = _membership(request, address)
    if membership.role != Role.MANAGER:
        raise Http404
    order = get_object_or_404(Order.objects.select_related("tenant"), tenant=membership.tenant)
    form = WishForm(request.POST)
    if form.is_valid() and _say(request, order, form):
        return see_other(request, reverse("trials:ended", args=[address]))
    return _ended(request, membership, address, form, status=422)


def _say(request: Request, order: Order, form: WishForm) -> Wish | None:
    try:
        wish = Wish.say(order, by=request.user.pk, words=form.cleaned_data["words"], at=asked_once(request)())
    except NotNow as no:
        form.add_error(None, str(no))
        return None
    said = _("We noted your wish to carry on. We will answer by the end of %(day)s.")
    messages.success(request, said % {"day": moments.day(wish.due_at)})
    return wish


def _ended(
    request: Request, membership: Membership, address: str, form: WishForm, status: int = 200
) -> HttpResponse:
    tenant = membership.tenant
    order = Order.objects.filter(tenant=tenant).first()
    context = {
        "desk": tenant,
        "address": address,
        "why": Tenant.Why(tenant.deactivated_why).label if tenant.deactivated_why else "",
        "wish": Wish.standing(order) if order else None,
        "refused": order.wishes.filter(answer=Wish.Answer.REFUSED).last() if order else None,
        "may_wish": order is not None and membership.role == Role.MANAGER,
        "form": form,
        "now": asked_once(request)(),
    }
    return answer(request, "trials/ended.html", context, status=status)


def _membership(request: Request, address: str) -> Membership:
    """The membership of whoever asks; a help desk they do not belong to is one that does not exist."""
    tenant = hosts.tenant_at(hosts.domain_of(address))
    if tenant is None:
        raise Http404
    tenant.refresh_from_db()
    return get_object_or_404(Membership.objects.select_related("tenant"), tenant=tenant, user=request.user)
