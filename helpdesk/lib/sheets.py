"""Tables for a spreadsheet: CSV of which no cell can act as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> str:
    """The value as text; what a spreadsheet would take for a formula begins with an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def sheet(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of the table, in UTF-8 with the mark by which spreadsheets know it."""
    written = StringIO()
    writer = csv.writer(written)
    for row in (head, *rows):
        writer.writerow([cell(value) for value in row])
    answer = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
