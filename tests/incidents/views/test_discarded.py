"""A draft that was discarded can be brought back for ten minutes, by whoever wrote it alone."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from incidents import sweeping
from incidents.models import Draft
from tests.incidents.files import keep

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}
HTMX = {"HX-Request": "true", "HX-Target": "panel"}
PAGE = {"page": "0123456789abcdef"}


def write(one, tab, what):
    return f"{one.get_absolute_url()}write/{tab}/{what}/"


def discard(writer, one, tab="reply", **words):
    """Discards what stands in a form; the page that comes then."""
    answer = writer.post(write(one, tab, "draft"), {"discard": "1", **words} | PAGE)
    return writer.get(answer["Location"]).text


@pytest.mark.parametrize(
    ("part", "tab"),
    [("agent", "reply"), ("agent", "note"), ("agent", "log_call"), ("customer", "customer_reply")],
)
def test_what_was_discarded_comes_back_by_undo_with_a_script_and_without(part, tab, english, file):
    one, writer = file(), english(part)
    for headers in ({}, HTMX):
        writer.post(write(one, tab, "draft"), {"text": "Radau, žiūriu"}, **SCRIPT)
        page = discard(writer, one, tab, text="Radau, žiūriu, dar")
        assert "The draft is discarded." in page
        assert "žiūriu, dar</textarea>" not in page
        toast = page[page.index('id="toasts"') :]
        assert f'action="{write(one, tab, "restore")}"' in toast
        assert f'hx-include="#write-{tab}" data-brings="{tab}-text"' in toast
        assert f'id="write-{tab}"' in page
        assert f'id="{tab}-text"' in page
        assert 'data-leaves="600"' in toast
        answer = writer.post(write(one, tab, "restore"), {}, **headers)
        assert answer.status_code == (204 if headers and part == "customer" else 303)
        page = writer.get(answer.get("Location") or answer["HX-Redirect"]).text
        assert "Your draft is back." in page
        assert "Radau, žiūriu, dar</textarea>" in page
        Draft.objects.all().delete()


def test_everything_in_the_form_comes_back_before_what_was_begun_meanwhile(agent, file):
    one = file()
    both = {"next_word_at_day": "2027-03-02", "next_word_at_time": "10:30"}
    discard(agent, one, text="Pirma", **both)
    begun = {"text": "Antra", "line": "Tikrinu", "page": "fedcba9876543210"}
    agent.post(write(one, "reply", "draft"), {"text": "Ant"}, **SCRIPT)
    agent.post(write(one, "reply", "restore"), begun)
    words = Draft.objects.get().words
    assert words["text"] == "Pirma\n\nAntra"
    assert words["line"] == "Tikrinu"
    assert "10:30" in words["next_word_at"]
    # What the page that was left tries to keep comes too late.
    assert agent.post(write(one, "reply", "draft"), begun, **SCRIPT).json() == {"said": ""}
    assert Draft.objects.get().words == words


def test_it_comes_back_once(agent, file):
    one = file()
    discard(agent, one, text="Radau")
    for said in ("Your draft is back.", "This can no longer be undone."):
        answer = agent.post(write(one, "reply", "restore"))
        assert said in agent.get(answer["Location"]).text
    assert Draft.objects.get().words == {"text": "Radau"}


def test_after_ten_minutes_it_does_not_and_what_was_begun_since_is_kept(agent, file, hand):
    one = file()
    discard(agent, one, text="Radau")
    hand.forward(timedelta(minutes=10))
    answer = agent.post(write(one, "reply", "restore"), {"text": "Kita"})
    page = agent.get(answer["Location"]).text
    assert "This can no longer be undone." in page
    assert "Kita</textarea>" in page


def test_its_words_are_really_gone_by_night(agent, file, people, hand):
    one = file()
    discard(agent, one, text="Slaptažodis 123")
    hand.forward(timedelta(minutes=9))
    sweeping.files_and_their_rows()
    connection.set_schema(people.tenant.schema_name)
    assert Draft.objects.get().thrown == {"text": "Slaptažodis 123"}
    hand.forward(timedelta(minutes=1))
    sweeping.files_and_their_rows()
    connection.set_schema(people.tenant.schema_name)
    assert (Draft.objects.get().thrown, Draft.objects.get().words) == (None, {})


def test_the_next_that_is_discarded_takes_its_place(agent, file):
    one = file()
    discard(agent, one, text="Pirma")
    agent.post(write(one, "reply", "draft"), {"discard": "1", "text": "Antra", "page": "fedcba9876543210"})
    agent.post(write(one, "reply", "restore"))
    assert Draft.objects.get().words == {"text": "Antra"}


def test_writing_a_word_and_taking_it_out_again_loses_nothing_of_it(agent, file):
    one = file()
    discard(agent, one, text="Pirma")
    for text in ("Ne", ""):
        agent.post(write(one, "reply", "draft"), {"text": text, "page": "fedcba9876543210"}, **SCRIPT)
    agent.post(write(one, "reply", "restore"))
    assert Draft.objects.get().words == {"text": "Pirma"}


def test_nobody_else_brings_it_back_or_reads_it(agent, english, file, globex, inside):
    one = file()
    discard(agent, one, text="Slapta mintis")
    for other, status in (("first_line", 303), ("customer", 404), ("manager", 404)):
        assert english(other).post(write(one, "reply", "restore")).status_code == status
        assert "Slapta" not in english(other).get(one.get_absolute_url()).text
    assert inside(globex, globex.manager).post(write(one, "reply", "restore")).status_code == 404
    assert agent.get(write(one, "reply", "restore")).status_code == 405
    assert Draft.objects.get().thrown == {"text": "Slapta mintis"}


def test_where_nothing_was_written_nothing_is_said_to_be_discarded(agent, file):
    assert "The draft is discarded." not in discard(agent, file(), text=" ")


def test_what_a_page_has_sent_is_not_discarded_by_it(agent, file):
    one = file()
    agent.post(f"{one.get_absolute_url()}note/", {"text": "Pastaba"} | PAGE)
    assert "The draft is discarded." not in discard(agent, one, "note", text="Pastaba")
    assert Draft.objects.get().thrown is None


def test_words_that_came_back_unsent_come_back_with_the_reason_once_more(
    agent, file, people, ring, ten_seconds
):
    one = file()
    agent.post(f"{one.get_absolute_url()}reply/", {"text": "Radome"})
    one.cancel("Nebereikia", by=people.customer)
    ring(seconds=10)
    page = agent.get(agent.post(write(one, "reply", "draft"), {"discard": "1"})["Location"]).text
    assert "Radome" not in page
    undo = re.search('action="([^"]*/restore/)"', page)[1]
    page = agent.get(agent.post(undo)["Location"]).text
    assert "Your reply was not sent: the request cannot be replied to any more." in page
    assert "<p>Radome</p>" in page


def test_files_that_stay_in_the_form_are_spoken_of(agent, file, people):
    one = file()
    kept = keep(people.agent, one)
    said = "Its files stay here until you leave them out."
    assert said in discard(agent, one, text="Radau")
    assert said not in discard(agent, one, "note", text="Radau")
    kept.delete()
    assert said not in discard(agent, one, text="Radau")
