"""The desk in a browser: pages that stay alive without touching what somebody does on them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_the_whole_path import CRITICAL, agents_page

CARRY_ON = "The program works and we can carry on"


@pytest.fixture
def javascript() -> bool:
    """What is looked at here lives by JavaScript."""
    return True


def look_again(page: Page) -> None:
    """Asks for what is new now, not at the next beat."""
    page.evaluate("htmx.trigger(document.querySelector('.poll'), 'refresh')")


def rows(page: Page) -> list[str]:
    return page.locator("#rows > tr").evaluate_all("rows => rows.map((row) => row.id)")


def test_pages_stay_alive_around_what_is_done_on_them(people: People, installation: Installation) -> None:
    house, desk = installation, "hooli"
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    number = path.report(manager, house, desk, "Where is the report?", CARRY_ON)
    other = path.report(manager, house, desk, "How do I print it?", CARRY_ON)
    agent = agents_page(people, house, desk, number)
    agent.goto(house.url("/queue/", desk))
    _the_queue(agent, manager, house, desk, [number, other])
    _the_request(agent, manager, house, desk, number)
    _a_refusal(agent, people)
    _naming_another(agent, house, desk, number, other)
    _the_keys(agent, house, desk, other)
    assert people.troubles == []


def _the_queue(agent: Page, manager: Page, house: Installation, desk: str, listed: list[str]) -> None:
    """A row never moves under the pointer; what is new waits behind a button."""
    assert rows(agent) == listed
    agent.hover(f"#{listed[1]}")
    # The longest of subjects: its banner leaves free what brings the news.
    critical = path.report(manager, house, desk, "Payroll stops for everybody, " * 4, CRITICAL)
    look_again(agent)
    expect(agent.locator("#news-note")).to_contain_text("critical")
    assert rows(agent) == listed
    expect(agent.locator("#views .hot .count")).to_have_text("1")
    agent.click("#news-note")
    expect(agent.locator("#rows > tr").first).to_have_id(critical)


def _the_request(agent: Page, manager: Page, house: Installation, desk: str, number: str) -> None:
    """What is half written outlives both the news and another act."""
    agent.goto(house.url(f"/incidents/{number}/", desk))
    agent.fill("#reply-text", "It stands under")
    manager.goto(house.url(f"/incidents/{number}/", desk))
    manager.locator("textarea[name=text]").first.fill("I have found it myself.")
    manager.get_by_role("button", name="Send").first.click()
    expect(manager.locator("main")).to_contain_text("I have found it myself.")
    look_again(agent)
    expect(agent.locator("#news-note")).to_be_visible()
    expect(agent.locator(".timeline")).not_to_contain_text("I have found it myself.")
    agent.click("#news-note")
    expect(agent.locator(".timeline")).to_contain_text("I have found it myself.")
    expect(agent.locator("#reply-text")).to_have_value("It stands under")
    agent.get_by_role("button", name="Take it").click()
    expect(agent.locator(".timeline")).to_contain_text("took it")
    expect(agent.locator("#reply-text")).to_have_value("It stands under")
    agent.locator("#reply-text").press("Control+Enter")
    expect(agent.locator(".timeline")).to_contain_text("It stands under")
    expect(agent.locator("#reply-text")).to_have_value("")


def _a_refusal(agent: Page, people: People) -> None:
    """What is refused stays open, with the sentence that says why."""
    fold = agent.locator("#act-reclassify")
    if not fold.is_visible():
        agent.click("#more-acts > summary")
    fold.locator("summary").click()
    fold.locator("textarea").fill("Nothing has changed")
    fold.get_by_role("button").click()
    expect(fold.get_by_text("This is the level it has already.").first).to_be_visible()
    assert "422" in people.troubles.pop()  # the browser writes down every refusal


def _naming_another(agent: Page, house: Installation, desk: str, number: str, other: str) -> None:
    """Another request is found by its words, and taken with the arrows or with a press."""
    agent.goto(house.url(f"/incidents/{number}/", desk))
    agent.click("#more-acts > summary")
    agent.click("#act-link > summary")
    field, found = agent.locator("#link-other"), agent.locator("#act-link [role=option]")
    field.press_sequentially("print it")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("How do I print it?")
    field.press("Escape")
    expect(found).to_be_hidden()
    expect(field).to_have_value("print it")
    field.press("ArrowDown")
    expect(found).to_be_visible()
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", found.get_attribute("id") or "")
    field.press("Enter")
    expect(field).to_have_value(other)
    expect(agent.locator("#act-link [role=status]")).to_contain_text("How do I print it?")
    field.press("Enter")
    expect(agent.locator(".facts")).to_contain_text(f"is related to {other}")
    agent.click("#more-acts > summary")
    agent.click("#act-merge > summary")
    into = agent.locator("#merge-into")
    into.press_sequentially("ona")
    agent.locator("#act-merge [role=option]", has_text="How do I print it?").click()
    expect(into).to_have_value(other)
    into.fill("")


def _the_keys(agent: Page, house: Installation, desk: str, number: str) -> None:
    """A morning by keyboard: walk, take, open, start work, write."""
    agent.goto(house.url("/queue/", desk))
    agent.keyboard.press("j")
    for _ in rows(agent):
        if agent.locator(".is-here").get_attribute("id") == number:
            break
        agent.keyboard.press("j")
    agent.keyboard.press("i")
    expect(agent.locator(f"#{number} .who")).to_contain_text("Jonas")
    # Escape closes what goes anywhere in one press, also when something is typed; no key acts behind it.
    agent.keyboard.press("Control+k")
    agent.keyboard.type("printer")
    expect(agent.locator("dialog.goto [role=option]").first).to_be_visible()
    agent.locator("dialog.goto").evaluate("dialog => dialog.querySelector('input').blur()")
    agent.keyboard.press("x")
    expect(agent.locator("td.tick input:checked")).to_have_count(0)
    agent.locator("dialog.goto input").focus()
    agent.keyboard.press("Escape")
    expect(agent.locator("dialog.goto")).to_be_hidden()
    agent.goto(house.url(f"/incidents/{number}/", desk))
    agent.keyboard.press("s")
    agent.keyboard.type("I look at the printer")
    agent.keyboard.press("Enter")
    expect(agent.locator(".timeline")).to_contain_text("I look at the printer")
    agent.keyboard.press("n")
    agent.keyboard.type("The old driver again.")
    agent.keyboard.press("Control+Enter")
    expect(agent.locator(".entry-note")).to_contain_text("The old driver again.")
    agent.keyboard.press("Escape")
    agent.keyboard.press("g")
    agent.keyboard.press("q")
    agent.wait_for_url("**/queue/")
