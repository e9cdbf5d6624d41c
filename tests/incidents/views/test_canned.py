"""Replies written beforehand: kept by agents, filled in by the server, and never an answer by themselves."""

import pytest

from helpdesk.timers import clock
from incidents.models import CannedReply
from incidents.models.canned import VARIABLES, filled, variables_in

pytestmark = pytest.mark.django_db
SAID = {
    "name_lt": "Versija",
    "name_en": "Version",
    "text_lt": "Laba diena, {{customer}}! Kokia {{ product }} versija? {{agent}}, {{help_line}}",
    "text_en": "Hello {{customer}}! Which version of {{product}}? ({{number}}: {{subject}})",
    "position": "1",
}


@pytest.fixture
def canned(people):
    said = {**SAID, "position": 1}
    return CannedReply.objects.create(**said, changed_by=people.agent, changed_at=clock.now())


def test_an_agent_writes_changes_and_retires_one(agent, people):
    assert "There are no canned replies" in agent.get("/canned/").text
    answer = agent.post("/canned/add/", SAID)
    assert (answer.status_code, answer["Location"]) == (303, "/canned/")
    one = CannedReply.objects.get()
    assert one.changed_by == people.agent
    assert "Version" in agent.get("/canned/").text
    assert agent.post(f"/canned/{one.pk}/", {**SAID, "name_en": "Which version"}).status_code == 303
    assert "Which version" in agent.get("/canned/").text
    agent.post(f"/canned/{one.pk}/retire/")
    assert "No longer offered" in agent.get("/canned/").text
    agent.post(f"/canned/{one.pk}/retire/")
    assert "No longer offered" not in agent.get("/canned/").text


def test_a_variable_that_nobody_knows_is_refused_with_a_sentence(agent):
    answer = agent.post("/canned/add/", {**SAID, "text_en": "Dear {{name}}"})
    assert answer.status_code == 422
    assert "Nobody knows what {{name}} stands for." in answer.text
    assert "Dear {{name}}" in answer.text
    assert not CannedReply.objects.exists()


@pytest.mark.parametrize("field", ["name_lt", "name_en", "text_lt", "text_en"])
def test_it_speaks_both_languages(field, agent):
    assert agent.post("/canned/add/", {**SAID, field: " "}).status_code == 422


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_only_agents_keep_them(part, browser, canned):
    theirs = browser(part)
    assert theirs.get("/canned/").status_code == 403
    assert theirs.post("/canned/add/", SAID).status_code == 403
    assert theirs.post(f"/canned/{canned.pk}/", SAID).status_code == 403
    assert theirs.post(f"/canned/{canned.pk}/retire/").status_code == 403


def test_another_help_desk_has_none_of_them(canned, globex, inside, operator_agent):
    theirs = inside(globex, operator_agent)
    assert theirs.get(f"/canned/{canned.pk}/").status_code == 404
    assert theirs.post(f"/canned/{canned.pk}/retire/").status_code == 404


@pytest.mark.parametrize("language", ["lt", "en"])
def test_it_is_offered_filled_in_and_in_the_requesters_language(agent, file, people, canned, language):
    people.customer.language = language
    people.customer.save()
    one = file(subject="Nespausdina {{agent}}")
    text = agent.get(f"{one.get_absolute_url()}write/reply/canned/").text
    assert people.customer.name in text
    if language == "lt":
        assert "Laba diena" in text
        assert people.agent.name in text
        assert "+370 600 00000" in text
    else:
        # What is filled in is never read again.
        assert f"({one.reference}: Nespausdina {{{{agent}}}})" in text
    assert "{{customer}}" not in text


def test_with_htmx_only_the_list_comes_and_a_retired_one_does_not(agent, file, canned):
    one = file()
    htmx = {"HX-Request": "true", "HX-Target": "canned-reply"}
    where = f"{one.get_absolute_url()}write/reply/canned/"
    text = agent.get(where, **htmx).text
    assert "data-insert=" in text
    assert "<html" not in text
    agent.post(f"/canned/{canned.pk}/retire/")
    assert "data-insert=" not in agent.get(where, **htmx).text


def test_without_a_script_what_was_typed_is_kept_and_a_link_fills_it_in(agent, file, people, canned):
    people.customer.language = "lt"
    people.customer.save()
    one = file()
    pressed = agent.post(f"{one.get_absolute_url()}write/reply/draft/", {"text": "Jau", "then": "canned"})
    assert pressed["Location"] == f"{one.get_absolute_url()}write/reply/canned/"
    link = f"{one.get_absolute_url()}?write=reply&canned={canned.pk}"
    assert link.replace("&", "&amp;") in agent.get(pressed["Location"]).text
    page = agent.get(link).text
    assert f"Jau\n\nLaba diena, {people.customer.name}!" in page
    assert agent.get(f"{one.get_absolute_url()}?canned=nothing").status_code == 200


def test_sent_unchanged_it_is_no_answer_whatever_the_browser_says(agent, file, people, canned):
    people.customer.language = "en"
    people.customer.save()
    one = file("important")
    due = one.response_due_at
    text = (
        f"Hello {people.customer.name}! Which version of {one.product_name}? ({one.reference}: {one.subject})"
    )
    answer = agent.post(f"{one.get_absolute_url()}reply/", {"text": text, "canned": "false"})
    assert answer.status_code == 303
    one.refresh_from_db()
    assert one.response_due_at == due
    answer = agent.post(f"{one.get_absolute_url()}reply/", {"text": text, "starts": "on", "line": "Žiūriu"})
    assert answer.status_code == 422
    assert "A canned reply sent unchanged does not start work" in answer.text


def test_the_known_variables_are_filled_in_and_nothing_else():
    values = dict.fromkeys(VARIABLES, "x")
    assert filled("{{ customer }} {{unknown}} {{", values) == "x {{unknown}} {{"
    assert variables_in("{{a}} {{ b }} {c}") == ["a", "b"]
