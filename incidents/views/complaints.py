"""Complaints in a list: all of them for the desk, and for the company's people those that they may see."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, Q, Value, When
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from helpdesk.lib import sheets
from helpdesk.lib.http import Request, answer
from helpdesk.ui.context import asked_once
from incidents.complaints.standing import may_say, standing
from incidents.models import Complaint, Person
from incidents.models.complaint_life import OPEN_COMPLAINTS, UNSETTLED
from incidents.views.export import file_name

PAGE = 25
AT_ONCE = 500  # rows read from the database at a time
LABELS: dict[str, Any] = {
    "open": pgettext_lazy("complaints", "Not settled"),
    "mine": pgettext_lazy("complaints", "Mine"),
    "ownerless": gettext_lazy("Nobody takes care of it"),
    "late": pgettext_lazy("complaints", "Late"),
    "escalated": pgettext_lazy("complaints", "Escalated"),
    "all": pgettext_lazy("complaints", "All"),
}


def shown(person: Person, now: datetime) -> dict[str, Q]:
    """What belongs to each view of the list."""
    waits = Q(status__in=sorted(OPEN_COMPLAINTS))
    unsettled = Q(status__in=sorted(UNSETTLED))
    return {
        "open": unsettled,
        "mine": unsettled & Q(owner=person),
        "ownerless": unsettled & Q(owner__isnull=True),
        "late": waits & Q(due_at__lt=now),
        "escalated": unsettled & Q(escalated_at__isnull=False),
        "all": Q(),
    }


def listed(request: Request) -> tuple[str, Any]:
    """The view that is asked for, and its complaints: first what waits for an answer, by its time."""
    view = request.GET.get("show", "")
    view = view if view in LABELS else "open"
    place = Case(
        When(status__in=sorted(OPEN_COMPLAINTS), then=Value(0)),
        When(status=Complaint.Status.ANSWERED, then=Value(1)),
        default=Value(2),
    )
    wanted = Complaint.objects.visible_to(request.person).with_people().with_words()
    wanted = wanted.filter(shown(request.person, asked_once(request)())[view])
    return view, wanted.order_by("-number") if view == "all" else wanted.order_by(place, "due_at", "number")


@require_GET
def complaints(request: Request) -> HttpResponse:
    """Lists complaints: to agents all of them, to the company's people those that they may see."""
    if not request.person.is_agent:
        return _of_the_company(request)
    view, wanted = listed(request)
    page = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
    context = {
        "now": asked_once(request)(),
        "page": page,
        "view": view,
        "views": [
            {"label": label, "url": address(name), "active": name == view} for name, label in LABELS.items()
        ],
        "earlier": address(view, page.previous_page_number()) if page.has_previous() else "",
        "later": address(view, page.next_page_number()) if page.has_next() else "",
        "sheet": f"{reverse('incidents:complaints_csv')}?show={view}",
    }
    return answer(request, "incidents/complaints/complaints.html", context)


def _of_the_company(request: Request) -> HttpResponse:
    now = asked_once(request)()
    wanted = Complaint.objects.visible_to(request.person).with_people().with_words().order_by("-number")
    page = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
    there = reverse("incidents:complaints")
    context = {
        "now": now,
        "page": page,
        "rows": [
            {
                "complaint": one,
                "standing": standing(one, now, request.person),
                "waits": may_say(one, request.person),
            }
            for one in page
        ],
        "earlier": f"{there}?page={page.previous_page_number()}" if page.has_previous() else "",
        "later": f"{there}?page={page.next_page_number()}" if page.has_next() else "",
    }
    return answer(request, "incidents/portal/complaints.html", context)


def address(view: str, page: int = 1) -> str:
    """The list as chosen."""
    asked = {"show": "" if view == "open" else view, "page": "" if page == 1 else page}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('incidents:complaints')}?{query}" if query else reverse("incidents:complaints")


@require_GET
def complaints_csv(request: Request) -> FileResponse:
    """Gives a view of the list as a table for a spreadsheet."""
    view, wanted = listed(request)
    head = [
        _("Number"),
        _("Status"),
        _("Who complains"),
        _("Request"),
        _("Who takes care of it"),
        _("How it came in"),
        _("Received"),
        _("Answer due"),
        _("Answered"),
        _("First answer in time"),
        _("Escalated"),
        _("Closed"),
        _("What they complain of"),
    ]
    return sheets.csv_file(file_name(request, f"complaints-{view}"), head, _lines(wanted))


def _lines(wanted: Any) -> Iterator[list[Any]]:
    in_time = {None: "", True: _("yes"), False: _("no")}
    for one in wanted.iterator(chunk_size=AT_ONCE):
        yield [
            one.reference,
            one.get_status_display(),
            one.complainant.name,
            one.incident.reference if one.incident else "",
            one.owner.name if one.owner else "",
            one.get_channel_display(),
            _local(one.received_at),
            _local(one.due_at),
            _local(one.answered_at),
            in_time[one.in_time],
            _local(one.escalated_at),
            _local(one.closed_at),
            one.opening or "",
        ]


def _local(moment: datetime | None) -> datetime | None:
    """A moment as the clocks on the wall of this help desk showed it; a spreadsheet knows no zones."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0) if moment else None
