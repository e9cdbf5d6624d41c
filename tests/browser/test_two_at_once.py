"""Two of the desk on one request at once, and a connection that is lost: nothing that was typed is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_the_desk import look_again
from tests.browser.test_the_whole_path import agents_page

CARRY_ON = "The program works and we can carry on"
DESK = "vehement"


@pytest.fixture
def javascript() -> bool:
    """What is looked at here lives by JavaScript."""
    return True


def kept(page: Page) -> None:
    """Waits until the server has what was typed."""
    expect(page.locator("form.pane:visible [data-kept]")).to_have_text(re.compile(r"^Draft kept \d"))


def test_two_agents_and_a_lost_connection(people: People, installation: Installation) -> None:
    house = installation
    path.order(people, house, DESK)
    path.approve(people, house, DESK)
    manager = path.accept(people, house, f"ona@{DESK}.example", DESK)
    number = path.report(manager, house, DESK, "Where is the report?", CARRY_ON)
    request = house.url(f"/incidents/{number}/", DESK)
    first, second = (agents_page(people, house, DESK, number) for _ in range(2))
    for page in (first, second):
        page.goto(request)
    _the_draft_is_everywhere(first, second)
    _the_undo(first, manager, request)
    _the_guard(first, second, manager, request)
    assert people.troubles == [line for line in people.troubles if "409" in line]
    people.troubles.clear()
    _the_lost_connection(first, second, request)
    # The browser and htmx say that there was no connection, and nothing else goes wrong.
    assert [line for line in people.troubles if not re.search("ERR_INTERNET|htmx:", line)] == []


def _the_draft_is_everywhere(first: Page, second: Page) -> None:
    """What one types in one browser stands in another; both windows here are of one agent."""
    send = first.get_by_role("button", name="Send reply")
    before = send.bounding_box()
    first.fill("#reply-text", "I look at **the report**.")
    kept(first)
    assert send.bounding_box() == before  # no button moves while one writes
    second.reload()
    expect(second.locator("#reply-text")).to_have_value("I look at **the report**.")
    first.get_by_role("button", name="Preview").first.click()
    expect(first.locator(".preview strong")).to_have_text("the report")
    first.locator("form.pane:visible").get_by_role("button", name="Discard").click()
    expect(first.locator("#reply-text")).to_have_value("")
    second.reload()
    expect(second.locator("#reply-text")).to_have_value("")


def _the_undo(first: Page, manager: Page, request: str) -> None:
    """A sent reply is taken back by its key before anybody has seen it."""
    first.fill("#reply-text", "Not so fast.")
    first.locator("#reply-text").press("Control+Enter")
    expect(first.locator("[data-held]")).to_contain_text("Not so fast.")
    first.keyboard.press("z")
    expect(first.locator("#reply-text")).to_have_value("Not so fast.")
    expect(first.locator("[data-held]")).to_have_count(0)
    manager.goto(request)
    expect(manager.locator("main")).not_to_contain_text("Not so fast.")


def _the_guard(first: Page, second: Page, manager: Page, request: str) -> None:
    """Who sends second reads first what was said meanwhile, and keeps their own words."""
    # While one writes, what is new waits behind a button.
    first.fill("#reply-text", "Not so fast, please.")
    manager.locator("textarea[name=text]").first.fill("It is the second report.")
    manager.get_by_role("button", name="Send").first.click()
    expect(manager.locator("main")).to_contain_text("It is the second report.")
    first.fill("#reply-text", "Not so fast, please, dear all.")  # the server does not have these words yet
    with first.expect_response(lambda answer: "/draft/" in answer.url):  # refused, they are kept at once
        first.get_by_role("button", name="Send reply").click()
    expect(first.locator(".error-summary")).to_contain_text("Something arrived while you wrote")
    expect(first.locator(".error-summary")).to_be_in_viewport(ratio=1)
    expect(first.locator(".error-summary h2")).to_have_count(0)  # nothing is to be corrected
    expect(first.locator(".timeline")).to_contain_text("It is the second report.")
    expect(first.locator("#reply-text")).to_have_value("Not so fast, please, dear all.")
    first.reload()
    expect(first.locator("#reply-text")).to_have_value("Not so fast, please, dear all.")
    first.get_by_role("button", name="Send reply").click()
    expect(first.locator("[data-held]")).to_contain_text("Not so fast, please, dear all.")
    look_again(second)
    expect(second.locator(".timeline")).to_contain_text("Not so fast, please, dear all.")
    # It goes out by itself, under the eyes of both.
    for page in (first, second):
        expect(page.locator("[data-held]")).to_have_count(0, timeout=path.PATIENCE)
        expect(page.locator(".timeline")).to_contain_text("Not so fast, please, dear all.")
    manager.reload()
    expect(manager.locator("main")).to_contain_text("Not so fast, please, dear all.")


def _the_lost_connection(first: Page, second: Page, request: str) -> None:
    """Without a connection the page says so and keeps what is typed; afterwards it is kept and sent."""
    first.context.set_offline(True)
    first.fill("#reply-text", "Typed in a tunnel.")
    expect(first.locator(".connection")).to_contain_text("Connection lost")
    expect(first.locator("form.pane:visible [data-kept]")).to_contain_text("Not kept yet")
    first.locator("form.pane:visible [data-send]").click()
    expect(first.locator("#reply-text")).to_have_value("Typed in a tunnel.")
    first.context.set_offline(False)
    expect(first.locator(".connection")).to_have_count(0)
    kept(first)
    second.goto(request)
    expect(second.locator("#reply-text")).to_have_value("Typed in a tunnel.")
    first.locator("form.pane:visible [data-send]").click()
    expect(first.locator(".timeline")).to_contain_text("Typed in a tunnel.")
    expect(first.locator("#reply-text")).to_have_value("")
