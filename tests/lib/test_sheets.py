"""Workbooks, whose sheets bear the names that people gave."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from helpdesk.lib.sheets import xlsx_file


def sheet_of(title):
    answer = xlsx_file("algos", ["Pavadinimas"], [["Neveikia"]], title=title)
    body = b"".join(answer.streaming_content)
    answer.close()
    return ZipFile(BytesIO(body)).read("xl/workbook.xml").decode()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Algos", "Algos"),
        ("a" * 40, "a" * 31),
        ("😀" * 40, "😀" * 15),
        ("a" * 30 + "😀", "a" * 30),
        ("a" * 29 + "😀b", "a" * 29 + "😀"),
        ("Algos [2026]: viskas?", "Algos  2026   viskas"),
    ],
)
def test_the_name_of_a_sheet_is_cut_as_spreadsheets_count_and_no_sign_is_halved(title, name):
    assert f'<sheet name="{name}"' in sheet_of(title)
