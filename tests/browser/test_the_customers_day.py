"""The customer's day on a telephone: reports, adds a colleague, answers, is called, confirms and rates."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_the_whole_path import IMPORTANT, act, agents_page, say

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def javascript() -> bool:
    """One of its days is enough: the whole path is told without JavaScript too."""
    return True


def fits(page: Page) -> None:
    """Nothing of the page lies outside a narrow screen."""
    wide = page.locator("html").evaluate("html => html.scrollWidth")
    assert wide <= PHONE["width"], f"{page.url} is {wide} px wide"


def test_a_customers_day_on_a_narrow_screen(
    people: People, installation: Installation, tmp_path: Path
) -> None:
    house, desk = installation, "dunder"
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    path.invite(manager, house, desk, "Petras Jonaitis", f"petras@{desk}.example")
    customer = path.accept(people, house, f"petras@{desk}.example", desk)
    customer.set_viewport_size(PHONE)
    for page in ("/", "/requests/", "/policy/", "/report/"):
        customer.goto(house.url(page, desk))
        fits(customer)
    _an_order(customer)
    number = path.report(customer, house, desk, "The VAT report is wrong", IMPORTANT)
    expect(customer.locator("main")).to_contain_text("We aim to answer by")
    fits(customer)
    _more_serious(customer)
    _a_colleague_and_a_file(customer, tmp_path)
    _a_call(people, house, desk, number)
    _the_question(people, house, desk, number, customer)
    _the_end(people, house, desk, number, customer)
    assert people.troubles == []


def _an_order(customer: Page) -> None:
    """Whoever orders something new is asked what it is, and not what decides a level."""
    expect(customer.locator("#id_marks")).to_be_visible()
    expect(customer.get_by_text("What happened?")).to_be_visible()
    customer.get_by_label("A new function or integration").check()
    expect(customer.locator("#id_marks")).to_be_hidden()
    expect(customer.get_by_text("What do you need, and for whom?")).to_be_visible()
    expect(customer.get_by_text("What happened?")).to_be_hidden()
    expect(customer.locator("[data-level]:visible")).to_have_count(0)
    expect(customer.locator("[data-only-for]")).to_be_visible()


def _more_serious(customer: Page) -> None:
    """What the ticks will mean is seen before anything is sent."""
    form = customer.locator("form[action$='/reclassify/']")
    customer.get_by_text("This is more serious").click()
    expect(form.locator("[data-level]:visible")).to_have_text("With these ticks the level stays as it is.")
    form.get_by_label("Data is lost or damaged").check()
    expect(form.locator("[data-level]:visible")).to_have_count(1)
    expect(form.locator("[data-level]:visible")).to_contain_text("We promise that work starts by")
    fits(customer)
    customer.reload()


def _a_colleague_and_a_file(customer: Page, folder: Path) -> None:
    """A colleague follows it from now on, and a file goes with a message."""
    customer.get_by_role("link", name="Ask a colleague to follow it").click()
    fits(customer)
    customer.get_by_label("Colleague").select_option("Ona Petraitė")
    customer.get_by_role("button", name="Add").click()
    expect(customer.locator("#followers")).to_contain_text("Ona Petraitė")
    seen = folder / "seen.txt"
    seen.write_text("Line 25 shows 0.00")
    customer.get_by_label("Write to us").fill("This is what we see.")
    customer.locator("input[type=file]").first.set_input_files(seen)
    customer.get_by_role("button", name="Send", exact=True).click()
    expect(customer.locator(".timeline")).to_contain_text("This is what we see.")
    expect(customer.locator(".timeline")).to_contain_text("seen.txt")
    fits(customer)


def _a_call(people: People, house: Installation, desk: str, number: str) -> None:
    """One key answers the call; it is found whose it is, and work starts in the same act."""
    agent = agents_page(people, house, desk, number)
    agent.goto(house.url("/queue/", desk))
    agent.keyboard.press("c")
    expect(agent.get_by_role("timer")).to_be_visible()
    expect(agent.get_by_label("Who calls")).to_be_focused()
    agent.keyboard.type("petr")
    agent.get_by_role("option", name="Petras Jonaitis").click()
    agent.get_by_label(number).check()
    agent.get_by_label("What was said").fill("Line 25 takes the wrong rate.")
    agent.get_by_label("Start work with this").fill("I compare the rates")
    agent.get_by_role("button", name="Keep it with the request").click()
    expect(agent.locator(".timeline")).to_contain_text("Line 25 takes the wrong rate.")
    expect(agent.locator("main")).to_contain_text("In progress")
    agent.goto(house.url("/calls/", desk))
    expect(agent.locator("table")).to_contain_text("About a request")
    agent.set_viewport_size(PHONE)
    fits(agent)


def _the_question(people: People, house: Installation, desk: str, number: str, customer: Page) -> None:
    agent = people.contexts[-1].pages[0]
    agent.goto(house.url(f"/incidents/{number}/", desk))
    say(agent, "Reply to customer", "Which version do you have?", "Send and wait for customer")
    waits = customer.get_by_role("button", name="I have already answered")
    path.eventually(customer, lambda: waits.count() > 0, what="the question has gone out")
    expect(customer.locator(".timeline")).to_contain_text("spoke with you on the phone")
    fits(customer)
    waits.click()
    expect(customer.locator("main")).to_contain_text("In progress")


def _the_end(people: People, house: Installation, desk: str, number: str, customer: Page) -> None:
    agent = people.contexts[-1].pages[0]
    agent.set_viewport_size({"width": 1360, "height": 900})
    agent.reload()
    act(agent, "Resolve", "The report counts right.", "Resolve", How_it_was_resolved="fixed")
    customer.goto(house.url("/", desk))
    fits(customer)
    customer.get_by_role("link", name="Say whether it works").click()
    fits(customer)
    customer.get_by_label("5", exact=True).check()
    customer.get_by_role("button", name="It works").click()
    expect(customer.locator("main")).to_contain_text("Closed")
    agent.reload()
    expect(agent.locator("main")).to_contain_text("5 out of 5")
