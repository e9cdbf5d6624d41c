"""What is being written: kept for its writer alone, looked at before it is sent, let go with the act."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Draft, HeldReply

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


def draft(one, tab="reply"):
    return f"{one.get_absolute_url()}write/{tab}/draft/"


def test_what_is_typed_is_kept_and_stands_there_in_another_browser(agent, browser, file):
    one = file()
    answer = agent.post(draft(one), {"text": "Radau, žiūriu", "line": "Tikrinu"}, **SCRIPT)
    assert answer.json() == {"said": "Draft kept 10:00"}
    other = browser("agent").get(one.get_absolute_url()).text
    assert "Radau, žiūriu</textarea>" in other
    assert "10:00" in other


@pytest.mark.parametrize("tab", ["note", "log_call"])
def test_each_tab_has_a_draft_of_its_own_and_opens_by_itself(tab, agent, file):
    one = file()
    agent.post(draft(one, tab), {"text": "Pastaba sau"}, **SCRIPT)
    text = agent.get(one.get_absolute_url()).text
    assert text.count("Pastaba sau</textarea>") == 1
    assert f'id="tab-{"call" if tab == "log_call" else tab}" checked' in text


def test_nobody_but_the_writer_sees_it(agent, browser, file):
    one = file()
    agent.post(draft(one), {"text": "Slapta mintis"}, **SCRIPT)
    agent.post(draft(one, "note"), {"text": "Slapta pastaba"}, **SCRIPT)
    for part in ("first_line", "customer", "manager", "colleague"):
        assert "Slapta" not in browser(part).get(one.get_absolute_url()).text


def test_without_a_script_a_button_keeps_it(agent, file):
    one = file()
    answer = agent.post(draft(one), {"text": "Dar ne viskas"})
    assert (answer.status_code, answer["Location"]) == (303, f"{one.get_absolute_url()}?write=reply")
    page = agent.get(answer["Location"]).text
    assert "Dar ne viskas</textarea>" in page
    assert "Draft kept 10:00" in page


def test_it_is_thrown_away_by_its_button_or_by_taking_every_word_out(agent, file):
    one = file()
    agent.post(draft(one), {"text": "Ne"}, **SCRIPT)
    agent.post(draft(one), {"text": "Ne", "discard": "1", "page": "abc"})
    assert "Ne</textarea>" not in agent.get(one.get_absolute_url()).text
    agent.post(draft(one), {"text": "Taip"}, **SCRIPT)
    assert agent.post(draft(one), {"text": "  "}, **SCRIPT).json() == {"said": ""}
    assert "Taip</textarea>" not in agent.get(one.get_absolute_url()).text


@pytest.mark.parametrize(
    ("verb", "tab", "more"),
    [
        ("reply", "reply", {}),
        ("wait", "reply", {"until": "2027-03-04"}),
        ("note", "note", {}),
        ("log_call", "log_call", {"answered": "yes"}),
    ],
)
def test_the_act_lets_it_go_and_what_comes_late_does_not_bring_it_back(verb, tab, more, agent, file, people):
    one = file()
    said = {"text": "Kokia versija?", "page": "0123456789abcdef", **more}
    agent.post(draft(one, tab), said, **SCRIPT)
    assert agent.post(f"{one.get_absolute_url()}{verb}/", said).status_code == 303
    assert agent.post(draft(one, tab), said, **SCRIPT).json() == {"said": ""}
    assert "Kokia versija?</textarea>" not in agent.get(one.get_absolute_url()).text
    # A page drawn later keeps again.
    agent.post(draft(one, tab), said | {"page": "fedcba9876543210"}, **SCRIPT)
    assert Draft.objects.get(person=people.agent, tab=tab).words["text"] == "Kokia versija?"


def test_an_act_that_is_refused_keeps_the_draft(agent, file, people):
    one = file()
    agent.post(draft(one), {"text": "Jau žiūrime"}, **SCRIPT)
    one.customer_reply("Radau dar vieną klaidą", by=people.customer)
    answer = agent.post(f"{one.get_absolute_url()}reply/", {"text": "Jau žiūrime", "seen": "1"})
    assert answer.status_code == 409
    assert Draft.objects.get().words == {"text": "Jau žiūrime"}


def test_a_customers_reply_is_kept_too_and_only_there(browser, file, english):
    one = file()
    theirs = english("customer")
    assert theirs.post(draft(one, "customer_reply"), {"text": "Dar pažiūrėjau"}, **SCRIPT).status_code == 200
    page = theirs.get(one.get_absolute_url()).text
    assert "Dar pažiūrėjau</textarea>" in page
    assert "Draft kept 10:00" in page
    assert "Dar pažiūrėjau" not in browser("agent").get(one.get_absolute_url()).text
    theirs.post(f"{one.get_absolute_url()}customer_reply/", {"text": "Dar pažiūrėjau"})
    assert not Draft.objects.exists()


def test_each_side_writes_in_its_own_places(agent, browser, file, globex, inside):
    one = file()
    assert browser("customer").post(draft(one, "note"), {"text": "?"}).status_code == 404
    assert agent.post(draft(one, "customer_reply"), {"text": "?"}).status_code == 404
    assert agent.post(draft(one, "nothing"), {"text": "?"}).status_code == 404
    assert browser("first_line").post(draft(one, "log_call"), {"text": "?"}).status_code == 403
    assert agent.get(draft(one)).status_code == 405
    assert inside(globex, globex.manager).post(draft(one), {"text": "?"}).status_code == 404


def test_a_preview_reads_as_the_timeline_will(agent, file):
    one = file()
    where = f"{one.get_absolute_url()}write/reply/preview/"
    htmx = {"HX-Request": "true", "HX-Target": "preview-reply"}
    answer = agent.post(where, {"text": "**labai** <script>alert(1)</script>"}, **htmx)
    assert answer.status_code == 200
    assert "<strong>labai</strong>" in answer.text
    assert "<script>" not in answer.text
    assert "<html" not in answer.text


def test_without_a_script_the_preview_stands_on_the_page_and_the_text_is_kept(agent, file):
    one = file()
    where = f"{one.get_absolute_url()}write/note/preview/"
    answer = agent.post(where, {"text": "**labai**"})
    assert "<strong>labai</strong>" in answer.text
    assert "**labai**</textarea>" in answer.text
    assert "error-summary" not in answer.text
    assert one.events.count() == 1


def test_a_draft_costs_the_page_no_statement(agent, file, people, settings):
    one = file()
    agent.get(one.get_absolute_url())

    def cost():
        with CaptureQueriesContext(connection) as asked:
            agent.get(one.get_absolute_url())
        return len([row for row in asked.captured_queries if not row["sql"].startswith("SET search_path")])

    before = cost()
    settings.REPLY_HOLD_SECONDS = 10
    agent.post(f"{one.get_absolute_url()}reply/", {"text": "Radome"})
    for tab in ("reply", "note", "log_call"):
        agent.post(draft(one, tab), {"text": "Dar"}, **SCRIPT)
    agent.get(one.get_absolute_url())
    assert cost() == before


def test_a_sent_reply_stands_at_the_end_until_it_goes_out_and_can_be_undone(
    agent, browser, file, people, settings
):
    settings.REPLY_HOLD_SECONDS = 10
    one = file()
    answer = agent.post(f"{one.get_absolute_url()}reply/", {"text": "Radome **priežastį**"})
    page = agent.get(answer["Location"]).text
    assert "Sends in 10 s" in page
    assert "<strong>priežastį</strong>" in page
    assert "priežastį" not in browser("customer").get(one.get_absolute_url()).text
    undo = f"{one.get_absolute_url()}write/held/{HeldReply.objects.get().pk}/undo/"
    assert undo in page
    colleague = browser("first_line").get(one.get_absolute_url()).text
    assert "priežastį" in colleague
    assert undo not in colleague
    assert browser("first_line").post(undo).status_code == 409
    back = agent.post(undo, {"text": ""})
    assert (back.status_code, back["Location"]) == (303, f"{one.get_absolute_url()}?write=reply")
    assert "Radome **priežastį**</textarea>" in agent.get(back["Location"]).text
    late = agent.post(undo)
    assert late.status_code == 409
    assert "has gone out already, or was taken back" in late.text


def test_an_open_page_hears_of_a_held_reply(agent, browser, file, hand, settings):
    settings.REPLY_HOLD_SECONDS = 10
    one = file()
    panel = {"HX-Request": "true", "HX-Target": "panel"}
    asked = {**panel, "If-None-Match": agent.get(one.get_absolute_url())["ETag"]}
    assert agent.get(one.get_absolute_url(), **asked).status_code == 304
    hand.forward(timedelta(seconds=1))
    browser("first_line").post(f"{one.get_absolute_url()}reply/", {"text": "Pabandykite"})
    answer = agent.get(one.get_absolute_url(), **asked)
    assert "Pabandykite" in answer.text
    assert 'name="seen" value="2"' in answer.text


def test_words_that_came_back_are_said_on_the_page(agent, file, people, ring, settings):
    settings.REPLY_HOLD_SECONDS = 10
    one = file()
    agent.post(f"{one.get_absolute_url()}reply/", {"text": "Radome"})
    one.cancel("Nebereikia", by=people.customer)
    ring(seconds=10)
    page = agent.get(one.get_absolute_url()).text
    assert "Your reply was not sent: the request cannot be replied to any more." in page
    assert "<p>Radome</p>" in page
    agent.post(draft(one), {"discard": "1"})
    assert "Radome" not in agent.get(one.get_absolute_url()).text


def test_a_day_and_a_time_are_kept_as_they_were_typed_even_one_of_them_alone(agent, file):
    one = file()
    agent.post(draft(one), {"text": "Žiūriu", "next_word_at_day": "2027-03-02"}, **SCRIPT)
    page = agent.get(one.get_absolute_url()).text
    assert 'type="date" name="next_word_at_day" value="2027-03-02"' in page
    assert 'type="time" name="next_word_at_time" value=""' in page
    both = {"text": "Žiūriu", "next_word_at_day": "2027-03-02", "next_word_at_time": "10:30"}
    agent.post(draft(one), both, **SCRIPT)
    page = agent.get(one.get_absolute_url()).text
    assert 'name="next_word_at_time" value="10:30"' in page
    assert agent.post(f"{one.get_absolute_url()}reply/", both).status_code == 303


def test_without_a_script_what_does_not_go_along_is_said_beforehand(agent, file):
    page = agent.get(file("critical").get_absolute_url()).text
    unscripted = "".join(re.findall(r"<noscript>(.*?)</noscript>", page, re.S))
    assert "does not go along with what is sent from here" in unscripted
    assert "What you have begun to write below is lost by this" in unscripted
    # The words are shown by the style alone, once something stands in the other form.
    assert re.search(r'id="start-line"[^>]* placeholder=" "', page)


def test_a_long_log_is_kept_to_its_end_however_its_lines_are_broken(agent, given):
    log = "\r\n".join([*["2026-11-29 klaida"] * 1_105, "pabaiga"])
    agent.post(f"{given.get_absolute_url()}write/note/draft/", {"text": log})
    assert "pabaiga</textarea>" in agent.get(given.get_absolute_url()).text
