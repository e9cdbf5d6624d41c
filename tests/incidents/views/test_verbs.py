"""Every act of the desk answers the same five questions: does it, who may, when, foreign numbers, GET."""

import re

import pytest
from django.db import connection

from incidents.models import LIFE, Event, Status
from incidents.obstacles import obstacle
from incidents.urls import urlpatterns
from tests.incidents.stages import bring
from tests.incidents.views.sent import BOTH_SIDES, FIRST_LINE, KIND, NEEDED, SENT, ready, sent, where

pytestmark = pytest.mark.django_db
VERBS = sorted(SENT)


@pytest.mark.parametrize("verb", VERBS)
def test_an_agent_does_it_and_comes_back_to_the_request(verb, browser, file, people):
    one = ready(verb, file, people)
    said = sent(verb, people)
    answer = browser("agent").post(where(one, verb), said)
    back = said["into"] if verb == "merge" else one.reference  # there it goes on
    assert (answer.status_code, answer["Location"]) == (303, f"/incidents/{back}/")
    assert one.events.filter(kind=KIND[verb], by=people.agent).exists()
    one.refresh_from_db()
    assert one.status == (LIFE.transitions[verb][1] or BEGUN.get(verb, "new"))


BEGUN = {"release": "in_progress"}


@pytest.mark.parametrize("verb", VERBS)
def test_it_is_drawn_on_the_page_afterwards(verb, browser, file, people):
    one = ready(verb, file, people)
    agent = browser("agent")
    agent.post(where(one, verb), sent(verb, people))
    event = one.events.get(kind=KIND[verb], by=people.agent)
    assert f'id="e{event.pk.hex}"' in agent.get(f"/incidents/{one.reference}/").text


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
@pytest.mark.parametrize("verb", sorted(set(VERBS) - BOTH_SIDES))
def test_the_company_may_not_except_what_its_first_line_writes(verb, part, browser, file, people):
    one = ready(verb, file, people)
    may = part == "first_line" and verb in FIRST_LINE
    said = sent(verb, people)
    events = Event.objects.count()
    answer = browser(part).post(where(one, verb), said)
    assert answer.status_code == (303 if may else 403)
    assert (Event.objects.count() > events) == may


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("verb", VERBS)
def test_when_it_is_not_possible_the_page_says_why_and_keeps_what_was_typed(
    verb, status, browser, file, people
):
    one = bring(file(), status, people)
    possible = LIFE.possible(verb, status) and obstacle(verb, one) is None
    before = one.events.count()
    answer = browser("agent").post(where(one, verb), sent(verb, people))
    assert answer.status_code == (303 if possible else 409)
    if not possible:
        assert one.events.count() == before
        assert "error-summary" in answer.text
        for typed in (value for name, value in SENT[verb].items() if name in ("text", "line", "reason")):
            assert typed in answer.text


@pytest.mark.parametrize("verb", VERBS)
def test_a_number_that_is_not_here_is_not_found(verb, browser, people):
    assert browser("agent").post(f"/incidents/INC-9999/{verb}/", sent(verb, people)).status_code == 404


@pytest.mark.parametrize("verb", VERBS)
def test_another_company_finds_nothing(verb, browser, file, people, globex, inside):
    one = ready(verb, file, people)
    answer = inside(globex, globex.manager).post(where(one, verb), sent(verb, people))
    assert answer.status_code == (404 if verb in BOTH_SIDES else 403)


@pytest.mark.parametrize("verb", VERBS)
def test_it_cannot_be_asked_for_by_a_link(verb, browser, file, people):
    assert browser("agent").get(where(ready(verb, file, people), verb)).status_code == 405


@pytest.mark.parametrize("verb", NEEDED)
def test_without_the_words_it_needs_it_is_not_done(verb, browser, file, people):
    one = ready(verb, file, people)
    before = one.events.count()
    answer = browser("agent").post(where(one, verb), {**sent(verb, people), NEEDED[verb]: " "})
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert one.events.count() == before


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "merge"])
def test_with_htmx_only_the_panel_comes_back(verb, browser, file, people):
    one = ready(verb, file, people)
    htmx = {"HX-Request": "true", "HX-Target": "panel"}
    agent = browser("agent")
    answer = agent.post(where(one, verb), sent(verb, people), **htmx)
    assert answer.status_code == 303
    panel = agent.get(answer["Location"], **htmx)
    assert one.subject in panel.text
    assert "<html" not in panel.text


@pytest.mark.parametrize("form", ["", "alike/"])
def test_a_workaround_is_given_once_however_often_its_button_is_pressed(form, agent, file, people, letters):
    one, other = file(subject="Nespausdina sąskaitų"), file(subject="Nespausdina sąskaitų")
    other.give_workaround("Iš naršyklės", by=people.agent)
    text = agent.get(f"{one.get_absolute_url()}{form}").text
    of_it = text.split(f'action="{where(one, "give_workaround")}"')[1].split("</form>")[0]
    said = {"text": "Iš naršyklės", "page": re.search('name="page" value="([0-9a-f]+)"', of_it)[1]}
    before = len(letters("workaround_given"))
    answers = [agent.post(where(one, "give_workaround"), said) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "This page has sent it already" in answers[1].text
    assert one.events.filter(kind="workaround_given").count() == 1
    assert len(letters("workaround_given")) == before + 1


def test_every_act_of_the_desk_is_asked_here():
    of_a_request = [one for one in urlpatterns if str(one.pattern).startswith("incidents/<reference:")]
    acts = {pattern.name for pattern in of_a_request if str(pattern.pattern).count("/") == 3}
    company = {
        "customer_reply",
        "confirm",
        "still_fails",
        "confirm_workaround",
        "fail_workaround",
        "agree",
        "rate",
        # both sides, on the page of the followers
        "watch",
        "unwatch",
        "followers",
    }
    looked_at = {"alike", "steps"}
    # with pages of their own: tests/incidents/views/test_parts.py and test_callbacks.py
    apart = {"add_part", "ask_call", "withdraw_call"}
    assert acts - company - looked_at - apart == set(VERBS)


def test_a_stranger_does_nothing(inside, acme, file, hand):
    one = file()
    assert inside(acme).post(where(one, "note"), {"text": "?"}).status_code == 403
    connection.set_tenant(acme.tenant)
    assert one.events.count() == 1
