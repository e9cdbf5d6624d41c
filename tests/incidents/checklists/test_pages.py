"""Checklists on the pages: the desk works with them, nobody of the company ever sees one."""

import re

import pytest
from django.utils import translation

from helpdesk.timers import clock
from incidents import checklists
from incidents.models import Checklist
from tests.statements import at_most

pytestmark = pytest.mark.django_db
THREE = "Padaryti kopiją\nAtnaujinti programą\nPaskambinti klientui"
SAID = {
    "name_lt": "Naujas serveris",
    "steps_lt": "Kopija\nDiegimas",
    "name_en": "New server",
    "steps_en": "Backup\nInstallation",
    "position": "1",
}


@pytest.fixture
def listed(file, people):
    """A request with three steps, the first of them ticked."""
    one = file()
    one.add_steps(THREE, by=people.agent)
    one.tick(steps(one)[0], by=people.agent)
    return one


@pytest.fixture
def ready(people):
    return Checklist.objects.create(
        **{**SAID, "position": 1}, changed_by=people.agent, changed_at=clock.now()
    )


def steps(incident):
    return list(checklists.standing(incident.events.in_order()).every)


def page_of(theirs, incident):
    return " ".join(theirs.get(incident.get_absolute_url()).text.split())


def test_the_page_shows_the_list_how_far_it_is_and_who_ticked(agent, listed):
    text = page_of(agent, listed)
    assert "1 of 3" in text
    assert text.count('role="checkbox"') == 3
    assert text.count('aria-checked="true"') == 1
    assert "<b>Aistė Konsultantė</b> added 3 steps: Padaryti kopiją · Atnaujinti programą" in text
    assert "<b>Aistė Konsultantė</b> ticked: Padaryti kopiją" in text


def test_a_request_without_steps_shows_no_list_and_a_way_to_one(agent, file):
    one = file()
    text = page_of(agent, one)
    assert 'id="checklist"' not in text
    assert f'{one.get_absolute_url()}steps/"' in text
    assert 'name="steps"' in text


def test_a_press_ticks_unticks_takes_away_and_puts_back(agent, listed):
    step = steps(listed)[1]
    for verb, words in (
        ("tick", "2 of 3"),
        ("untick", "1 of 3"),
        ("drop_step", "1 of 2"),
        ("restore_step", "1 of 3"),
    ):
        answer = agent.post(f"{listed.get_absolute_url()}{verb}/", {"step": step})
        assert (answer.status_code, answer["Location"]) == (303, listed.get_absolute_url())
        assert words in page_of(agent, listed)


def test_what_was_just_taken_away_lies_open_to_be_put_back(agent, browser, listed):
    agent.post(f"{listed.get_absolute_url()}drop_step/", {"step": steps(listed)[1]})
    assert '<details class="taken-away" open>' in page_of(agent, listed)
    assert "1 step was taken away" in page_of(agent, listed)
    assert '<details class="taken-away">' in page_of(browser("first_line"), listed)


def test_who_comes_too_late_reads_why_beside_the_page(agent, browser, listed, people):
    answer = browser("first_line").post(f"{listed.get_absolute_url()}tick/", {"step": steps(listed)[0]})
    assert answer.status_code == 409
    assert "Aistė Konsultantė" in answer.text
    assert "error-summary" in answer.text
    assert 'id="checklist"' in answer.text
    assert agent.post(f"{listed.get_absolute_url()}tick/", {"step": "nothing"}).status_code == 422
    unknown = {"step": "0" * 32}
    assert agent.post(f"{listed.get_absolute_url()}tick/", unknown).status_code == 422


def test_a_list_written_beforehand_is_put_on_in_one_press_in_the_language_of_the_presser(
    agent, browser, file, ready
):
    one, other = file(), file()
    htmx = {"HX-Request": "true", "HX-Target": "steps-to-add"}
    offered = agent.get(f"{one.get_absolute_url()}steps/", **htmx).text
    assert "New server" in offered
    assert "<html" not in offered
    agent.post(f"{one.get_absolute_url()}add_steps/", {"list": str(ready.pk)})
    assert "Backup" in page_of(agent, one)
    browser("first_line").post(f"{other.get_absolute_url()}add_steps/", {"list": str(ready.pk)})
    assert "Diegimas" in page_of(agent, other)


def test_a_retired_list_is_neither_offered_nor_put_on(agent, file, ready):
    one = file()
    agent.post(f"/checklists/{ready.pk}/retire/")
    assert "New server" not in agent.get(f"{one.get_absolute_url()}steps/").text
    answer = agent.post(f"{one.get_absolute_url()}add_steps/", {"list": str(ready.pk)})
    assert answer.status_code == 422
    assert not one.events.filter(kind="steps_added").exists()


def test_what_is_no_step_comes_back_with_a_sentence_and_what_was_typed(agent, file):
    one = file()
    answer = agent.post(f"{one.get_absolute_url()}add_steps/", {"steps": "x" * 300})
    assert answer.status_code == 422
    assert "this one is too long" in answer.text
    assert "x" * 300 in answer.text


def test_the_page_of_the_list_works_by_itself(agent, listed, ready):
    text = agent.get(f"{listed.get_absolute_url()}steps/").text
    assert "no customer sees it" in text
    assert "Backup · Installation" in text
    assert text.count('role="checkbox"') == 3
    assert 'name="list"' in text


def test_resolving_with_steps_left_warns_and_forbids_nothing(agent, listed):
    assert "2 steps are not ticked." in page_of(agent, listed)
    answer = agent.post(f"{listed.get_absolute_url()}resolve/", {"code": "fixed", "text": "Pataisyta"})
    assert answer.status_code == 303


def test_one_step_left_is_said_as_one_and_none_is_not_said(agent, listed, people):
    _first, second, third = steps(listed)
    listed.tick(second, by=people.agent)
    assert "1 step is not ticked." in page_of(agent, listed)
    listed.tick(third, by=people.agent)
    assert "not ticked" not in page_of(agent, listed)


def test_the_queue_says_how_far_each_list_is(agent, listed, file):
    file()
    text = agent.get("/queue/").text
    assert text.count("1 of 3 steps") == 1


def test_a_cancelled_request_shows_its_list_as_it_stood(agent, listed, people):
    listed.cancel("Nebereikia", by=people.agent)
    text = page_of(agent, listed)
    assert "1 of 3" in text
    assert 'role="checkbox"' not in text
    assert agent.post(f"{listed.get_absolute_url()}add_steps/", {"steps": "Dar"}).status_code == 409


def test_the_list_costs_the_page_of_a_request_no_statement(agent, browser, listed, people):
    theirs = browser("agent")
    theirs.get(listed.get_absolute_url())
    with at_most(6):
        theirs.get(listed.get_absolute_url())


def test_what_people_write_is_escaped(agent, file, people):
    one = file()
    one.add_steps("<script>alert(1)</script>", by=people.agent)
    one.drop_step(steps(one)[0], by=people.agent)
    one.add_steps('"><b>x</b>', by=people.agent)
    text = page_of(agent, one)
    assert "<script>alert" not in text
    assert '"><b>x' not in text


@pytest.mark.parametrize("part", ["customer", "colleague", "manager"])
def test_the_company_sees_no_list_no_step_and_no_entry_of_it(part, browser, listed, people, mail):
    listed.drop_step(steps(listed)[2], by=people.agent)
    theirs = browser(part)
    for path in (listed.get_absolute_url(), "/", "/requests/", "/notices/"):
        with translation.override("lt"):
            text = theirs.get(path).text
        assert not re.search(r"kopij|Atnaujinti programą|Paskambinti klientui|checklist|step-to", text)
    assert "kopij" not in "".join(sent.body for sent in mail(f"{part}@acme"))
    assert listed.reference not in theirs.get("/search/", {"q": "kopiją"}).text


@pytest.mark.parametrize("verb", ["add_steps", "tick", "untick", "drop_step", "restore_step"])
def test_the_company_changes_no_list(verb, browser, listed):
    said = {"step": steps(listed)[0], "steps": "Dar"}
    for part in ("customer", "manager"):
        assert browser(part).post(f"{listed.get_absolute_url()}{verb}/", said).status_code == 403
        assert browser(part).get(f"{listed.get_absolute_url()}steps/").status_code == 403


def test_another_help_desk_has_no_such_request_and_no_such_list(
    listed, ready, globex, inside, operator_agent
):
    theirs = inside(globex, operator_agent)
    where = listed.get_absolute_url()
    assert theirs.get(f"{where}steps/").status_code == 404
    assert theirs.post(f"{where}tick/", {"step": "0" * 32}).status_code == 404
    assert theirs.get(f"/checklists/{ready.pk}/").status_code == 404
    assert theirs.post(f"/checklists/{ready.pk}/retire/").status_code == 404


def test_an_agent_writes_changes_and_retires_a_list(agent, people):
    assert "There are no checklists" in agent.get("/checklists/").text
    answer = agent.post("/checklists/add/", SAID)
    assert (answer.status_code, answer["Location"]) == (303, "/checklists/")
    one = Checklist.objects.get()
    assert (one.changed_by, one.steps_en) == (people.agent, "Backup\nInstallation")
    assert "Backup · Installation" in agent.get("/checklists/").text
    assert agent.post(f"/checklists/{one.pk}/", {**SAID, "name_en": "Newer server"}).status_code == 303
    assert "Newer server" in agent.get("/checklists/").text
    agent.post(f"/checklists/{one.pk}/retire/")
    assert "No longer offered" in agent.get("/checklists/").text
    agent.post(f"/checklists/{one.pk}/retire/")
    assert "No longer offered" not in agent.get("/checklists/").text


@pytest.mark.parametrize(
    ("field", "said", "sentence"),
    [
        ("steps_en", "Backup", "there are 2 in Lithuanian and 1 here"),
        ("steps_lt", " - \n", "Write a step."),
        ("steps_en", "x" * 201, "this one is too long"),
        ("steps_lt", "x\n" * 61, "too long"),
        ("name_lt", "", "error-summary"),
    ],
)
def test_what_is_no_list_comes_back_with_a_sentence(field, said, sentence, agent):
    answer = agent.post("/checklists/add/", {**SAID, field: said})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Checklist.objects.exists()


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_only_agents_keep_the_lists(part, browser, ready):
    theirs = browser(part)
    assert theirs.get("/checklists/").status_code == 403
    assert theirs.post("/checklists/add/", SAID).status_code == 403
    assert theirs.post(f"/checklists/{ready.pk}/", SAID).status_code == 403
    assert theirs.post(f"/checklists/{ready.pk}/retire/").status_code == 403


def test_a_list_that_was_changed_changes_no_request(agent, file, ready, people):
    one = file()
    agent.post(f"{one.get_absolute_url()}add_steps/", {"list": str(ready.pk)})
    agent.post(f"/checklists/{ready.pk}/", {**SAID, "steps_en": "One\nTwo"})
    assert "Installation" in page_of(agent, one)


def test_two_presses_put_the_steps_on_once_and_another_page_puts_on_more(agent, file, people, ready):
    one, page = file(), {"page": "0123456789abcdef"}
    address = f"{one.get_absolute_url()}add_steps/"
    for said in ({"steps": "Kopija"}, {"list": str(ready.pk), "page": "aaaaaaaaaaaaaaaa"}):
        before = len(steps(one))
        sent = page | said
        assert agent.post(address, sent).status_code == 303
        put_on = len(steps(one)) - before
        assert put_on
        again = agent.post(address, sent)
        assert again.status_code == 409
        assert "This page has sent it already" in again.text
        assert len(steps(one)) == before + put_on
    assert agent.post(address, {"steps": "Kopija", "page": "fedcba9876543210"}).status_code == 303


def test_the_forms_of_a_list_bear_the_mark_by_which_a_second_press_is_known(agent, file, listed, ready):
    for path in (listed.get_absolute_url(), file().get_absolute_url(), f"{listed.get_absolute_url()}steps/"):
        for form in re.findall(r'<form[^>]*add_steps/".*?</form>', agent.get(path).text, re.S):
            assert re.search(r'name="page" value="[0-9a-f]{16}"', form), form


@pytest.mark.parametrize("verb", ["tick", "untick", "drop_step", "restore_step"])
def test_two_presses_upon_a_step_are_one(verb, agent, listed, people):
    first, second, third = steps(listed)
    if verb == "restore_step":
        listed.drop_step(third, by=people.agent)
    step = {"tick": second, "untick": first, "drop_step": second, "restore_step": third}[verb]
    before = listed.events.count()
    for _press in range(2):
        assert agent.post(f"{listed.get_absolute_url()}{verb}/", {"step": step}).status_code == 303
    assert listed.events.count() == before + 1
