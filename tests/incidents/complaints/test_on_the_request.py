"""What the page of a request says of the complaint about it, and to whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.incidents.complaints.about import where

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("part", "sees"),
    [("agent", True), ("customer", True), ("manager", True), ("first_line", False), ("colleague", False)],
)
def test_a_request_names_the_complaint_about_it_to_those_who_see_it(part, sees, english, complain, file):
    with_one, without = file(), file()
    one, reader = complain(incident=with_one), english(part)
    text = reader.get(with_one.get_absolute_url()).text
    assert (f'href="{where(one)}"' in text) == sees
    assert ('id="complained"' in text) == sees
    assert 'id="complained"' not in reader.get(without.get_absolute_url()).text


@pytest.mark.parametrize("part", ["agent", "customer"])
def test_it_says_how_the_complaint_stands_to_its_end(part, english, complain, file, others):
    request, reader = file(), english(part)
    one, again = complain(incident=request), complain(incident=request)

    def said():
        text = reader.get(request.get_absolute_url()).text
        return text[text.index('id="complained"') :].split("</p>")[0]

    assert "Complaints about our help with this:" in said()
    assert "Received" in said()
    again.withdraw(by=again.complainant)
    one.own(others.second, by=others.second)
    one.answer("Atsiprašome", by=others.second)
    assert "Answered" in said()
    assert "Withdrawn" in said()
    assert ("Say whether you agree with the answer" in said()) == (part == "customer")
    one.agree(by=one.complainant)
    assert "Agreed and closed" in said()
    assert "Say whether" not in said()


@pytest.mark.parametrize("part", ["agent", "customer"])
def test_an_open_page_of_the_request_hears_of_the_complaint(part, english, complain, file):
    request, reader = file(), english(part)
    there = request.get_absolute_url()
    tag = reader.get(there)["ETag"]
    asked = {"HX-Request": "true", "HX-Target": "panel", "If-None-Match": tag}
    assert reader.get(there, **asked).status_code == 304
    complain(incident=request)
    assert 'id="complained"' in reader.get(there, **asked).text


def test_a_colleagues_open_page_does_not_even_say_that_something_happened(english, complain, file):
    request, reader = file(), english("colleague")
    there = request.get_absolute_url()
    tag = reader.get(there)["ETag"]
    complain(incident=request)
    asked = {"HX-Request": "true", "HX-Target": "panel", "If-None-Match": tag}
    assert reader.get(there, **asked).status_code == 304


@pytest.mark.parametrize("part", ["agent", "first_line", "customer", "manager"])
def test_the_complaints_cost_the_page_of_a_request_no_statement(part, english, complain, file):
    request, reader = file(), english(part)
    there = request.get_absolute_url()
    reader.get(there)
    with CaptureQueriesContext(connection) as before:
        reader.get(there)
    for _again in range(3):
        complain(incident=request)
    with CaptureQueriesContext(connection) as after:
        reader.get(there)
    assert len(after) == len(before)
