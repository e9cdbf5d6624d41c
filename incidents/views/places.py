"""The pages of the desk by their names, for going there by typing."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.context import window
from helpdesk.lib.http import Request
from incidents.search.words import fold, words_of
from incidents.views import rows


def places(request: Request, written: str) -> list[dict[str, Any]]:
    """The views of the queue and the pages of the bar whose names hold all that is written."""
    wanted = [fold(word) for word in words_of(written)]
    if written and not wanted:
        return []
    every = [*_views(), *_pages(request)]
    return [one for one in every if all(word in fold(one["label"]) for word in wanted)]


def _views() -> list[dict[str, str]]:
    queue = reverse("incidents:queue")
    return [
        {"label": str(title), "meta": _("Queue"), "url": queue if view == "open" else f"{queue}?view={view}"}
        for view, (_label, title) in rows.LABELS.items()
    ]


def _pages(request: Request) -> list[dict[str, str]]:
    pages = [
        {"label": str(item["label"]), "meta": "", "url": item["url"]}
        for item in window(request)["nav"]
        if item["url"] != reverse("incidents:queue")
    ]
    if request.person.is_agent:
        pages.append({"label": _("Register a call"), "meta": "", "url": reverse("incidents:report_call")})
    return pages
