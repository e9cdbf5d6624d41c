"""A draft is discarded with one click and brought back with one more, by the desk and by a customer."""

from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_small_things import COVERED
from tests.browser.test_the_whole_path import agents_page

CARRY_ON = "The program works and we can carry on"


def test_discard_has_a_way_back(people: People, installation: Installation) -> None:
    house, desk = installation, "oscorp" if people.javascript else "gringotts"
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    number = path.report(manager, house, desk, "Where is the report?", CARRY_ON)
    agent = agents_page(people, house, desk, number)
    for page, tab in ((agent, "reply"), (manager, "customer_reply")):
        page.goto(house.url(f"/incidents/{number}/", desk))
        _discard_and_undo(page, tab, scripted=people.javascript)
    assert people.troubles == []


def _discard_and_undo(page: Page, tab: str, *, scripted: bool) -> None:
    form, text = page.locator(f"#write-{tab}"), page.locator(f"#{tab}-text")
    text.fill("I look at the report.")
    if not scripted:
        form.get_by_role("button", name="Keep as draft").click()
    form.get_by_role("button", name="Discard").click()
    expect(page.locator("#toasts")).to_contain_text("The draft is discarded.")
    expect(text).to_have_value("")
    if scripted:
        page.wait_for_timeout(300)
        assert page.evaluate(COVERED) == []
        text.fill("And the other one.")  # the server does not have these words yet
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts")).to_contain_text("Your draft is back.")
    words = "I look at the report." + ("\n\nAnd the other one." if scripted else "")
    expect(text).to_have_value(words)
    page.wait_for_timeout(2000)  # nothing that was left behind is kept over it
    page.reload()
    expect(text).to_have_value(words)
