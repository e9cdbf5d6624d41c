"""Long lists, a page at a time."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from helpdesk.lib.http import Request

PAGE = 50


@dataclass(frozen=True)
class Part:
    """One page of a list: its rows, what part it is, and the ways to the rest."""

    rows: list[Any]
    text: str
    earlier: str
    later: str


def part(request: Request, rows: QuerySet[Any]) -> Part:
    """The page that the URL asks for; a page that is not there gives the nearest."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    text = _("%(first)s–%(last)s of %(all)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "all": page.paginator.count,
    }
    return Part(
        rows=list(page.object_list),
        text=text,
        earlier=_to(request, page.previous_page_number()) if page.has_previous() else "",
        later=_to(request, page.next_page_number()) if page.has_next() else "",
    )


def _to(request: Request, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
