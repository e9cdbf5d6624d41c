"""The page of a request as the desk works it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.timers import clock
from tests.incidents.stages import bring

pytestmark = pytest.mark.django_db


def page(incident, **asked):
    """The address of a request's page."""
    return incident.get_absolute_url() + "?" + "&".join(f"{name}={value}" for name, value in asked.items())


def test_a_bare_number_leads_to_the_page(agent, file):
    one = file()
    answer = agent.get(f"/incidents/{one.number}/")
    assert (answer.status_code, answer["Location"]) == (303, f"/incidents/{one.reference}/")


def test_the_hour_is_promised_and_the_rest_are_goals(agent, file, people, hand):
    one = file("critical")
    text = agent.get(page(one)).text
    assert "Work must start in" in text
    assert "by 11:00 · promised" in text
    hand.forward(timedelta(minutes=9))
    one.start("Žiūriu žurnalą", by=people.agent)
    text = agent.get(page(one)).text
    assert "Started in 9 min" in text
    assert "Work must start in" not in text
    assert "a goal" in text


def test_a_broken_hour_is_said_in_words(agent, file, ring):
    one = file("critical")
    ring(minutes=61)
    text = agent.get(page(one)).text
    assert "Work should have started" in text
    assert "The promise was not kept" in text


def test_the_timeline_shows_one_kind_when_asked(agent, file, people):
    one = file()
    one.note("Vidinė pastaba", by=people.agent)
    one.log_call("Kalbėjome telefonu", answered=True, by=people.agent)
    one.assign(people.agent, by=people.agent)
    shown = {
        name: agent.get(page(one, show=name)).text
        for name in ("all", "conversation", "changes", "calls", "?")
    }
    assert "entry-note" in shown["all"]
    assert "took it" in shown["all"]
    assert "took it" not in shown["conversation"]
    assert "Kalbėjome telefonu" not in shown["changes"]
    assert "Kalbėjome telefonu" in shown["calls"]
    assert "entry-note" not in shown["calls"]
    assert "entry-note" in shown["?"]


def test_a_note_says_that_the_customer_does_not_see_it(agent, file, people):
    one = file()
    one.note("Slapta", by=people.agent)
    assert "Internal: the customer does not see this" in agent.get(page(one, show="conversation")).text


def test_what_is_said_is_shown_and_never_run(agent, file, people):
    evil = "<script>alert(1)</script> **labai**"
    one = file(text=evil, subject="<b>Tema</b>")
    one.reply(evil, by=people.agent)
    text = agent.get(page(one)).text
    assert "<script>alert" not in text
    assert "<b>Tema" not in text
    assert text.count("<strong>labai</strong>") == 1  # the agent's: what a customer writes stays as typed
    assert "&lt;/script&gt; **labai**</p>" in text


WITH_LINE = {"text": "Matome", "starts": "on", "line": "Tikrinu žurnalą"}


def test_a_line_that_is_not_ticked_starts_nothing_and_the_answer_says_so(agent, file):
    one = file("critical")
    here = one.get_absolute_url()
    agent.post(f"{here}reply/", {"text": "Matome", "line": "Tikrinu žurnalą"})
    assert "started" not in [event.kind for event in one.events.all()]
    assert "Work has not started yet" in agent.get(here).text
    agent.post(f"{here}start/", {"line": "Tikrinu"})
    agent.post(f"{here}reply/", {"text": "Matome"})
    assert "Work has not started yet" not in agent.get(here).text


@pytest.mark.parametrize("verb", ["reply", "log_call"])
def test_a_tick_without_a_line_is_asked_for_it(agent, file, verb):
    one = file("critical")
    answer = agent.post(f"{one.get_absolute_url()}{verb}/", WITH_LINE | {"line": " ", "answered": "yes"})
    assert answer.status_code == 422
    assert "Say in one line what you do first" in answer.text
    assert [event.kind for event in one.events.all()] == ["reported"]


def test_a_question_with_a_line_starts_work_too(agent, file):
    one = file("important")
    tomorrow = f"{clock.now() + timedelta(days=2):%Y-%m-%d}"
    answer = agent.post(f"{one.get_absolute_url()}wait/", WITH_LINE | {"until": tomorrow})
    assert answer.status_code == 303
    assert [event.kind for event in one.events.in_order()] == ["reported", "started", "waited"]


def test_a_reply_with_a_line_starts_work_in_the_same_step(agent, file):
    one = file("critical")
    answer = agent.post(f"{one.get_absolute_url()}reply/", WITH_LINE)
    assert answer.status_code == 303
    assert [event.kind for event in one.events.in_order()] == ["reported", "started", "replied"]
    one.refresh_from_db()
    assert one.hour_due_at is None


def test_a_reply_alone_does_not_meet_the_hour(agent, file):
    one = file("critical")
    agent.post(f"{one.get_absolute_url()}reply/", {"text": "Matome"})
    one.refresh_from_db()
    assert one.hour_due_at is not None


def test_a_reply_waits_when_the_customer_wrote_meanwhile(agent, file, people):
    one = file()
    assert 'name="seen" value="1"' in agent.get(page(one)).text
    one.customer_reply("Radau dar vieną klaidą", by=people.customer)
    sent = {"text": "Jau žiūrime", "seen": "1"}
    answer = agent.post(f"{one.get_absolute_url()}reply/", sent)
    assert answer.status_code == 409
    assert "Radau dar vieną klaidą" in answer.text
    assert "Jau žiūrime" in answer.text
    assert 'name="seen" value="2"' in answer.text
    assert agent.post(f"{one.get_absolute_url()}reply/", sent | {"seen": "2"}).status_code == 303


def test_a_critical_waits_only_after_two_calls_in_vain(agent, file, people, hand):
    one = bring(file("critical"), "in_progress", people)
    sent = {"text": "Kada galime jungtis?", "until": "2027-03-02"}
    answer = agent.post(f"{one.get_absolute_url()}wait/", sent)
    assert answer.status_code == 422
    assert "First log two calls in vain" in answer.text
    assert "Kada galime jungtis?" in answer.text
    for _ in range(2):
        agent.post(f"{one.get_absolute_url()}log_call/", {"answered": "no"})
        hand.forward(timedelta(minutes=16))
    assert agent.post(f"{one.get_absolute_url()}wait/", sent).status_code == 303
    text = agent.get(page(one)).text
    assert "Waiting on the customer" in text
    assert "Go on without an answer" in text


def test_why_shows_what_counted_and_what_did_not(agent, file, people, hand):
    one = bring(file("important"), "waiting", people)
    hand.forward(timedelta(hours=30))
    one.customer_reply("12.4", by=people.customer)
    hand.forward(timedelta(hours=1))
    text = agent.get(page(one)).text
    assert "Time that counts" in text
    assert "Paused: waiting on the customer" in text
    assert 'class="paused"' in text


def test_previous_and_next_follow_the_view_it_was_reached_from(agent, file):
    first, second, third = file("critical"), file("important"), file()
    text = agent.get(page(second, **{"from": "open"})).text
    assert f'href="/incidents/{first.reference}/?from=open" rel="prev"' in text
    assert f'href="/incidents/{third.reference}/?from=open" rel="next"' in text
    assert 'rel="next"' not in agent.get(page(second)).text


def test_an_act_keeps_the_view_it_was_done_in(agent, file):
    one = file()
    for header in ("Referer", "HX-Current-URL"):
        here = {header: f"http://acme.langelis.test{one.get_absolute_url()}?from=mine"}
        answer = agent.post(f"{one.get_absolute_url()}note/", {"text": "Pastaba"}, **here)
        assert answer["Location"] == f"{one.get_absolute_url()}?from=mine"
    answer = agent.post(
        f"{one.get_absolute_url()}note/", {"text": "Pastaba"}, Referer="http://x.test/?from=//evil"
    )
    assert answer["Location"] == one.get_absolute_url()


def test_an_open_page_is_told_what_is_new_and_nothing_else(agent, file, people, hand):
    one = file()
    panel = {"HX-Request": "true", "HX-Target": "panel"}
    asked = {**panel, "If-None-Match": agent.get(page(one))["ETag"]}
    assert agent.get(page(one), **asked).status_code == 304
    hand.forward(timedelta(seconds=1))
    one.customer_reply("Radau dar vieną klaidą", by=people.customer)
    assert "Radau dar vieną klaidą" in agent.get(page(one), **asked).text


def test_the_hour_goes_on_and_the_page_says_so_before_somebody_tries(agent, file):
    text = agent.get(page(file("critical"))).text
    assert text.count("this does not stop the promised hour") == 3  # beside reclassify, merge and cancel


def test_a_first_line_sees_and_writes_but_starts_nothing(browser, file):
    one = file("critical")
    text = browser("first_line").get(page(one)).text
    for verb in ("reply", "note", "give_contacts"):
        assert f"{one.get_absolute_url()}{verb}/" in text
    for verb in ("start", "resolve", "log_call", "assign", "give_workaround"):
        assert f"{one.get_absolute_url()}{verb}/" not in text


def test_the_first_line_confirms_its_own_request_where_it_sees_it(browser, file, people):
    one = bring(file(by=people.first_line), "resolved", people)
    theirs = browser("first_line")
    assert f"{one.get_absolute_url()}still_fails/" in theirs.get(page(one)).text
    assert theirs.post(f"{one.get_absolute_url()}confirm/").status_code == 303
    one.refresh_from_db()
    assert one.status == "closed"
    assert theirs.get(page(one)).status_code == 200


def test_a_closed_request_offers_to_open_it_again_and_no_reply(agent, file, people):
    one = bring(file(), "closed", people)
    text = agent.get(page(one)).text
    assert f"{one.get_absolute_url()}reopen/" in text
    assert f"{one.get_absolute_url()}reply/" not in text


def test_a_duplicate_points_at_the_one_it_repeats(agent, file):
    first, second = file(), file()
    sent = {"reason": "Tas pats", "duplicate_of": first.reference.lower()}
    assert agent.post(f"{second.get_absolute_url()}cancel/", sent).status_code == 303
    assert f"It repeats {first.reference}" in agent.get(page(second)).text
    answer = agent.post(f"{first.get_absolute_url()}cancel/", sent | {"duplicate_of": "INC-99999"})
    assert answer.status_code == 422
    assert "There is no request of this number" in answer.text


def test_the_page_costs_seven_statements_whatever_has_happened(agent, file, people):
    one, _other = bring(file("critical"), "in_progress", people), file("critical")
    for turn in range(12):
        one.reply(f"Atsakymas {turn}", by=people.agent)
        one.customer_reply(f"Žinutė {turn}", by=people.customer)
    one.watch(people.colleague, by=people.customer)
    agent.get(page(one))
    with CaptureQueriesContext(connection) as asked:
        agent.get(page(one, **{"from": "open"}))
    said = [row["sql"] for row in asked.captured_queries if not row["sql"].startswith("SET search_path")]
    assert len(said) <= 7, "\n".join(said)


def test_what_is_new_since_one_looked_is_marked_and_every_entry_has_its_link(agent, file, people, hand):
    one = file()
    assert "New since you looked" not in agent.get(page(one)).text
    hand.forward(timedelta(hours=20))
    one.note("Mano paties", by=people.agent)
    hand.forward(timedelta(seconds=1))
    one.customer_reply("Radau dar vieną klaidą", by=people.customer)
    new = one.events.get(kind="customer_replied").pk.hex
    text = agent.get(page(one)).text
    assert text.count("New since you looked") == 1
    assert text.index("Mano paties") < text.index("New since you looked") < text.index(f'id="e{new}"')
    assert f'href="#e{new}"' in text
    hand.forward(timedelta(seconds=15))
    assert "New since you looked" not in agent.get(page(one)).text


def test_a_colleagues_reply_is_shown_before_ones_own_goes_out(agent, browser, file):
    one = file()
    assert 'name="seen" value="1"' in agent.get(page(one)).text
    browser("first_line").post(f"{one.get_absolute_url()}reply/", {"text": "Pabandykite perkrauti"})
    sent = {"text": "Perkraukite", "seen": "1"}
    answer = agent.post(f"{one.get_absolute_url()}reply/", sent)
    assert answer.status_code == 409
    assert "Pabandykite perkrauti" in answer.text
    assert "Perkraukite</textarea>" in answer.text
    assert agent.post(f"{one.get_absolute_url()}reply/", sent | {"seen": "2"}).status_code == 303


def test_the_first_line_replies_to_a_colleague_and_an_agent_to_the_customer(file, english):
    one = file("important")
    for part, to in (("first_line", "Reply to colleague"), ("agent", "Reply to customer")):
        page = english(part)
        text = page.get(one.get_absolute_url()).text
        assert [said for said in ("Reply to colleague", "Reply to customer") if said in text] == [to]
