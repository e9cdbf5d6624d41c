"""The help desks: which have not begun, run, end soon, or are over; and ending one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from console import order_page
from console.forms import EndForm
from console.paging import part
from helpdesk.lib.dates import local_date
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.ui.context import asked_once
from tenants.helpline import ZONE
from tenants.models import Tenant
from trials.models import Order

SOON = timedelta(days=7)


@never_cache
@require_GET
def trials(request: Request) -> HttpResponse:
    """Shows the help desks by how they stand; the URL says which."""
    now = asked_once(request)()
    states = _states(now)
    state = request.GET.get("state", "")
    desks = (
        Tenant.objects.select_related("order").prefetch_related("domains").order_by("ends_on", "name", "id")
    )
    chosen = desks.filter(states[state][1]) if state in states else desks
    page = part(request, chosen)
    context = {
        "now": now,
        "rows": [(desk, getattr(desk, "order", None), _address(desk)) for desk in page.rows],
        "soon": local_date(now, ZONE) + SOON,
        "page": page,
        "views": _views(state, states),
        "filtered": state in states,
    }
    return answer(request, "console/trials.html", context)


@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """Ends a help desk now, after its address was typed."""
    order = get_object_or_404(
        Order.objects.select_related("tenant", "offer", "terms"), pk=pk, tenant__isnull=False
    )
    form = EndForm(request.POST, address=order.desk.address)
    now = asked_once(request)()
    if not form.is_valid():
        shown = order_page.context(order, now, end_form=form)
        return answer(request, "console/order.html", shown, status=422)
    try:
        order.end(Tenant.Why.ENDED, by=request.user.pk, at=now)
    except NotNow as no:
        shown = order_page.context(order, now) | {"refused": str(no)}
        return answer(request, "console/order.html", shown, status=409)
    messages.success(request, _("The help desk is deactivated. Its managers are told by mail."))
    return see_other(request, reverse("console:order", args=[pk]))


def _address(desk: Tenant) -> str:
    """The first label of its host, without a statement of its own."""
    return next((row.domain.partition(".")[0] for row in desk.domains.all() if row.is_primary), "")


def _states(now: Any) -> dict[str, tuple[str, Q]]:
    soon = local_date(now, ZONE) + SOON
    active = Q(status=Tenant.Status.ACTIVE)
    return {
        "making": (pgettext("view", "Being made"), Q(status=Tenant.Status.MAKING)),
        "idle": (pgettext("view", "Not started"), active & Q(activated_at__isnull=True)),
        "active": (pgettext("view", "Active"), active & Q(activated_at__isnull=False)),
        "soon": (pgettext("view", "Ending in 7 days"), active & Q(ends_on__lte=soon)),
        "deactivated": (pgettext("view", "Deactivated"), Q(status=Tenant.Status.DEACTIVATED)),
        "erased": (pgettext("view", "Erased"), Q(status=Tenant.Status.ERASED)),
    }


def _views(state: str, states: dict[str, tuple[str, Q]]) -> list[dict[str, Any]]:
    here = reverse("console:trials")
    counts = Tenant.objects.aggregate(
        all=Count("pk"), **{key: Count("pk", filter=condition) for key, (_label, condition) in states.items()}
    )
    rows = [("", pgettext("view", "All")), *((key, label) for key, (label, _condition) in states.items())]
    items = [
        {
            "label": label,
            "url": f"{here}?state={key}" if key else here,
            "count": counts[key or "all"],
            "active": key == state,
            "hot": False,
        }
        for key, label in rows
    ]
    return [{"title": _("Help desks"), "items": items}]
