"""The timers behind every promise: which are late or failing, and what an operator can do about one."""

from datetime import datetime
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

from console.forms import ReasonForm
from console.kinds import of_timer
from console.names import companies
from console.paging import part
from helpdesk import timers as clockwork
from helpdesk.lib.http import Request, answer, see_other
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers.health import heartbeat_age
from helpdesk.timers.kinds import is_promised
from helpdesk.timers.models import Timer
from helpdesk.ui.context import asked_once


@never_cache
@require_GET
def timers(request: Request) -> HttpResponse:
    """Shows what is due, what is late and what failed."""
    return _show(request)


@require_POST
def retry_timer(request: Request, pk: UUID) -> HttpResponse:
    """Lets a timer that failed be tried at once."""
    timer = get_object_or_404(Timer, pk=pk)
    if clockwork.retry_now(timer, request.user.pk):
        messages.success(request, _("It is tried again now."))
    else:
        messages.info(request, _("It is over already: nothing was changed."))
    return see_other(request, reverse("console:timers"))


@require_POST
def cancel_timer(request: Request, pk: UUID) -> HttpResponse:
    """Calls a timer off, with a reason that stays on record."""
    timer = get_object_or_404(Timer, pk=pk)
    form = ReasonForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _show(request, status=422, bound={pk: form})
    try:
        done = clockwork.cancel_one(timer, request.user.pk, form.cleaned_data["reason"])
    except NotNow as no:
        form.add_error("reason", str(no))
        return _show(request, status=409, bound={pk: form})
    if done:
        messages.success(request, _("It was called off, with your reason on record."))
    else:
        messages.info(request, _("It is over already: nothing was changed."))
    return see_other(request, reverse("console:timers"))


def _show(
    request: Request, *, status: int = 200, bound: dict[UUID, ReasonForm] | None = None
) -> HttpResponse:
    now = asked_once(request)()
    view = request.GET.get("view", "pending")
    lists = _lists(now)
    page = part(request, lists.get(view, lists["pending"])[1])
    names = companies(page.rows)
    rows = [
        {
            "timer": row,
            "words": of_timer(row.kind),
            "company": names[row.pk],
            "late": now - row.due_at if row.state == Timer.State.PENDING and row.due_at < now else None,
            "form": (bound or {}).get(row.pk) or _reason_for(row),
        }
        for row in page.rows
    ]
    context = {
        "now": now,
        "rows": rows,
        "page": page,
        "views": _views(view, lists),
        "lateness": clockwork.lateness(),
        "heartbeat": heartbeat_age(),
    }
    return answer(request, "console/timers.html", context, status=status)


def _reason_for(row: Timer) -> ReasonForm | None:
    """Where a reason is asked for, if it can be called off at all."""
    return None if is_promised(row.kind) else ReasonForm(prefix=str(row.pk))


def _lists(now: datetime) -> dict[str, tuple[str, QuerySet[Timer], bool]]:
    every = Timer.objects
    return {
        "pending": (pgettext("view", "Pending"), every.pending().order_by("due_at", "id"), True),
        "late": (pgettext("view", "Late"), every.late(now).order_by("due_at", "id"), True),
        "failing": (pgettext("view", "Failing"), every.failing().order_by("due_at", "id"), True),
        # The history is long: it is looked at from its end and never counted at the left.
        "fired": (pgettext("view", "Fired"), every.filter(state="fired").order_by("-id"), False),
        "cancelled": (pgettext("view", "Called off"), every.filter(state="cancelled").order_by("-id"), False),
    }


def _views(view: str, lists: dict[str, tuple[str, QuerySet[Timer], bool]]) -> list[dict[str, Any]]:
    here = reverse("console:timers")
    items = [
        {
            "label": label,
            "url": f"{here}?view={key}",
            "count": rows.count() if counted else None,
            "active": key == view,
            "hot": key in ("late", "failing"),
        }
        for key, (label, rows, counted) in lists.items()
    ]
    return [{"title": _("Timers"), "items": items}]
