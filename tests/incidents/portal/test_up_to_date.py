"""A customer's open page of a request keeps itself up to date, and tells nothing of inside matters."""

import re
from html import unescape
from json import loads

import pytest

from tests.incidents import stages

pytestmark = pytest.mark.django_db


def asked_by(page):
    """What the page itself sends when it asks again."""
    (said,) = re.findall(r'class="poll"[^>]*hx-headers="([^"]*)"', page.text)
    return {"HX-Request": "true", "HX-Target": "panel", **loads(unescape(said))}


@pytest.fixture
def open_page(browser, file, people):
    """A request in work and the customer's page of it, opened a moment ago."""
    incident = stages.bring(file(), "in_progress", people)
    incident.refresh_from_db()
    return incident, browser("customer").get(incident.get_absolute_url())


def test_while_nothing_happens_it_is_only_told_so(open_page, browser):
    incident, page = open_page
    assert browser("customer").get(incident.get_absolute_url(), **asked_by(page)).status_code == 304


def test_a_word_of_an_agent_comes_by_itself(open_page, browser, people):
    incident, page = open_page
    incident.reply("Radome priežastį.", by=people.agent)
    news = browser("customer").get(incident.get_absolute_url(), **asked_by(page))
    assert news.status_code == 200
    assert "Radome priežastį." in news.text
    assert "<html" not in news.text


def test_what_was_taken_out_goes_from_the_screen(open_page, browser, people):
    incident, _page = open_page
    incident.reply("slaptažodis 1234", by=people.agent)
    page = browser("customer").get(incident.get_absolute_url())
    incident.redact("Slaptažodis", comment=incident.events.get(kind="replied").comment, by=people.agent)
    news = browser("customer").get(incident.get_absolute_url(), **asked_by(page))
    assert news.status_code == 200
    assert "1234" not in news.text


def test_a_note_of_the_desk_is_not_even_seen_to_have_been_written(open_page, browser, people):
    incident, page = open_page
    incident.note("Tik mums", by=people.agent)
    assert browser("customer").get(incident.get_absolute_url(), **asked_by(page)).status_code == 304
