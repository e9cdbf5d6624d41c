"""The queue of the desk: every open request, Criticals first."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from helpdesk.lib.http import Request, answer, see_other
from helpdesk.ui.context import asked_once
from incidents import presence
from incidents.models import Incident, Person, Rank, ServicePolicy
from incidents.views import chips, freshness, lines, listing, rows, saved, tools
from incidents.views.around import strip
from incidents.views.chosen import address, query, title
from incidents.views.references import named
from incidents.views.table import Table

SAYS = ("critical", "breached")


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
    listed = _listed(request.person, choice, now)
    if listed is None:
        return see_other(request, address(choice))
    page, counts = listed.page, listed.counts
    alone = _alone(request.person, counts, page)
    beside = lines.beside(page, choice, request.person)
    company = [presence.others(request.person, one, now) for one in page]
    news = [presence.has_news(request.person, one, now) for one in page]
    tag = _tag(request, page, counts, alone, beside, now, company, news)
    if freshness.has(request, tag):
        return freshness.nothing_new(tag)
    marked = saved.shown(beside.saved, query(choice), request.person)
    here = address(choice, page=choice.page if choice.page > 1 else "")
    context = _tools(request, choice, listed, beside, marked, here) | {
        "now": now,
        "choice": choice,
        "title": title(choice, marked),
        "rows": _table(request, choice, now).rows(page, company, news),
        "counts": listed.chosen or ({"all": listed.total} if listed.total else None),
        "many": listed.many,
        "groups": _views(choice, counts, beside.calls, is_saved=bool(marked))
        + saved.group(beside.saved, marked, counts, request.person),
        "chips": chips.of(choice, beside, page),
        "place": _place(choice, listed),
        "strip": alone,
        "here": here,
        "cleared": address(rows.Choice(view=choice.view, sort=choice.sort)),
        "ask": freshness.question(tag),
        "may_start": request.person.is_agent,
    }
    return freshness.tagged(
        answer(request, "incidents/queue.html", context, panel="incidents/_queue.html"), tag
    )


@dataclass(frozen=True)
class _Listed:
    """One page of the list, and what is known of all of it."""

    page: list[lines.Line]
    counts: rows.Counts
    chosen: dict[str, int] | None
    first: int  # how many stand before it
    total: int | None
    many: bool  # the total is how far anybody counted
    later: bool


def _listed(person: Person, choice: rows.Choice, now: datetime) -> _Listed | None:
    """The page that is asked for; None where the list does not reach as far."""
    counts = rows.Counts.of(person, now, choice)
    chosen = _chosen(person, choice, counts, now)
    first = rows.PAGE * (choice.page - 1)
    if chosen:
        first = min(first, max(0, chosen["all"] - 1) // rows.PAGE * rows.PAGE)
    listed = lines.page(person, choice, now, first)
    if first and not listed:
        return None
    total, many = (chosen["all"], False) if chosen else lines.counted(listed, first)
    page = listed[: rows.PAGE]
    later = first + len(page) < chosen["all"] if chosen else len(listed) > len(page)
    return _Listed(page, counts, chosen, first, total, many, later)


def _may_tick(request: Request, choice: rows.Choice) -> bool:
    """Whether many can be changed at once; nothing is done with many that are over."""
    return request.person.is_agent and not choice.is_over


def _table(request: Request, choice: rows.Choice, now: datetime) -> Table:
    book = ServicePolicy.book(request.person.newest_terms)
    return Table(
        now=now,
        business=book.calendars[book.now(now).business],
        view=choice.view,
        me=request.person.pk,
        may_start=request.person.is_agent,
        may_tick=_may_tick(request, choice),
        csrf_token=get_token(request),
    )


def _tools(
    request: Request,
    choice: rows.Choice,
    listed: _Listed,
    beside: lines.Beside,
    marked: dict[str, str],
    here: str,
) -> dict[str, Any]:
    """What the list is narrowed, saved, exported and changed with."""
    token, may_tick = get_token(request), _may_tick(request, choice)
    me = str(request.person.pk)
    return {
        "head": tools.head(may_tick),
        "bulk": tools.bulk(beside.agents, me=me, here=here, csrf_token=token) if may_tick else "",
        "key_line": tools.keys(may_tick),
        "tools": tools.tools(
            choice,
            [name for name, _count in listed.counts.by_product(choice.view)],
            chips.agents(beside, request.person),
            partial(address, choice),
            has_rows=bool(listed.page),
            here=here,
            saved_at=saved.change_at(marked, request.person),
            csv=reverse("incidents:queue_csv") + query(choice),
            xlsx=reverse("incidents:queue_xlsx") + query(choice),
            csrf_token=token,
        ),
    }


def _chosen(person: Person, choice: rows.Choice, counts: rows.Counts, now: datetime) -> dict[str, int] | None:
    """How many the list holds; None where nobody counts them."""
    if not choice.is_counted:
        return None
    if choice.words:
        return {"all": listing.listed(person, choice, now).count()}
    said = counts.chosen(choice)
    # What the view says by its name is not said again.
    return said | ({choice.view: 0} if choice.view in SAYS else {})


def _alone(person: Person, counts: rows.Counts, page: list[lines.Line]) -> list[Incident]:
    """The Criticals that nobody has started and that this page does not show; no question if it shows all."""
    shown = [one.pk for one in page if one.rank == Rank.NOT_STARTED and one.is_open]
    return strip(person, besides=shown) if counts.total("unstarted") > len(shown) else []


def _tag(
    request: Request,
    page: list[lines.Line],
    counts: rows.Counts,
    alone: list[Incident],
    beside: lines.Beside,
    now: datetime,
    company: list[list[presence.Present]],
    news: list[bool],
) -> str:
    listed = [(one.number, str(one.changed_at), str(one.agent_id)) for one in page]
    said = [presence.said(readers) for readers in company]
    above = [(str(one.pk), str(one.changed_at)) for one in alone]
    counted = [tuple(group.values()) for group in counts.groups]
    state = (
        now.date(),
        listed,
        said,
        news,
        above,
        counted,
        beside.saved,
        beside.calls,
        request.person.call_begun,
    )
    return freshness.tag_of(request, request.get_full_path(), *state)


def _views(choice: rows.Choice, counts: rows.Counts, calls: int, *, is_saved: bool) -> list[dict[str, Any]]:
    """The views on the left, with the calls that are to be made, then the products of the chosen view.

    A saved view is marked in their place.
    """
    views = [
        {
            "label": label,
            "url": address(rows.Choice(sort=choice.sort), view="" if view == "open" else view),
            "count": counts.total(view) if view != "closed" else None,
            "active": view == choice.view and not choice.words and not is_saved,
            "hot": view == "critical",
        }
        for view, (label, _title) in rows.LABELS.items()
    ]
    if calls:
        there = f"{reverse('incidents:calls')}#to-be-called"
        views.append(
            {"label": _("To be called"), "url": there, "count": calls, "active": False, "hot": False}
        )
    products = [
        {
            "label": product,
            "url": address(choice, product=() if choice.products == (product,) else (product,)),
            "count": None if choice.is_over else count,
            "active": product in choice.products and not is_saved,
            "hot": False,
        }
        for product, count in counts.by_product(choice.view)
    ]
    groups = [{"title": _("Views"), "items": views}]
    return groups + ([{"title": _("Products"), "items": products}] if products else [])


def _place(choice: rows.Choice, listed: _Listed) -> dict[str, Any]:
    """Which part of the list this is, and the ways to the rest."""
    first, shown, total = listed.first, len(listed.page), listed.total
    page = first // rows.PAGE + 1
    text = _("%(from)s–%(to)s of %(total)s")
    if listed.many:
        text = _("%(from)s–%(to)s of more than %(total)s")
    if total is None or first + shown > total:
        text = _("%(from)s–%(to)s")
    return {
        "text": text % {"from": first + 1, "to": first + shown, "total": total} if shown else "",
        "earlier": address(choice, page="" if page == 2 else page - 1) if page > 1 else "",
        "later": address(choice, page=page + 1) if listed.later else "",
    }
