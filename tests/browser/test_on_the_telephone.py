"""An agent on the telephone, by keyboard alone: who calls, by number, name or new, and what comes of it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_axe import AXE, RULES
from tests.browser.test_the_whole_path import IMPORTANT, agents_page

# What of the page has the focus, as somebody would say it.
FOCUS = "() => [document.activeElement.name, document.activeElement.textContent.trim()].join(' ')"
SOUND = """(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})
  .then((found) => found.violations.map((one) => one.id + ' ' + one.nodes[0].html))"""
NAMED = "one => document.getElementById(one.getAttribute('aria-activedescendant'))?.textContent"


@pytest.fixture
def crowd(chromium: Browser, installation: Installation) -> Iterator[Callable[..., People]]:
    """The people of a story, with or without JavaScript."""
    made: list[People] = []

    def of(*, javascript: bool) -> People:
        made.append(People(chromium, installation, javascript=javascript))
        return made[-1]

    yield of
    for one in made:
        one.close()


def test_a_morning_on_the_telephone_without_a_mouse(
    crowd: Callable[..., People], installation: Installation
) -> None:
    house, desk, people = installation, "yoyodyne", crowd(javascript=True)
    number = _a_company(people, house, desk)
    agent = agents_page(people, house, desk, number)
    _by_name(agent, house, desk, number)
    _somebody_new(agent, house, desk)
    _by_number_and_a_new_request(agent, house, desk)
    _what_came_of_it(agent, house, desk)
    assert people.troubles == []
    _the_mouse(agent, house, desk)
    assert people.troubles == []
    plain = crowd(javascript=False)
    _without_javascript(plain, house, desk, number)


def _a_company(people: People, house: Installation, desk: str) -> str:
    """A company with two people whose names begin alike, and a request of one of them."""
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    path.invite(manager, house, desk, "Petras Jonaitis", f"petras@{desk}.example")
    customer = path.accept(people, house, f"petras@{desk}.example", desk)
    return path.report(customer, house, desk, "The VAT report is wrong", IMPORTANT)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def answer(page: Page, house: Installation, desk: str) -> None:
    """One key answers the call, and the name can be typed at once."""
    page.goto(house.url("/queue/", desk))
    press(page, "c")
    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.get_by_label("Who calls")).to_be_focused()


def tab_to(page: Page, what: str) -> None:
    """Goes on with Tab until it is reached."""
    for _time in range(20):
        press(page, "Tab")
        if what in str(page.evaluate(FOCUS)):
            return
    raise AssertionError(f"{what} is not reached: {page.evaluate(FOCUS)}")


def _by_name(page: Page, house: Installation, desk: str, number: str) -> None:
    """Found by a part of the name; Enter chooses and never sends; the call is kept with their request."""
    answer(page, house, desk)
    here = page.url
    page.keyboard.type("petr")
    who, options = page.get_by_label("Who calls"), page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(3)
    expect(who).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="2 people found")).to_have_count(1)
    assert who.evaluate(NAMED) is None  # nobody is taken by chance
    press(page, "Enter")
    assert "Ona Petraitė" in str(who.evaluate(NAMED))
    page.evaluate(AXE)
    assert page.evaluate(SOUND, RULES) == []
    press(page, "ArrowDown", "ArrowDown", "ArrowDown")
    assert "Ona Petraitė" in str(who.evaluate(NAMED))  # round and round
    press(page, "ArrowUp")
    assert "Somebody new" in str(who.evaluate(NAMED))
    press(page, "Escape")
    expect(who).to_have_attribute("aria-expanded", "false")
    expect(who).to_be_focused()
    press(page, "ArrowDown", "ArrowDown")
    assert "Petras Jonaitis" in str(who.evaluate(NAMED))
    press(page, "Enter")
    expect(who).to_have_value("Petras Jonaitis")
    expect(page.get_by_role("status").filter(has_text="Chosen: Petras Jonaitis")).to_have_count(1)
    expect(page.get_by_text("Open requests of Petras Jonaitis")).to_be_visible()
    assert page.url == here
    tab_to(page, "incident")
    press(page, "Space")
    expect(page.get_by_label(number)).to_be_checked()
    tab_to(page, "topic")
    page.keyboard.type("The VAT report")
    press(page, "Enter")  # keeps what is typed, and the page stays
    assert page.url == here
    expect(page.get_by_label("What it is about")).to_be_focused()
    press(page, "Tab")
    page.keyboard.type("Line 25 takes the wrong rate.")
    press(page, "Control+Enter")
    assert "Keep it with the request" in str(page.evaluate(FOCUS))
    press(page, "Enter")
    expect(page.locator(".timeline")).to_contain_text("Line 25 takes the wrong rate.")


def _somebody_new(page: Page, house: Installation, desk: str) -> None:
    """A number that nobody has goes to its own field; a name beside it, and they are known from now on."""
    answer(page, house, desk)
    page.keyboard.type("+370 612 34567")
    expect(page.locator("#callers")).to_contain_text("Nobody of this name or number is known here.")
    press(page, "Enter")
    expect(page.get_by_label("Phone")).to_have_value("+370 612 34567")
    expect(page.get_by_label("Who calls")).to_be_focused()
    page.keyboard.type("Janina Skambina")
    tab_to(page, "topic")
    page.keyboard.type("How to change a price")
    press(page, "Tab")
    page.keyboard.type("In the price list.")
    tab_to(page, "Keep the consultation")
    press(page, "Enter")
    expect(page.locator("table")).to_contain_text("Janina Skambina")
    expect(page.locator("table")).to_contain_text("+370 612 34567")


def _by_number_and_a_new_request(page: Page, house: Installation, desk: str) -> None:
    """The one whose number it is stands ready: Enter, and on to the new request with all that was typed."""
    answer(page, house, desk)
    page.keyboard.type("8 612 34567")
    who = page.get_by_label("Who calls")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    assert "Janina Skambina" in str(who.evaluate(NAMED))
    press(page, "Enter")
    expect(who).to_have_value("Janina Skambina")
    expect(page.get_by_text("Nothing of Janina Skambina is open.")).to_be_visible()
    tab_to(page, "topic")
    page.keyboard.type("Labels do not print")
    press(page, "Tab")
    page.keyboard.type("Since this morning.")
    press(page, "Control+Enter")
    assert "Make it a request" in str(page.evaluate(FOCUS))
    press(page, "Enter")
    page.wait_for_url(re.compile("/calls/new/"))
    expect(page.get_by_label("In a few words")).to_have_value("Labels do not print")
    expect(page.get_by_label("What they say")).to_have_value("Since this morning.")
    assert "marks" in str(page.evaluate(FOCUS))  # what is still to be asked
    tab_to(page, "Register the request")
    press(page, "Enter")
    page.wait_for_url(re.compile(r"/incidents/INC-\d+/"))
    expect(page.locator("main")).to_contain_text("Janina Skambina")


def _what_came_of_it(page: Page, house: Installation, desk: str) -> None:
    """The page of calls: what came of each, only one kind of them, all as a table; and the minutes."""
    page.goto(house.url("/calls/", desk))
    table = page.locator("table")
    for words in ("About a request", "Consultation only", "Became a request"):
        expect(table).to_contain_text(words)
    tab_to(page, "Consultation only")
    press(page, "Enter")
    page.wait_for_url(re.compile("show=consultation"))
    expect(table.locator("tbody tr")).to_have_count(1)
    tab_to(page, "Export")
    press(page, "Enter", "Tab")
    with page.expect_download() as loaded:
        press(page, "Enter")
    lines = loaded.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "How to change a price" in lines[1]
    page.goto(house.url("/kept/", desk))
    expect(page.locator("main")).to_contain_text(re.compile(r"Calls|calls"))


def _the_mouse(page: Page, house: Installation, desk: str) -> None:
    """The mouse takes from the list, and the buttons below stay for whoever has closed it."""
    answer(page, house, desk)
    page.keyboard.type("petr")
    page.get_by_role("option", name="Ona Petraitė").click()
    expect(page.get_by_label("Who calls")).to_have_value("Ona Petraitė")
    expect(page.get_by_label("Ona Petraitė")).to_be_checked()
    page.get_by_label("Who calls").fill("petr")
    expect(page.get_by_role("listbox")).to_be_visible()
    press(page, "Escape")
    page.get_by_label("Petras Jonaitis").check()
    expect(page.get_by_text("Open requests of Petras Jonaitis")).to_be_visible()


def _without_javascript(people: People, house: Installation, desk: str, number: str) -> None:
    """The same with buttons alone: nothing that was typed is lost while the caller is looked for."""
    page = agents_page(people, house, desk, number)
    page.goto(house.url("/queue/", desk))
    page.get_by_role("button", name="Answer a call").click()
    page.get_by_label("Who calls").fill("petr")
    page.get_by_label("Start work with this").fill("I compare the rates")
    page.get_by_role("button", name="Find who calls").click()
    expect(page.get_by_label("Start work with this")).to_have_value("I compare the rates")
    page.get_by_label("Petras Jonaitis").check()
    page.get_by_role("button", name="Find who calls").click()
    page.get_by_label(number).check()
    page.get_by_label("What was said").fill("It counts line 25 twice.")
    page.get_by_role("button", name="Keep it with the request").click()
    expect(page.locator(".timeline")).to_contain_text("It counts line 25 twice.")
    expect(page.locator("main")).to_contain_text("I compare the rates")
