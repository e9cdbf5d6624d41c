"""The page of calls as a table for a spreadsheet: every page of it, as chosen."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from helpdesk.lib import sheets
from helpdesk.lib.http import Request
from incidents.models import Call
from incidents.views.calls import asked_for, listed
from incidents.views.export import file_name, local

SENTENCES = (7, 8)  # the columns of what it was about, and what was said


@require_GET
def calls_csv(request: Request) -> FileResponse:
    """Gives the calls as CSV."""
    return sheets.csv_file(file_name(request, "calls"), _head(), _lines(request))


@require_GET
def calls_xlsx(request: Request) -> FileResponse:
    """Gives the calls as a workbook."""
    table = _head(), _lines(request)
    return sheets.xlsx_file(file_name(request, "calls"), *table, title=_("Calls"), wide=SENTENCES)


def _head() -> list[str]:
    """The columns, in the reader's language."""
    return [
        _("When"),
        _("Minutes"),
        _("Caller"),
        _("Phone"),
        _("Agent"),
        _("What came of it"),
        _("Number"),
        _("What it was about"),
        _("What was said"),
    ]


def _lines(request: Request) -> Iterator[list[Any]]:
    """One call a line."""
    for one in listed(request.person, *asked_for(request)).iterator(chunk_size=500):
        yield _line(one)


def _line(one: Call) -> list[Any]:
    who, about = one.person, one.incident
    return [
        local(one.began_at),
        one.minutes or None,
        who.name if who else one.caller,
        who.phone if who else one.phone,
        one.agent.name,
        one.get_status_display() if one.answered else _("No answer"),
        about.reference if about else "",
        " · ".join(filter(None, (about.subject if about else "", one.topic))),
        one.discarded_why or one.words,
    ]
