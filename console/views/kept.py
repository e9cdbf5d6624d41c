"""Promises kept, of all companies, from one table."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from helpdesk.lib import sheets
from helpdesk.lib.http import Request, answer
from incidents.kept_in_words import head, lines
from incidents.templatetags.kept import month as month_words
from onewindow import calls, complaints
from onewindow.models import CallRow, ComplaintRow, PromiseRow
from onewindow.promises import figures
from tenants.models import Tenant


@never_cache
@require_GET
def kept(request: Request) -> HttpResponse:
    """Shows the figures of a month, company by company, and of all together."""
    ended = (
        PromiseRow.objects.order_by()
        .values_list("month")
        .union(CallRow.objects.values_list("month"), ComplaintRow.objects.values_list("month"))
    )
    months = sorted((month for (month,) in ended), reverse=True)
    chosen = _chosen(request, months)
    rows = PromiseRow.objects.filter(month=chosen) if chosen else PromiseRow.objects.none()
    own = figures(rows, by_tenant=True)
    spoken = calls.figures(CallRow.objects.filter(month=chosen), by_tenant=True) if chosen else []
    came = ComplaintRow.objects.filter(month=chosen) if chosen else ComplaintRow.objects.none()
    complained = complaints.figures(came, by_tenant=True)
    names = _names(
        {one.tenant_id for one in own}
        | {one.tenant_id for one in spoken}
        | {one.tenant_id for one in complained}
    )
    context: dict[str, Any] = {
        "month": chosen,
        "views": [{"title": _("Months"), "items": [_view(one, chosen) for one in months[:36]]}],
        "rows": sorted(own, key=lambda one: names.get(one.tenant_id, "")),
        "calls": sorted(spoken, key=lambda one: names.get(one.tenant_id, "")),
        "complaints": sorted(complained, key=lambda one: names.get(one.tenant_id, "")),
        "companies": names,
        "together": figures(rows),
    }
    return answer(request, "console/kept.html", context)


@never_cache
@require_GET
def kept_csv(request: Request) -> HttpResponse:
    """Gives all months of all companies as a table for a spreadsheet."""
    rows = figures(PromiseRow.objects.all(), by_tenant=True)
    came = complaints.figures(ComplaintRow.objects.all(), by_tenant=True)
    names = _names({one.tenant_id for one in rows} | {one.tenant_id for one in came})
    table = [[names.get(desk, str(desk)), *said] for desk, said in lines(rows, came)]
    return sheets.sheet("promises-kept", [_("Company"), *head()], table)


def _names(tenants: set[Any]) -> dict[Any, str]:
    return dict(Tenant.objects.filter(pk__in=tenants).values_list("pk", "name"))


def _chosen(request: Request, months: list[date]) -> date | None:
    wanted = request.GET.get("month", "")
    return next((one for one in months if one.strftime("%Y-%m") == wanted), months[0] if months else None)


def _view(one: date, chosen: date | None) -> dict[str, Any]:
    url = f"{reverse('console:kept')}?month={one:%Y-%m}"
    return {"label": month_words(one), "url": url, "count": None, "active": one == chosen, "hot": False}
