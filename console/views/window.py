"""The one window: every open request of every company, whichever product it is about."""

from collections import Counter
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from console.paging import part
from helpdesk.lib.http import Request, answer
from helpdesk.ui.context import asked_once
from onewindow.models import IncidentRow
from onewindow.queries import open_requests
from tenants.models import Domain

IMPACTS = ("critical", "important", "minimal")


@never_cache
@require_GET
def window(request: Request) -> HttpResponse:
    """Shows the open requests of all companies, Criticals first; the URL says which."""
    impacts = [level for level in IMPACTS if level in request.GET.getlist("impact")]
    company = _uuid(request.GET.get("company", ""))
    counted = list(open_requests().values_list("impact", "tenant_id", "company", "next_due_at"))
    page = part(request, _chosen(impacts, company))
    hosts = dict(
        Domain.objects.filter(tenant__in={row.tenant_id for row in page.rows}, is_primary=True).values_list(
            "tenant_id", "domain"
        )
    )
    now = asked_once(request)()
    context = {
        "now": now,
        "rows": [(row, _way_in(row, hosts.get(row.tenant_id, ""))) for row in page.rows],
        "page": page,
        "views": _views(impacts, company, counted),
        "filters": _filters(impacts, company, counted),
        "open": len(counted),
        "critical": sum(1 for impact, *_rest in counted if impact == "critical"),
        "late": sum(1 for *_rest, due in counted if due and due < now),
        "seen": _seen(page.rows),
        "query": request.GET.urlencode(),
    }
    return answer(request, "console/window.html", context)


@never_cache
@require_GET
def news(request: Request) -> HttpResponse:
    """Says whether the list has changed since it was shown; nothing on screen moves by itself."""
    impacts = [level for level in IMPACTS if level in request.GET.getlist("impact")]
    page = part(request, _chosen(impacts, _uuid(request.GET.get("company", ""))))
    if _seen(page.rows) == request.GET.get("seen"):
        return HttpResponse(status=204)
    query = request.GET.copy()
    query.pop("seen", None)
    return answer(request, "console/news.html", {"url": f"{reverse('console:window')}?{query.urlencode()}"})


def _chosen(impacts: list[str], company: UUID | None) -> QuerySet[IncidentRow]:
    rows = open_requests()
    if impacts:
        rows = rows.filter(impact__in=impacts)
    return rows.filter(tenant_id=company) if company else rows


def _way_in(row: IncidentRow, domain: str) -> dict[str, str]:
    address = domain.partition(".")[0]
    # The names of a help desk's URLs live on its own host; this is the one path that is written out.
    return {
        "url": reverse("tenants:enter", args=[address]) if address else "",
        "next": f"/incidents/{row.number}/",
    }


def _seen(rows: list[IncidentRow]) -> str:
    facts = [(row.pk, row.rank, row.status, row.impact, row.next_due_at, row.agent) for row in rows]
    return sha256(repr(facts).encode()).hexdigest()[:16]


def _views(impacts: list[str], company: UUID | None, counted: list[Any]) -> list[dict[str, Any]]:
    here = reverse("console:window")
    by_impact = Counter(impact for impact, *_rest in counted)
    names = {
        "critical": pgettext("view", "Critical"),
        "important": pgettext("view", "Important"),
        "minimal": pgettext("view", "Minimal"),
    }
    views = [
        {
            "label": pgettext("view", "Open"),
            "url": here,
            "count": len(counted),
            "active": not impacts and not company,
            "hot": False,
        }
    ]
    for level in IMPACTS:
        views.append(
            {
                "label": names[level],
                "url": f"{here}?impact={level}",
                "count": by_impact[level],
                "active": impacts == [level] and not company,
                "hot": level == "critical",
            }
        )
    companies = Counter((tenant, name) for _impact, tenant, name, _due in counted)
    rows = [
        {
            "label": name,
            "url": f"{here}?company={tenant}",
            "count": count,
            "active": company == tenant,
            "hot": False,
        }
        for (tenant, name), count in companies.most_common(12)
    ]
    return [
        {"title": _("Views"), "items": views},
        *([{"title": _("Companies"), "items": rows}] if rows else []),
    ]


def _filters(impacts: list[str], company: UUID | None, counted: list[Any]) -> list[dict[str, Any]]:
    names = {"critical": _("Critical"), "important": _("Important"), "minimal": _("Minimal")}
    here = reverse("console:window")
    tail = f"&company={company}" if company else ""
    found = []
    for level in IMPACTS:
        rest = [other for other in IMPACTS if (other in impacts) != (other == level)]
        query = "&".join(f"impact={other}" for other in rest) + tail
        found.append(
            {"label": names[level], "url": f"{here}?{query}".rstrip("?"), "active": level in impacts}
        )
    if company:
        name = next((name for _impact, tenant, name, _due in counted if tenant == company), str(company))
        query = "&".join(f"impact={level}" for level in impacts)
        found.append({"label": name, "url": f"{here}?{query}".rstrip("?"), "active": True})
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
