"""An agent's morning: twenty requests worked by keyboard alone, and what colleagues see of it meanwhile."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_the_desk import CARRY_ON, look_again, rows
from tests.browser.test_the_whole_path import CRITICAL, agents_page

DESK = "morning"
MANY = 20
REPORT = """
from incidents.models import Incident, Person
from tenants.door import in_tenant
from tenants.models import Tenant
with in_tenant(Tenant.objects.get(name="UAB Morning")):
    ona = Person.objects.get(side="customer")
    for n in range(1, {many}):
        Incident.report(f"Question {{n}}", "How is it done?", marks=["can_carry_on"], by=ona)
"""


@pytest.fixture
def javascript() -> bool:
    """The keyboard needs JavaScript."""
    return True


@pytest.fixture
def admin(people: People, installation: Installation) -> Page:
    """A second agent: the operator who made the help desk of this story."""
    path.order(people, installation, DESK)
    return path.approve(people, installation, DESK)


@pytest.fixture
def manager(people: People, installation: Installation, admin: Page) -> Page:
    """The company's manager."""
    return path.accept(people, installation, f"ona@{DESK}.example", DESK)


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def test_twenty_requests_are_worked_by_keyboard_alone(
    people: People, installation: Installation, admin: Page, manager: Page
) -> None:
    house = installation
    first = path.report(manager, house, DESK, "Question 0", CARRY_ON)
    agent = agents_page(people, house, DESK, first)
    house.manage("shell", "-v0", "-c", REPORT.format(many=MANY))
    agent.goto(house.url("/queue/", DESK))
    assert len(rows(agent)) == MANY
    _company(agent, admin, house, first)
    _many_at_once(agent)
    _an_alarm(agent, manager, house)
    for count in range(MANY):
        _one(agent, count)
    expect(agent.locator("main")).to_contain_text("1 request")
    assert people.troubles == []


def _company(agent: Page, admin: Page, house: Installation, number: str) -> None:
    """Who reads and who writes is seen on the row and on the page, without a word in anybody's way."""
    admin.goto(house.url(f"/enter/{DESK}/"))
    admin.wait_for_url(re.compile(rf"{DESK}\.localhost:\d+/(?!arrive)"))
    admin.goto(house.url(f"/incidents/{number}/", DESK))
    look_again(agent)
    expect(agent.locator(f"#{number} .reader")).to_have_text("Rūta is reading")
    agent.goto(house.url(f"/incidents/{number}/", DESK))
    agent.fill("#reply-text", "Half a sen")
    admin.fill("#reply-text", "Hello")
    with admin.expect_response(re.compile(f"/incidents/{number}/$")):
        look_again(admin)
    expect(admin.locator("#company")).to_contain_text("Jonas is reading")
    look_again(agent)
    expect(agent.locator("#company")).to_contain_text("Rūta is writing a reply")
    expect(agent.locator("#reply-text")).to_have_value("Half a sen")
    expect(agent.locator("#news-note")).to_have_count(0)
    for page in (admin, agent):
        page.fill("#reply-text", "")
    agent.goto(house.url("/queue/", DESK))


def _many_at_once(agent: Page) -> None:
    """x ticks, i takes what is ticked, z puts it back; Escape unticks."""
    keys(agent, "j", "x", "j", "x", "j", "x")
    expect(agent.locator("[data-ticked]")).to_have_text("Selected: 3")
    keys(agent, "i")
    expect(agent.locator("#toasts")).to_contain_text("You have taken 3 requests.")
    expect(agent.locator("#rows .who")).to_have_count(3)
    # Until then Undo is a form like any other: it is done, and the page comes anew.
    expect(agent.locator(".htmx-settling")).to_have_count(0)
    keys(agent, "z")
    expect(agent.locator("#toasts")).to_contain_text("3 requests are as they were.")
    expect(agent.locator("#rows .who")).to_have_count(0)
    expect(agent.locator("#rows > tr:nth-child(3) [data-open]")).to_be_focused()
    keys(agent, "x", "Escape")
    expect(agent.locator("#rows .tick input:checked")).to_have_count(0)
    keys(agent, "k", "k", "a", "Enter")
    expect(agent.locator("#toasts")).to_contain_text("1 request")
    expect(agent.locator("#rows > tr").first.locator(".who")).to_contain_text("Jonas")


def _an_alarm(agent: Page, manager: Page, house: Installation) -> None:
    """A new Critical is told on any page of the desk, and started from the row by keys."""
    agent.goto(house.url("/kept/", DESK))
    critical = path.report(manager, house, DESK, "Payroll stops", CRITICAL)
    agent.evaluate("htmx.trigger(document.getElementById('alarm'), 'refresh')")
    expect(agent.locator("#alarm-banner")).to_contain_text("Payroll stops")
    expect(agent.locator("#alarm .strip")).to_contain_text(critical)
    keys(agent, "g", "q")
    agent.wait_for_url("**/queue/")
    expect(agent.locator("#alarm-banner")).to_have_count(0)
    for _ in rows(agent):
        keys(agent, "k")
    expect(agent.locator(".is-here")).to_have_id(critical)
    keys(agent, "s")
    agent.keyboard.type("I look at the payroll")
    keys(agent, "Enter")
    agent.wait_for_url(f"**/incidents/{critical}/**")
    keys(agent, "g", "q")
    agent.wait_for_url("**/queue/")
    keys(agent, "j")
    expect(agent.locator(".is-here")).not_to_have_id(critical)


def _one(agent: Page, count: int) -> None:
    """Takes the row under the keyboard, opens it, works it, and goes back; every fourth is spoken about."""
    row = agent.locator(".is-here")
    number = row.get_attribute("id")
    if not row.locator(".who").count():
        keys(agent, "i")
        expect(agent.locator(f"#{number} .who")).to_contain_text("Jonas")
    keys(agent, "o")
    agent.wait_for_url(f"**/incidents/{number}/**")
    if count % 4 == 0:
        keys(agent, "s")
        agent.keyboard.type("I look")
        keys(agent, "Enter")
        expect(agent.locator(".timeline")).to_contain_text("I look")
        keys(agent, "r")
        agent.keyboard.type("Like this.")
        keys(agent, "Control+Enter")
        expect(agent.locator("#reply-text")).to_have_value("")
    keys(agent, "Escape", "e")
    agent.keyboard.type("The q")  # “The question was answered”, by its first letters
    keys(agent, "Tab")
    agent.keyboard.type("Explained.")
    keys(agent, "Control+Enter")
    expect(agent.locator(".timeline")).to_contain_text("Explained.")
    keys(agent, "Escape", "g", "q")
    agent.wait_for_url("**/queue/")
    expect(agent.locator(f"#{number}")).to_have_count(0)
    if rows(agent):
        keys(agent, "j" if not agent.locator(".is-here").count() else "Escape")
