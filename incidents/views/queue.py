"""The queue of the desk: every open request, Criticals first."""

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from incidents import presence
from incidents.models import Incident, Person, Rank, ServicePolicy
from incidents.views import freshness, lines, rows, saved, tools
from incidents.views.around import strip
from incidents.views.references import named
from incidents.views.table import Table


@require_GET
def home(request: Request) -> HttpResponse:
    """The desk begins its day at the queue."""
    return see_other(request, reverse("incidents:queue"))


@require_GET
def queue(request: Request) -> HttpResponse:
    """Shows one view of the queue; asked again by a page that is open, says only what has changed."""
    choice = rows.Choice.of(request.GET)
    if found := named(request.person, choice.words):
        return see_other(request, found.get_absolute_url())
    now = asked_once(request)()
    counts = rows.Counts.of(request.person, now)
    if choice.words:
        total = rows.listed(request.person, choice, now).count()
    else:
        total = counts.total(choice.view, choice)
    first = min(choice.page - 1, max(0, total - 1) // rows.PAGE) * rows.PAGE
    page = lines.page(request.person, choice, now, first)
    alone = _alone(request.person, counts, page)
    kept = saved.of(page, request.person)
    company = [presence.others(request.person, one, now) for one in page]
    tag = _tag(request, page, counts, alone, kept, now, company)
    if freshness.has(request, tag):
        return freshness.nothing_new(tag)
    book = ServicePolicy.book(request.person.newest_terms)
    business = book.calendars[book.now(now).business]
    token, here = get_token(request), address(choice, page=choice.page if choice.page > 1 else "")
    context = {
        "now": now,
        "choice": choice,
        "title": _("Found: “%(words)s”") % {"words": choice.words}
        if choice.words
        else rows.LABELS[choice.view][1],
        "rows": Table(
            now=now,
            business=business,
            view=choice.view,
            me=request.person.pk,
            may_start=request.person.is_agent,
            csrf_token=token,
        ).rows(page, company),
        "head": tools.head(request.person.is_agent),
        "bulk": tools.bulk(lines.agents(page), me=str(request.person.pk), here=here, csrf_token=token)
        if request.person.is_agent
        else "",
        "key_line": tools.keys(request.person.is_agent),
        "counts": _summary(counts, total),
        "groups": _views(choice, counts) + saved.group(kept, query(choice), counts, request.person),
        "chips": _chips(choice),
        "tools": tools.tools(
            choice,
            [name for name, _count in counts.by_product(choice.view)],
            partial(address, choice),
            has_rows=bool(page),
            here=here,
            saved_at=saved.mine(kept, query(choice), request.person),
            csv=reverse("incidents:queue_csv") + query(choice),
            xlsx=reverse("incidents:queue_xlsx") + query(choice),
            csrf_token=token,
        ),
        "place": _place(choice, first, len(page), total),
        "strip": alone,
        "here": here,
        "cleared": address(rows.Choice(view=choice.view, sort=choice.sort)),
        "ask": freshness.question(tag),
        "may_start": request.person.is_agent,
    }
    return freshness.tagged(
        answer(request, "incidents/queue.html", context, panel="incidents/_queue.html"), tag
    )


def address(choice: rows.Choice, **other: Any) -> str:
    """The address of the queue as chosen, with something else than now."""
    return reverse("incidents:queue") + query(choice, **other)


def query(choice: rows.Choice, **other: Any) -> str:
    """What follows the question mark of such an address, and it too."""
    asked = {
        "q": choice.words,
        "view": "" if choice.view == "open" else choice.view,
        "product": choice.products,
        "impact": choice.impacts,
        "status": choice.statuses,
        "sort": "" if choice.sort == "due" else choice.sort,
    } | other
    said = urlencode({name: value for name, value in asked.items() if value}, doseq=True)
    return f"?{said}" if said else ""


def _alone(person: Person, counts: rows.Counts, page: list[lines.Line]) -> list[Incident]:
    """The Criticals that nobody has started and that this page does not show; no question if it shows all."""
    shown = [one.pk for one in page if one.rank == Rank.NOT_STARTED and one.is_open]
    return strip(person, besides=shown) if counts.total("unstarted") > len(shown) else []


def _tag(
    request: Request,
    page: list[lines.Line],
    counts: rows.Counts,
    alone: list[Incident],
    kept: list[dict[str, str]],
    now: datetime,
    company: list[list[presence.Present]],
) -> str:
    listed = [(one.number, str(one.changed_at), str(one.agent_id)) for one in page]
    said = [presence.said(readers) for readers in company]
    above = [(str(one.pk), str(one.changed_at)) for one in alone]
    counted = [tuple(group.values()) for group in counts.groups]
    state = (now.date(), listed, said, above, counted, kept, request.person.call_begun)
    return freshness.tag_of(request, request.get_full_path(), *state)


def _summary(counts: rows.Counts, total: int) -> dict[str, int]:
    return {name: counts.total(name) for name in ("open", "critical", "breached")} | {"shown": total}


def _views(choice: rows.Choice, counts: rows.Counts) -> list[dict[str, Any]]:
    """The views on the left, then the products of the chosen view."""
    views = [
        {
            "label": label,
            "url": address(rows.Choice(sort=choice.sort), view="" if view == "open" else view),
            "count": counts.total(view),
            "active": view == choice.view and not choice.words,
            "hot": view == "critical",
        }
        for view, (label, _title) in rows.LABELS.items()
    ]
    products = [
        {
            "label": product,
            "url": address(choice, product=() if choice.products == (product,) else (product,)),
            "count": count,
            "active": product in choice.products,
            "hot": False,
        }
        for product, count in counts.by_product(choice.view)
    ]
    groups = [{"title": _("Views"), "items": views}]
    return groups + ([{"title": _("Products"), "items": products}] if products else [])


def _chips(choice: rows.Choice) -> list[dict[str, Any]]:
    """The filters that are on; each leads to the list without it."""
    labels = dict(Incident.Impact.choices) | dict(Incident.Status.choices)
    found = []
    for name, chosen in (
        ("product", choice.products),
        ("impact", choice.impacts),
        ("status", choice.statuses),
    ):
        for value in chosen:
            rest = [other for other in chosen if other != value]
            found.append(
                {"label": labels.get(value, value), "url": address(choice, **{name: rest}), "active": True}
            )
    return found


def _place(choice: rows.Choice, first: int, shown: int, total: int) -> dict[str, Any]:
    """Which part of the list this is, and the ways to the rest."""
    page = first // rows.PAGE + 1
    place = {"from": first + 1, "to": first + shown, "total": total}
    return {
        "text": _("%(from)s–%(to)s of %(total)s") % place if shown else "",
        "earlier": address(choice, page="" if page == 2 else page - 1) if page > 1 else "",
        "later": address(choice, page=page + 1) if first + shown < total else "",
    }
