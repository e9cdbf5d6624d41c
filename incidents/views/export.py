"""A view of the queue as a table for a spreadsheet: every page of it, as filtered and sorted."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from helpdesk.lib import sheets
from helpdesk.lib.http import Request
from helpdesk.ui.context import asked_once
from incidents.models import Incident
from incidents.views import listing, rows, saved
from incidents.views.chosen import query, title
from incidents.views.due import WHAT

AT_ONCE = 500  # rows read from the database at a time
SUBJECT = 1  # its column


@require_GET
def queue_csv(request: Request) -> FileResponse:
    """Gives the view as CSV."""
    return sheets.csv_file(_name(request, _title(request)), _head(), _lines(request))


@require_GET
def queue_xlsx(request: Request) -> FileResponse:
    """Gives the view as a workbook."""
    called = _title(request)
    return sheets.xlsx_file(
        _name(request, called),
        _head(),
        _lines(request),
        title=called,
        wide=[SUBJECT],
    )


def _title(request: Request) -> str:
    """What the list is called, a saved one by its own name."""
    choice = rows.Choice.of(request.GET)
    here = query(choice)
    marked = saved.shown(list(saved.named(request.person).filter(query=here)), here, request.person)
    return title(choice, marked)


def _name(request: Request, called: str) -> str:
    """The same in letters that any disk knows."""
    choice = rows.Choice.of(request.GET)
    return file_name(request, slugify(called)[:60].strip("-") or choice.view)


def file_name(request: Request, what: str) -> str:
    """The name of a download: of which help desk it is, what it holds, and from which day."""
    address = request.get_host().partition(".")[0]
    return f"langelis-{address}-{what}-{timezone.localdate(asked_once(request)()):%Y-%m-%d}"


def _head() -> list[str]:
    """The columns, in the reader's language."""
    return [
        _("Number"),
        _("Subject"),
        _("Kind"),
        _("Impact"),
        _("Status"),
        _("Product"),
        _("Version"),
        _("Requester"),
        _("Agent"),
        _("How it came in"),
        _("Reported"),
        _("Next due"),
        _("Due by"),
        _("Last word of the customer"),
        pgettext("moment", "Resolved"),
    ]


def _lines(request: Request) -> Iterator[list[Any]]:
    """One request a line; only those that the reader may see."""
    choice = rows.Choice.of(request.GET)
    listed = listing.listed(request.person, choice, asked_once(request)())
    for one in listed.iterator(chunk_size=AT_ONCE):
        yield _line(one)


def _line(one: Incident) -> list[Any]:
    due = WHAT.get(one.next_due_kind, "") if one.is_open else ""
    return [
        one.reference,
        one.subject,
        one.get_kind_display(),
        one.get_impact_display(),
        one.get_status_display(),
        one.product_name,
        one.product_version,
        one.requester.name,
        one.agent.name if one.agent else "",
        one.get_channel_display(),
        local(one.reported_at),
        str(due),
        local(one.next_due_at) if one.is_open else None,
        local(one.last_customer_word_at),
        local(one.resolved_at),
    ]


def local(moment: datetime | None) -> datetime | None:
    """A moment as the clocks on the wall of this help desk showed it; a spreadsheet knows no zones."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0) if moment else None
