"""Where the keyboard stands after a key: in the wanted field, before a help, back at one's own words."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_a_complaint import complained
from tests.browser.test_the_desk import CARRY_ON
from tests.browser.test_the_whole_path import agents_page

DESK = "aperture"
INSIDE = "() => document.getElementById('keys-help').contains(document.activeElement)"


@pytest.fixture
def javascript() -> bool:
    """The keyboard needs JavaScript."""
    return True


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def test_a_key_leads_to_its_field_and_never_away_from_it(people: People, installation: Installation) -> None:
    house = installation
    path.order(people, house, DESK)
    path.approve(people, house, DESK)
    manager = path.accept(people, house, f"ona@{DESK}.example", DESK)
    number = path.report(manager, house, DESK, "The portal is stuck", CARRY_ON)
    agent = agents_page(people, house, DESK, number)
    _a_fold(agent, house, number)
    _the_help(agent, house, number)
    _words_that_come_back(agent, people, house, number)
    _a_call(agent, house, number)
    _a_draft_of_an_answer(agent, manager, house, number)
    assert people.troubles == []


def _a_fold(agent: Page, house: Installation, number: str) -> None:
    """The key of an act that is open already leads into its field, as it did the first time."""
    agent.goto(house.url(f"/incidents/{number}/", DESK))
    for _ in range(2):
        keys(agent, "w")
        expect(agent.locator("#act-give_workaround")).to_have_attribute("open", "")
        expect(agent.locator("#give_workaround-text")).to_be_focused()
        keys(agent, "Escape")


def _the_help(agent: Page, house: Installation, number: str) -> None:
    """By its key and by its button the help has the keyboard, which does not leave it for what is behind."""
    agent.goto(house.url("/queue/", DESK))
    keys(agent, "j")
    for opens in (lambda: keys(agent, "?"), agent.locator(".kbd-line button").click):
        opens()
        expect(agent.locator("#keys-help")).to_be_visible()
        for _ in range(6):
            on_the_page = agent.evaluate("() => document.activeElement !== document.body")
            assert agent.evaluate(INSIDE) or not on_the_page
            keys(agent, "Tab")
        keys(agent, "Escape")
        expect(agent.locator("#keys-help")).to_be_hidden()
    agent.locator(".kbd-line button").click()
    agent.locator("#keys-help").get_by_role("button", name="Close").click()
    expect(agent.locator("#keys-help")).to_be_hidden()
    assert agent.url.endswith("/queue/")


def _words_that_come_back(agent: Page, people: People, house: Installation, number: str) -> None:
    """Whoever takes a reply back, or sent nothing, writes on at once."""
    agent.goto(house.url(f"/incidents/{number}/", DESK))
    keys(agent, "r")
    agent.keyboard.type("Press the blue button.")
    keys(agent, "Control+Enter")
    expect(agent.locator(".held")).to_contain_text("Press the blue button.")
    keys(agent, "z")
    expect(agent.locator(".held")).to_have_count(0)
    expect(agent.locator("#reply-text")).to_have_value("Press the blue button.")
    expect(agent.locator("#reply-text")).to_be_focused()
    agent.fill("#reply-text", "")
    keys(agent, "Control+Enter")
    expect(agent.locator("#write .error-summary")).to_be_visible()
    expect(agent.locator("#reply-text")).to_be_focused()
    people.troubles[:] = [one for one in people.troubles if "422 " not in one]  # what was refused here


def _a_call(agent: Page, house: Installation, number: str) -> None:
    """Where a call is to be written down, its first words are at hand."""
    agent.goto(house.url(f"/incidents/{number}/?write=log_call#write", DESK))
    expect(agent.locator("#log_call-text")).to_be_focused()


def _a_draft_of_an_answer(agent: Page, manager: Page, house: Installation, number: str) -> None:
    """A complaint of which a draft is kept stands open: its key leads into the words, and closes nothing."""
    complaint = complained(manager, house.url(f"/incidents/{number}/", DESK), javascript=True)
    agent.goto(house.url(f"/complaints/{complaint}/", DESK))
    agent.get_by_role("button", name="I take care of it").click()
    expect(agent.locator("#acts summary", has_text="Answer")).to_be_visible()
    text = agent.locator("details[open] textarea")
    keys(agent, "r")
    expect(text).to_be_focused()
    with agent.expect_response(lambda answer: "draft" in answer.url):
        agent.keyboard.type("We are sorry.")
    agent.reload()
    for _ in range(2):
        keys(agent, "r")
        expect(text).to_have_value("We are sorry.")
        expect(text).to_be_focused()
        keys(agent, "Escape")
