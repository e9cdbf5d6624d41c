"""The page of calls for a spreadsheet: as chosen, for those who see the page, and no cell a formula."""

import csv
import io
import zipfile

import pytest

from incidents.models import Call

pytestmark = pytest.mark.django_db


def table(browser, path):
    return list(csv.DictReader(io.StringIO(browser.fetch(path)[1].decode("utf-8-sig"))))


def consult(people, topic, words="Kalbėjome"):
    begun = Call.answer(by=people.agent)
    begun.consult(topic, words, person=people.customer, minutes=4, by=people.agent)
    return begun


def test_it_holds_what_the_page_shows(agent, file, people, hand):
    consult(people, "Kainos")
    one = file(subject="Neveikia")
    one.log_call("Žiūrėjome", answered=True, minutes=7, by=people.agent)
    rows = {row["What it was about"]: row for row in table(agent, "/calls/calls.csv")}
    assert set(rows) == {"Kainos", "Neveikia"}
    kept = rows["Kainos"]
    assert (kept["Caller"], kept["Minutes"], kept["What was said"]) == (
        people.customer.name,
        "4",
        "Kalbėjome",
    )
    assert kept["When"] == "2027-03-01 10:00"
    assert rows["Neveikia"]["Number"] == one.reference


def test_it_is_filtered_as_the_page_is(agent, file, people, hand):
    consult(people, "Kainos")
    file().log_call("", answered=False, by=people.agent)
    assert len(table(agent, "/calls/calls.csv")) == 2
    assert [row["What it was about"] for row in table(agent, "/calls/calls.csv?show=consultation")] == [
        "Kainos"
    ]
    assert table(agent, "/calls/calls.csv?month=2027-02") == []
    page = agent.get("/calls/?show=consultation&month=2027-03").text
    assert "/calls/calls.csv?show=consultation&amp;month=2027-03" in page
    assert "/calls/calls.xlsx?show=consultation&amp;month=2027-03" in page


def test_no_cell_is_a_formula(agent, people, hand):
    consult(people, "=HYPERLINK(1)", "+370; =cmd")
    (row,) = table(agent, "/calls/calls.csv")
    assert row["What it was about"] == "'=HYPERLINK(1)"
    assert row["What was said"].startswith("'+370")
    with zipfile.ZipFile(io.BytesIO(agent.fetch("/calls/calls.xlsx")[1])) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_it_is_for_those_who_see_the_page(part, browser, people):
    for path in ("/calls/", "/calls/calls.csv", "/calls/calls.xlsx"):
        assert browser(part).get(path).status_code in (403, 404)
