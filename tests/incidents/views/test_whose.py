"""The queue as narrowed by people, and what is new to the one who reads it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from incidents.views.rows import PAGE
from tests.incidents.stages import bring
from tests.incidents.views.test_queue import listed

pytestmark = pytest.mark.django_db
PANEL = {"HX-Request": "true", "HX-Target": "panel"}


def test_a_filter_by_agent_takes_several_and_nobody_and_me(agent, file, people, colleague):
    mine, theirs, nobodys = bring(file(), "in_progress", people), file(), file()
    theirs.assign(colleague, by=people.agent)
    for asked, expected in (
        ("agent=me", {mine}),
        (f"agent={people.agent.pk}", {mine}),
        ("agent=nobody", {nobodys}),
        (f"agent={colleague.pk}", {theirs}),
        (f"agent={colleague.pk}&agent=nobody&agent=me", {mine, theirs, nobodys}),
        ("agent=nonsense", {mine, theirs, nobodys}),
    ):
        page = agent.get(f"/queue/?{asked}")
        assert set(listed(page)) == {one.reference for one in expected}, asked
        assert f"{len(expected)} of {len(expected)}<" in page.text, asked
    assert "Agent: Jonas Mažeika" in agent.get(f"/queue/?agent={colleague.pk}").text


def test_a_filter_by_agent_is_offered_named_and_taken_away_on_an_empty_list_too(agent, file, colleague):
    file()
    page = agent.get(f"/queue/?agent={colleague.pk}&product=Bonus").text
    assert "Agent: Jonas Mažeika" in page
    assert f'name="agent" value="{colleague.pk}" id="f-agent-3" checked' in page
    assert 'href="/queue/?product=Bonus"' in page
    assert "Agent: somebody who serves here no more" in agent.get(f"/queue/?agent={uuid4()}").text


def test_the_first_line_is_told_of_no_agents_to_choose_from(browser, file, colleague):
    file()
    page = browser("first_line").get("/queue/").text
    assert 'value="nobody"' in page
    assert "Jonas Mažeika" not in page


def test_the_requests_of_one_person_are_listed_by_pages_and_named(agent, file, people):
    theirs = [file(by=people.colleague) for _ in range(PAGE + 1)]
    file()
    first = agent.get(f"/queue/?requester={people.colleague.pk}")
    assert f"Requester: {people.colleague.name}" in first.text
    rest = listed(agent.get(f"/queue/?requester={people.colleague.pk}&page=2"))
    assert {*listed(first), *rest} == {one.reference for one in theirs}
    assert f'href="/queue/?requester={people.colleague.pk}"' in agent.get(theirs[0].get_absolute_url()).text
    nothing = agent.get(f"/queue/?requester={people.colleague.pk}&view=mine").text
    assert f"Requester: {people.colleague.name}" in nothing


def test_what_is_new_to_the_reader_and_whose_turn_it_is_are_two_signs(agent, browser, file, people, hand):
    one = file()
    news, owed = 'class="is-new"', 'class="owed"'

    def signs():
        text = agent.get("/queue/").text
        return news in text, owed in text

    assert signs() == (True, True)
    asked = {**PANEL, "If-None-Match": agent.get("/queue/", **PANEL)["ETag"]}
    agent.get(f"/incidents/{one.reference}/")
    assert signs() == (False, True)  # read, and still to be answered
    assert agent.get("/queue/", **asked).status_code == 200  # an open page is told of it
    assert news in browser("first_line").get("/queue/").text  # who has not read it
    agent = browser("agent")
    agent.client.cookies["language"] = "en"
    hand.forward(timedelta(minutes=1))
    one.reply("Patikrinsiu", by=people.agent)
    assert signs() == (False, False)
    hand.forward(timedelta(minutes=1))
    one.customer_reply("Dar neveikia", by=people.customer)
    assert signs() == (True, True)
    hand.forward(timedelta(days=5))
    assert signs() == (False, True)  # nobody knows any more who looked when
