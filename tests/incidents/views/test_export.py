"""A view of the queue as a table: every page of it, safe to open, in the reader's language."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

from helpdesk.lib.sheets import FORMULA, cell, xlsx_file
from helpdesk.timers import clock
from incidents.models import SavedView
from incidents.views.rows import PAGE
from tests.incidents.stages import bring
from tests.statements import at_most

pytestmark = pytest.mark.django_db
CSV, XLSX = "/queue/requests.csv", "/queue/requests.xlsx"
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(browser, path):
    """The rows of the CSV, by column."""
    _answer, content = browser.fetch(path)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def sheet(content):
    """The cells of the workbook's only sheet: [(type, text), …] by row."""
    book = zipfile.ZipFile(io.BytesIO(content))
    strings = []
    if "xl/sharedStrings.xml" in book.namelist():
        found = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        strings = ["".join(part.itertext()) for part in found.iter(f"{SPACE}si")]
    rows = []
    for row in ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SPACE}row"):
        cells = []
        for one in row.iter(f"{SPACE}c"):
            text = "".join(one.itertext())
            cells.append((one.get("t"), strings[int(text)] if one.get("t") == "s" else text))
        rows.append(cells)
    return book, rows


def test_the_whole_view_is_exported_in_its_order_not_one_page(agent, file, people):
    critical = file("critical")
    for _ in range(PAGE + 1):
        file()
    bring(file(), "resolved", people)
    rows = table(agent, CSV)
    assert len(rows) == PAGE + 2
    assert rows[0]["Number"] == critical.reference
    assert rows[0] | {"Impact": "Critical", "Status": "New", "Requester": "Petras Pirkėjas"} == rows[0]
    assert rows[0]["Next due"] == "Start work"
    assert rows[0]["Reported"] == "2027-03-01 10:00"  # as the clocks of Vilnius showed it


def test_the_export_follows_view_filters_and_sort(agent, file, people):
    file("important", product_name="Bonus")
    mine = bring(file("important", product_name="Konto"), "in_progress", people)
    for asked in ("?view=mine", "?product=Konto", "?view=mine&impact=important&sort=newest"):
        assert [row["Number"] for row in table(agent, CSV + asked)] == [mine.reference]
    assert table(agent, CSV + "?view=resolved") == []


def test_the_page_links_the_export_of_what_it_shows(agent, file):
    file("important", product_name="Konto")
    text = agent.get("/queue/?product=Konto&view=unassigned").text
    assert f'href="{CSV}?view=unassigned&amp;product=Konto"' in text
    assert f'href="{XLSX}?view=unassigned&amp;product=Konto"' in text


@pytest.mark.parametrize("start", FORMULA)
def test_no_cell_acts_as_a_formula(start, agent, file):
    file(subject=f"{start}cmd|' /C calc'!A0" if start.strip() else "=1+1", product_name="@SUM(1)")
    row = table(agent, CSV)[0]
    assert row["Subject"].startswith("'")
    assert row["Product"] == "'@SUM(1)"
    book, rows = sheet(agent.fetch(XLSX)[1])
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    kinds = {kind for row in rows for kind, text in row if not text.replace(".", "").isdigit()}
    assert kinds <= {"s", "inlineStr"}
    assert "'@SUM(1)" in [text for _kind, text in rows[1]]


def test_an_address_in_a_subject_becomes_no_link(agent, file):
    file(subject="https://evil.example/ neveikia")
    book, rows = sheet(agent.fetch(XLSX)[1])
    assert "https://evil.example/ neveikia" in [text for _kind, text in rows[1]]
    assert not [name for name in book.namelist() if "rels/sheet" in name]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("", "open-requests"),
        ("?view=closed", "closed-and-cancelled-requests"),
        ("?impact=important", "zaliu-saskaitosxlsx"),
        ("?q=..%2F..%2Fetc", "found-etc"),
        ("?q=%22%0d%0aX", "found-x"),
    ],
)
def test_the_file_is_called_as_the_list_in_letters_that_any_disk_knows(asked, name, agent, people):
    query = "?impact=important"
    SavedView.objects.create(by=people.agent, name="Žalių sąskaitos/.xlsx", query=query, saved_at=clock.now())
    answer, _content = agent.fetch(CSV + asked)
    assert f'filename="langelis-acme-{name}-2027-03-01.csv"' in answer["Content-Disposition"]


def test_both_are_downloads_that_spreadsheets_read(agent, file):
    file(subject="Sąskaita ęėįšų")
    answer, content = agent.fetch(CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"].startswith("attachment;")
    answer, content = agent.fetch(XLSX)
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    _book, rows = sheet(content)
    assert "Sąskaita ęėįšų" in [text for _kind, text in rows[1]]
    numbers = [text for kind, text in rows[1] if kind not in ("s", "inlineStr")]
    assert numbers[0].startswith("46447.41")  # 1 March 2027, ten in the morning, as spreadsheets count


def test_a_file_says_of_which_help_desk_and_view_it_is(agent, file):
    file(subject="Neveikia")
    for path, name in (
        (CSV, "langelis-acme-open-requests-2027-03-01.csv"),
        (f"{XLSX}?view=breached", "langelis-acme-broken-promises-and-missed-goals-2027-03-01.xlsx"),
        (f"{XLSX}?q=neveikia", "langelis-acme-found-neveikia-2027-03-01.xlsx"),
    ):
        answer, _content = agent.fetch(path)
        assert f'filename="{name}"' in answer["Content-Disposition"]


def test_a_workbook_is_ready_to_be_read_and_filtered(agent, file):
    file(subject="Ilgas pavadinimas, kurio siaurame stulpelyje niekas neperskaitytų")
    file()
    book, rows = sheet(agent.fetch(f"{XLSX}?view=unassigned")[1])
    assert 'name="Requests that nobody has"' in book.read("xl/workbook.xml").decode()
    told = book.read("xl/worksheets/sheet1.xml").decode()
    assert f'<autoFilter ref="A1:O{len(rows)}"/>' in told
    assert 'state="frozen"' in told
    widths = {
        int(n): float(width) for n, width in re.findall(r'<col min="(\d+)" max="\d+" width="([\d.]+)"', told)
    }
    assert widths[2] > 40 > widths[1]


def test_numbers_are_numbers_and_no_title_breaks_a_workbook():
    book = xlsx_file("a", ["Minutes", "Who"], [[12, "Ona"], [None, "3"]], title="[a]: b/c * d? " + "e" * 40)
    found, rows = sheet(b"".join(book.streaming_content))
    book.close()
    assert [kind for kind, _text in rows[1]] == [None, "inlineStr"]
    assert rows[2] == [("inlineStr", "3")]
    assert 'name="a   b c   d  eeeeeeeeeeeeeeee' in found.read("xl/workbook.xml").decode()


def test_the_columns_speak_the_readers_language(browser, file):
    file()
    lithuanian = browser("agent")
    lithuanian.client.cookies["language"] = "lt"
    assert "Konsultantas" in lithuanian.fetch(CSV)[1].decode()


def test_many_rows_cost_no_more_statements(agent, file, people):
    for _ in range(3):
        file()
    agent.fetch(CSV)
    with at_most(4):
        assert agent.fetch(CSV)[1]


@pytest.mark.parametrize("path", [CSV, XLSX])
def test_the_desk_exports_and_the_company_does_not(path, browser, file):
    file()
    assert browser("first_line").fetch(path)[0].status_code == 200
    assert browser("customer").get(path).status_code == 403
    assert browser("manager").get(path).status_code == 403


@pytest.mark.parametrize("between", [";", "; ", ';"', "\n", "\t"])
def test_what_begins_a_cell_to_a_spreadsheet_that_ends_cells_at_semicolons_is_no_formula(between):
    for start in ("=", "+", "-", "@"):
        assert f"{between}{start}" not in cell(f"spausdina{between}{start}1+1")
    assert cell(f"a{between}b - c") == f"a{between}b - c"


@pytest.mark.parametrize("start", [" =", '"=', "\uff1d", "\n="])
def test_nor_is_one_that_hides_behind_a_blank(start):
    assert cell(f"{start}1+1").startswith("'")
