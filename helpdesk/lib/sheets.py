"""Tables for a spreadsheet, CSV and workbooks, of which no cell can act as a formula."""

import csv
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from io import StringIO, TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, HttpResponse

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_HOLDS = 32_767  # letters; a spreadsheet calls a file with more in one cell broken
TITLE_HOLDS = 31  # letters of the name of a sheet in UTF-16, and not these
NO_TITLE = re.compile(r"[\[\]:*?/\\]")
# The wide ones are typed in the Far East, and taken for the others.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# A spreadsheet that speaks Lithuanian ends a cell of a CSV at a semicolon: what follows begins another.
NEXT_CELL = re.compile(r"([;\t\r\n][\s\"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def cell(value: Any) -> str:
    """The value as text; what a spreadsheet would take for a formula begins with an apostrophe."""
    text = "" if value is None else str(value)
    text = NEXT_CELL.sub(r"\1'", text)
    return f"'{text}" if text.lstrip(' "').startswith(FORMULA) else text


def sheet(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of the table, in UTF-8 with the mark by which spreadsheets know it."""
    written = StringIO()
    writer = csv.writer(written)
    for row in (head, *rows):
        writer.writerow([cell(value) for value in row])
    answer = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def csv_file(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """The same for a table of any length: written row by row to a file that nobody else can open."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it, after it is sent
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([cell(value) for value in head])
    for row in rows:
        writer.writerow([cell(_said(value)) for value in row])
    text.detach()
    return _download(file, f"{name}.csv", "text/csv; charset=utf-8")


def xlsx_file(
    name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]], *, title: str, wide: Collection[int] = ()
) -> FileResponse:
    """A download of the table as a workbook, with moments as moments; its rows never all stand in memory.

    The title is its sheet's; wide columns hold sentences.
    """
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it, after it is sent
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(_title(title))
        bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.freeze_panes(1, 0)
        for column, value in enumerate(head):
            sheet.set_column(column, column, 48 if column in wide else 18)
            sheet.write_string(0, column, cell(value), bold)
        number = 0
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, moment)
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value not in ("", None):
                    # Always as a string: nothing that was typed becomes a formula or a link.
                    sheet.write_string(number, column, cell(value)[:CELL_HOLDS])
        sheet.autofilter(0, 0, number, len(head) - 1)
    return _download(file, f"{name}.xlsx", WORKBOOK)


def _title(said: str) -> str:
    """The name of a sheet; a sign outside the first plane counts as two there, and is never halved."""
    units = NO_TITLE.sub(" ", said).encode("utf-16-le")[: 2 * TITLE_HOLDS]
    return units.decode("utf-16-le", "ignore").strip(" '")


def _said(value: Any) -> Any:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value


def _download(file: IO[bytes], name: str, kind: str) -> FileResponse:
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
