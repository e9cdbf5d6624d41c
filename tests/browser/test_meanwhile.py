"""What happens around somebody who is writing is shown beside it, and takes nothing of it away."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import path
from tests.browser.conftest import AGENT, Installation, People
from tests.browser.test_the_desk import CARRY_ON, look_again
from tests.browser.test_the_whole_path import CRITICAL, agents_page, start_work


@pytest.fixture
def javascript() -> bool:
    """What is looked at here lives by JavaScript."""
    return True


def test_what_is_written_in_the_order_while_a_field_is_looked_at_stays(
    people: People, installation: Installation
) -> None:
    page, waiting = people.page(), list[Route]()
    page.goto(installation.url("/"))
    page.route("**/order/check/**", lambda route: waiting.append(route))
    page.get_by_label("Bonus", exact=True).check()
    page.get_by_label("Konto", exact=True).check()
    code = page.get_by_label("Company code")
    code.fill("12")
    page.get_by_label("Your name").focus()
    code.focus()
    code.press("End")
    code.press_sequentially("34")
    for one in waiting:
        one.continue_()
    page.unroute("**/order/check/**")
    expect(page.get_by_text("A company code has 9 digits")).to_be_visible()
    expect(code).to_have_value("1234")
    expect(code).to_be_focused()
    expect(code).to_have_attribute("aria-invalid", "true")
    for system in ("Bonus", "Konto"):
        expect(page.get_by_label(system, exact=True)).to_be_checked()
    code.fill("123456789")
    page.get_by_label("Your name").focus()
    expect(page.get_by_text("A company code has 9 digits")).to_have_count(0)
    expect(code).not_to_have_attribute("aria-invalid", "true")
    assert people.troubles == []


def test_what_happens_elsewhere_is_told_beside_what_somebody_writes(
    people: People, installation: Installation
) -> None:
    house, desk = installation, "sirius"
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    number = path.report(manager, house, desk, "Where is the report?", CARRY_ON)
    agent = agents_page(people, house, desk, number)
    agent.goto(house.url(f"/incidents/{number}/?from=open", desk))
    agent.fill("#reply-text", "I look for it")
    first, second = (
        path.report(manager, house, desk, subject, CRITICAL)
        for subject in ("Payroll stops", "The till is dead")
    )
    _both_are_told(agent, first, second)
    _one_is_started(people, house, desk, first)
    _and_named_no_more(agent, first, second)
    expect(agent.locator("#reply-text")).to_have_value("I look for it")
    _the_notices_put_no_banner_away(agent, manager, house, desk)
    assert people.troubles == []


def _both_are_told(agent: Page, first: str, second: str) -> None:
    look_again(agent)
    for place in ("#above", "#alarm-banner"):
        expect(agent.locator(place)).to_contain_text(first)
        expect(agent.locator(place)).to_contain_text(second)
    expect(agent.locator("#bell .bell-count")).to_be_visible()
    expect(agent.locator("#news-note")).to_have_count(0)
    expect(agent.locator("#neighbours a")).to_have_count(1)


def _one_is_started(people: People, house: Installation, desk: str, number: str) -> None:
    colleague = agents_page(people, house, desk, number)
    colleague.goto(house.url(f"/incidents/{number}/", desk))
    start_work(colleague, "I look at it")


def _and_named_no_more(agent: Page, first: str, second: str) -> None:
    look_again(agent)
    for place in ("#above", "#alarm-banner"):
        expect(agent.locator(place)).not_to_contain_text(first)
        expect(agent.locator(place)).to_contain_text(second)


def _the_notices_put_no_banner_away(agent: Page, manager: Page, house: Installation, desk: str) -> None:
    agent.goto(house.url("/notices/", desk))
    third = path.report(manager, house, desk, "No invoice goes out", CRITICAL)
    agent.evaluate("htmx.trigger(document.getElementById('alarm'), 'refresh')")
    expect(agent.locator("#alarm-banner")).to_contain_text(third)
    look_again(agent)
    expect(agent.locator("#panel")).to_contain_text(third)
    expect(agent.locator("#alarm-banner")).to_contain_text(third)


def test_whoever_is_signed_out_meanwhile_stays_with_what_they_write(
    people: People, installation: Installation
) -> None:
    house, desk = installation, "stark"
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    number = path.report(manager, house, desk, "Where is the report?", CARRY_ON)
    agent = agents_page(people, house, desk, number)
    agent.goto(house.url(f"/incidents/{number}/", desk))
    agent.fill("#reply-text", "It is in the second menu")
    _signs_out(agent, house)
    agent.locator("#reply-text").press_sequentially(" of the month.")
    look_again(agent)
    way = agent.locator(".connection a")
    expect(way).to_have_attribute("href", re.compile(f"/enter/{desk}/.*{number}"))
    expect(agent.locator("#reply-text")).to_have_value("It is in the second menu of the month.")
    _signs_in(agent, house, desk, number)
    look_again(agent)
    expect(way).to_have_count(0)
    agent.locator("#write-reply [data-send]").click()
    expect(agent.locator(".held")).to_contain_text("It is in the second menu of the month.")
    # a form of a customer's page shows what was written
    manager.goto(house.url("/report/", desk))
    manager.locator("#id_text").fill("Nothing is printed any more")
    _signs_out(manager, house)
    manager.get_by_role("button", name="Send it").click()
    expect(manager.get_by_label("What you wrote")).to_have_value("Nothing is printed any more")
    assert [one for one in people.troubles if not re.search("401|403", one)] == []


def _signs_out(page: Page, house: Installation) -> None:
    """In another tab of the same browser."""
    tab = page.context.new_page()
    tab.goto(house.url("/accounts/logout/"))
    tab.locator("main").get_by_role("button", name="Sign out").click()
    tab.wait_for_load_state()
    tab.close()


def _signs_in(page: Page, house: Installation, desk: str, number: str) -> None:
    """By the link on the page, which opens another tab."""
    with page.context.expect_page() as opened:
        page.locator(".connection a").click()
    tab = opened.value
    path.sign_in(tab, AGENT)
    tab.wait_for_url(house.url(f"/incidents/{number}/", desk))
    tab.close()


def test_whoever_leaves_with_words_that_nobody_keeps_is_asked_first(
    people: People, installation: Installation
) -> None:
    house, desk = installation, "nakatomi"
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    asked = list[str]()
    manager.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    report = house.url("/report/", desk)
    manager.goto(report)
    manager.locator("#id_subject").fill("Nothing")
    manager.goto(house.url("/", desk))
    assert asked == []
    manager.goto(report)
    manager.locator("#id_text").press_sequentially("Nothing is printed")
    manager.goto(house.url("/", desk))
    assert asked == ["beforeunload"]
    path.report(manager, house, desk, "Nothing is printed", CARRY_ON)
    assert asked == ["beforeunload"]
    assert people.troubles == []
