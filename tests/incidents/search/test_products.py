"""A product and its version are found as the row shows them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import SearchDocument
from incidents.search.indexing import build
from incidents.search.words import asked_in, numbers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(file):
    """A request about a version, and others that only have its digits."""
    file(product_name="Bonus", product_version="8.42", text="Eilutė 42, suma 7")
    file(product_name="Bonus")
    return file(product_name="Bonus", product_version="7.42")


@pytest.mark.parametrize("written", ["Bonus 7.42", "7.42", "bonus 7.4", "7.42 bonus", "sąskaita 7.42"])
def test_it_is_found_by_what_the_row_shows(written, file, one, found):
    if "sąskaita" in written:
        one = file(subject="Sąskaita", product_name="Bonus", product_version="7.42")
    assert found(written) == [one.reference]


def test_a_version_that_was_only_mentioned_is_found_too(file, found, people):
    mentioned = file(text="Atnaujinome iki 2026.11 ir nebeveikia")
    assert found("2026.11") == [mentioned.reference]
    mentioned.reply("Grįžkite prie 7.4.", by=people.agent)
    assert found("7.4") == [mentioned.reference]


def test_a_date_and_a_telephone_with_points_are_found_as_ever(file, found, people):
    one = file(text="Nuo 2026.11.05 nebeveikia", contact="Ona 8 612 34567")
    for written in ("2026.11.05", "05", "861234567"):
        assert found(written) == [one.reference], written


def test_a_version_that_was_changed_is_found_from_then_on(one, found, people):
    one.describe(product_name="Konto", product_version="2.5", by=people.agent)
    assert found("Konto 2.5") == found("2.5") == [one.reference]


def test_it_is_marked_where_it_stands(one, agent):
    text = agent.get("/search/?q=7.42").text
    assert "Bonus <mark>7.42</mark>" in re.sub(r"\s+", " ", text)


def test_the_words_are_kept_in_the_one_statement_that_kept_them(file, one, people):
    with CaptureQueriesContext(connection) as asked:
        one.describe(product_name="Konto", product_version="2.5", by=people.agent)
    assert len([sql for sql in asked.captured_queries if "incidents_searchdocument" in sql["sql"]]) == 1


def test_what_was_kept_before_is_found_once_it_is_gathered(one, found):
    SearchDocument.objects.filter(incident=one).update(said=[])
    assert found("7.42") == []
    build()
    assert found("7.42") == [one.reference]


def test_a_number_of_several_parts_is_one_word():
    assert asked_in("Bonus 7.42, L4.PRO") == ["bonus", "7.42", "l4", "pro"]
    assert asked_in("v7.42 2026.11.05") == ["v7", "42", "2026", "11", "05"]
    assert numbers_of("Iki 7.42.1.", "ir 7.42") == ["7.42.1", "7.42"]
