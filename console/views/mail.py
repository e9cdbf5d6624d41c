"""The outbox: letters that wait, that went out and that were given up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from console.kinds import of_letter
from console.names import companies
from console.paging import part
from helpdesk import outbox as post
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.outbox.models import Letter
from helpdesk.ui.context import asked_once


@never_cache
@require_GET
def outbox(request: Request) -> HttpResponse:
    """Shows the letters; their words are never shown, because links in them are for one person alone."""
    view = request.GET.get("view", "waiting")
    lists = _lists()
    page = part(request, lists.get(view, lists["waiting"])[1])
    names = companies(page.rows)
    context = {
        "now": asked_once(request)(),
        "rows": [(row, of_letter(row.letter), names[row.pk]) for row in page.rows],
        "page": page,
        "views": _views(view, lists),
    }
    return answer(request, "console/outbox.html", context)


@require_POST
def resend(request: Request, pk: UUID) -> HttpResponse:
    """Puts a letter that was given up back on its way."""
    letter = get_object_or_404(Letter, pk=pk)
    if post.resend(letter, request.user.pk):
        messages.success(request, _("The letter is on its way again."))
    else:
        messages.info(request, _("This letter is on its way or was sent already."))
    return see_other(request, reverse("console:outbox") + "?view=trouble")


def _lists() -> dict[str, tuple[str, QuerySet[Letter], bool]]:
    every = Letter.objects
    return {
        "waiting": (pgettext("view", "Waiting"), every.unsent().order_by("written_at"), True),
        "trouble": (pgettext("view", "In trouble"), every.in_trouble().order_by("-written_at"), True),
        "sent": (pgettext("view", "Sent"), every.filter(state="sent").order_by("-written_at"), False),
        "dropped": (
            pgettext("view", "No longer needed"),
            every.filter(state="dropped").order_by("-written_at"),
            False,
        ),
    }


def _views(view: str, lists: dict[str, tuple[str, QuerySet[Letter], bool]]) -> list[dict[str, Any]]:
    here = reverse("console:outbox")
    items = [
        {
            "label": label,
            "url": f"{here}?view={key}",
            "count": rows.count() if counted else None,
            "active": key == view,
            "hot": key == "trouble",
        }
        for key, (label, rows, counted) in lists.items()
    ]
    return [{"title": _("Mail"), "items": items}]
