"""What the people of the story do in their browsers, in the words of the screens."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import ADMIN, PASSWORD, Installation, People

PATIENCE = 20_000  # milliseconds until a worker or the clock has done what it does


def eventually(page: Page, seen: Callable[[], bool], *, what: str) -> None:
    """Looks again, as a person without JavaScript would, until it is there."""
    until = time.monotonic() + PATIENCE / 1000
    while not seen():
        if time.monotonic() > until:
            raise AssertionError(f"{what}: not on {page.url}\n{page.inner_text('main')[:3000]}")
        page.wait_for_timeout(250)
        page.reload()


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Signs in on the public host."""
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()


def into_the_help_desk(page: Page, people: People, desk: str) -> None:
    """Goes through the hand-off; without JavaScript by its three buttons."""
    if not people.javascript:
        page.get_by_role("button", name="Enter").click()
        page.get_by_role("link", name="Continue").click()
        page.get_by_role("button", name="Open the help desk").click()
    page.wait_for_url(re.compile(rf"http://{desk}\.localhost:\d+/(?!arrive)"))


def letter(page: Page, house: Installation, to: str, subject: str) -> str:
    """The text of a letter in the demo mailbox, once it is there."""
    page.goto(house.url(f"/demo/mail/?to={to}"))
    link = page.get_by_role("link", name=re.compile(subject)).first
    eventually(page, lambda: link.count() > 0, what=f"the letter “{subject}” to {to}")
    link.click()
    page.get_by_role("link", name="Plain text").click()
    page.wait_for_url(re.compile("as=text"))
    return page.inner_text("article")


def link_in(text: str) -> str:
    """The one link for one person alone."""
    found = re.search(r"http://localhost:\d+/invitation/\S+", text)
    assert found, text
    return found[0]


def order(people: People, house: Installation, address: str) -> Page:
    """A prospect orders the free month."""
    page = people.page()
    page.goto(house.url("/"))
    page.get_by_label("Company", exact=True).fill(f"UAB {address.title()}")
    page.get_by_label("Address you would like").fill(address)
    page.get_by_label("Your name").fill("Ona Petraitė")
    page.get_by_label("Work e-mail").fill(f"ona@{address}.example")
    page.get_by_label("Bonus", exact=True).check()
    page.get_by_label("I accept the service terms").check()
    page.get_by_role("button", name="Order the free month").click()
    page.wait_for_url(re.compile("/order/"))
    expect(page.locator("main")).to_contain_text("Received")
    return page


def approve(people: People, house: Installation, address: str) -> Page:
    """An operator admin approves the order and watches the help desk being made."""
    page = people.page()
    page.goto(house.url("/console/orders/"))
    sign_in(page, ADMIN)
    page.get_by_role("link", name=f"UAB {address.title()}").first.click()
    expect(page.get_by_label("Address")).to_have_value(address)
    page.get_by_role("button", name="Approve and make the help desk").click()
    done = page.get_by_text("Make the link and hand it to the mail")
    expect(done).to_be_visible()
    sent = page.locator("main").get_by_text("Link sent").first
    eventually(page, lambda: sent.count() > 0 and "is-failed" not in page.content(), what="the link is sent")
    return page


def accept(people: People, house: Installation, email: str, desk: str) -> Page:
    """Somebody opens the link that was made for them, sets a password and enters."""
    page = people.page()
    page.goto(link_in(letter(page, house, email, "help desk")))
    page.get_by_label("Password").fill("a green window by the sea")
    page.get_by_role("button", name="Open my help desk").click()
    into_the_help_desk(page, people, desk)
    return page


def invite(page: Page, house: Installation, desk: str, name: str, email: str) -> None:
    """The manager asks a colleague in."""
    page.goto(house.url("/people/", desk))
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("E-mail").fill(email)
    page.locator("select[name=language]").select_option("en")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text(email).first).to_be_visible()


def report(page: Page, house: Installation, desk: str, subject: str, *marks: str) -> str:
    """A customer reports by ticking what is true; gives the number."""
    page.goto(house.url("/report/", desk))
    product = page.get_by_label("Which program?")
    if product.input_value() == "":
        product.select_option(index=1)
    page.get_by_label("In one line").fill(subject)
    page.get_by_label("What happened?").fill("Since this morning, on all three computers.")
    for mark in marks:
        page.get_by_label(mark).check()
    page.get_by_role("button", name="Send it").click()
    page.wait_for_url(re.compile(r"/incidents/INC-\d+/"))
    found = re.search(r"INC-\d+", page.url)
    assert found
    return found[0]
