"""From the order form to a critical incident answered within the hour, and on to the end of the month."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import ADMIN, AGENT, Installation, People

CRITICAL = "We cannot carry on our business"
IMPORTANT = "A part does not work or gives a wrong result"


@pytest.fixture
def desk(people: People) -> str:
    """The address of this story's help desk."""
    return "initech" if people.javascript else "umbrella"


def agents_page(people: People, house: Installation, desk: str, number: str) -> Page:
    """An operator agent enters the help desk from the one window, without belonging to it."""
    page = people.page()
    page.goto(house.url("/console/"))
    path.sign_in(page, AGENT)
    row = page.get_by_role("row").filter(has_text=f"UAB {desk.title()}").filter(has_text=number)
    row.get_by_role("button", name="Enter").click()
    if not people.javascript:
        page.get_by_role("link", name="Continue").click()
        page.get_by_role("button", name="Open the help desk").click()
    page.wait_for_url(re.compile(rf"{desk}\.localhost:\d+/incidents/"))
    return page


def start_work(page: Page, line: str) -> None:
    card = page.locator(".promise", has=page.get_by_role("button", name="Start work")).first
    card.get_by_label("What you do first").fill(line)
    card.get_by_role("button", name="Start work").click()
    expect(page.locator(".timeline")).to_contain_text(line)


def say(page: Page, tab: str, words: str, button: str) -> None:
    page.locator("label", has_text=tab).click()
    pane = page.locator("form.pane:visible")
    pane.locator("textarea").fill(words)
    pane.get_by_role("button", name=button).click()


def act(page: Page, fold: str, words: str, button: str, **chosen: str) -> None:
    part = page.locator("details.fold", has=page.locator(":scope > summary", has_text=fold)).first
    seldom = page.locator("#more-acts")
    if not part.is_visible() and seldom.get_attribute("open") is None:
        seldom.locator(":scope > summary").click()
    if part.get_attribute("open") is None:
        part.locator(":scope > summary").click()
    for label, value in chosen.items():
        field = part.get_by_label(label.replace("_", " "))
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.check()
    part.locator("textarea").first.fill(words)
    part.get_by_role("button", name=button).click()
    expect(page.locator(".timeline")).to_contain_text(words)


def test_from_the_order_to_a_critical_answered_within_the_hour(
    people: People, installation: Installation, desk: str
) -> None:
    house = installation
    # 1-3: order, approve, enter
    prospect = path.order(people, house, desk)
    assert "by the end of" in prospect.inner_text("main")
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    # 4: a colleague is asked in and reports
    path.invite(manager, house, desk, "Petras Jonaitis", f"petras@{desk}.example")
    customer = path.accept(people, house, f"petras@{desk}.example", desk)
    number = path.report(customer, house, desk, "Payroll stops", CRITICAL)
    expect(customer.locator("main")).to_contain_text("We promise that work starts by")
    expect(customer.locator("main")).to_contain_text("+370 600 00000")
    mailbox = people.page()
    assert number in path.letter(mailbox, house, f"petras@{desk}.example", number)
    # 5: an operator agent starts work, and the customer sees who is on it
    agent = agents_page(people, house, desk, number)
    start_work(agent, "I open the period in a copy of your data")
    expect(agent.locator("main")).to_contain_text("I open the period in a copy of your data")
    customer.reload()
    expect(customer.locator("main")).to_contain_text("Jonas Mažeika")
    expect(customer.locator("main")).to_contain_text("Promise kept")
    say(agent, "Reply to customer", "We see the lock as well.", "Send reply")
    expect(agent.locator(".timeline")).to_contain_text("We see the lock as well.")
    say(agent, "Internal note", "Same as last year.", "Keep the note")
    expect(agent.locator(".timeline")).to_contain_text("Same as last year.")
    say(agent, "Log a call", "Walked through it together.", "Keep the call")
    expect(agent.locator(".timeline")).to_contain_text("Walked through it together.")
    act(agent, "Give a workaround", "Reopen the period from the register.", "Send")
    customer.reload()
    expect(customer.locator("main")).not_to_contain_text("Same as last year.")
    customer.get_by_role("button", name="It works").click()
    act(agent, "Resolve", "The lock is removed for good.", "Resolve", How_it_was_resolved="fixed")
    customer.reload()
    customer.get_by_text("It still fails", exact=True).click()
    customer.get_by_label("What still fails?").fill("The second register is still locked.")
    customer.locator("details[open]").get_by_role("button", name="Tell us").click()
    expect(customer.locator("main")).to_contain_text("Reopened")
    agent.reload()
    start_work(agent, "I look at the second register")
    act(agent, "Resolve", "Both registers are open now.", "Resolve", How_it_was_resolved="fixed")
    customer.reload()
    customer.get_by_role("button", name="It works").click()
    expect(customer.locator("main")).to_contain_text("Closed")
    _the_lesser_one(people, house, desk, agent, customer)
    assert people.troubles == []


def _the_lesser_one(people: People, house: Installation, desk: str, agent: Page, customer: Page) -> None:
    """Waiting, answering, raising, lowering, cancelling and reopening, on an important request."""
    number = path.report(customer, house, desk, "The VAT report is wrong", IMPORTANT)
    agent.goto(house.url(f"/incidents/{number}/", desk))
    say(agent, "Reply to customer", "Which version do you have?", "Send and wait for customer")
    waits = agent.locator("main").get_by_text("Waiting on customer")
    path.eventually(agent, lambda: waits.count() > 0, what="the question has gone out")
    customer.reload()
    customer.get_by_role("button", name="I have already answered").click()
    expect(customer.locator("main")).to_contain_text("In progress")
    agent.reload()
    act(agent, "Change the impact", "You can carry on by hand.", "Change", Minimal="on")
    expect(agent.locator("main")).to_contain_text("You can carry on by hand.")
    act(agent, "Resolve", "The report counts right.", "Resolve", How_it_was_resolved="fixed")
    customer.reload()
    customer.get_by_role("button", name="It works").click()
    customer.get_by_text("It is back", exact=True).click()
    customer.get_by_label("What happens again?").fill("Wrong again.")
    customer.locator("details[open]").get_by_role("button", name="Open it again").click()
    expect(customer.locator("main")).to_contain_text("Reopened")
    agent.reload()
    act(agent, "Cancel the request", "The same is worked on elsewhere.", "Cancel")
    expect(agent.locator("main")).to_contain_text("Cancelled")


def test_if_nobody_starts_work_everybody_hears_and_the_month_ends_unless_a_wish_was_said(
    people: People, installation: Installation
) -> None:
    house, desk = installation, "vandelay" if people.javascript else "wonka"
    path.order(people, house, desk)
    admin = path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    number = path.report(manager, house, desk, "Nothing works", CRITICAL)
    # 6: the clock tells at once, at 30 and at 45 minutes; at 60 the promise is broken
    mailbox = people.page()
    path.letter(mailbox, house, AGENT, number)
    for minutes, words in ((31, "50 %"), (15, "75 %")):
        house.forward(minutes=minutes)
        agent = agents_page(people, house, desk, number)
        path.eventually(agent, lambda w=words, a=agent: w in a.inner_text("main"), what=words)
    house.forward(minutes=15)
    manager.reload()
    path.eventually(
        manager, lambda: "Promise broken" in manager.inner_text("main"), what="the broken promise is said"
    )
    for reader in (AGENT, ADMIN, f"ona@{desk}.example"):
        path.letter(mailbox, house, reader, f"{number}.*not kept|not kept.*{number}|{number}")
    # 7: the month ends by itself, unless a wish to carry on was said
    manager.goto(house.url("/", desk))
    manager.get_by_role("link", name="Carry on").click()
    manager.get_by_role("button", name=re.compile("carry on", re.IGNORECASE)).first.click()
    expect(manager.locator("body")).to_contain_text("We will answer by the end of")
    house.forward(days=33)
    manager.goto(house.url("/", desk))
    expect(manager.locator("main")).to_contain_text("How can we help?")
    admin.goto(house.url("/console/wishes/"))
    expect(admin.locator("main")).to_contain_text(f"UAB {desk.title()}")
    admin.get_by_label("Refuse").check()
    admin.get_by_label("What we say with it").fill("The offer is over.")
    admin.get_by_role("button", name="Send our answer").click()
    expect(admin.locator("main")).to_contain_text("No wish waits")
    house.forward(days=9)
    manager.goto(house.url("/", desk))
    path.eventually(
        manager, lambda: "deactivated" in manager.content().lower(), what="the help desk is closed"
    )
    manager.goto(house.url("/my/"))
    manager.get_by_role("link", name=re.compile("see why")).click()
    expect(manager.locator("main")).to_contain_text("+370 600 00000")
    # the wish can still be said, an operator brings the help desk back, and everything is there
    manager.get_by_role("button", name=re.compile("carry on", re.IGNORECASE)).first.click()
    expect(manager.locator("body")).to_contain_text("We will answer by the end of")
    admin.goto(house.url("/console/wishes/"))
    admin.get_by_label("Let it run without an end").check()
    admin.get_by_role("button", name="Send our answer").click()
    expect(admin.locator("main")).to_contain_text("No wish waits")
    manager.goto(house.url(f"/enter/{desk}/"))
    path.into_the_help_desk(manager, people, desk)
    expect(manager.locator("main")).to_contain_text("Nothing works")
    assert [line for line in people.troubles if "403" not in line] == []
