"""The whole life of a complaint in a browser, with files: taken, answered, disputed, answered, agreed."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import path
from tests.browser.conftest import ADMIN, Installation, People
from tests.browser.test_files import given
from tests.browser.test_the_whole_path import agents_page

CARRY_ON = "The program works and we can carry on"


def test_a_complaint_from_its_first_word_to_the_customers_yes(
    people: People, installation: Installation
) -> None:
    house, desk = installation, "pendant" if people.javascript else "bluth"
    path.order(people, house, desk)
    admin = path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    request = path.report(manager, house, desk, "The payroll looks odd", CARRY_ON)
    there = house.url(f"/incidents/{request}/", desk)
    complaint = complained(manager, there, people.javascript)
    expect(manager.locator(".timeline")).to_contain_text("laiškas.txt")

    agent = agents_page(people, house, desk, request)
    # The number alone leads to it, as people write it.
    agent.goto(house.url("/queue/", desk))
    agent.get_by_label("Search").first.fill(complaint.replace("-", "").lower())
    agent.keyboard.press("Enter")
    agent.wait_for_url(re.compile(f"/complaints/{complaint}/"))
    agent.get_by_role("button", name="I take care of it").click()
    _said(_unfolded(agent, "Answer"), "The call was not written down. Here is the plan.", "plan.pdf", people)
    expect(agent.locator(".timeline")).to_contain_text("plan.pdf")

    manager.goto(there)
    expect(manager.locator("#complained")).to_contain_text("Answered")
    manager.get_by_role("link", name="Say whether you agree with the answer").click()
    expect(manager.locator("#agree")).to_contain_text("plan.pdf")
    _said(_unfolded(manager, "I do not agree"), "The third quarter is missing.", "quarter.csv", people)
    expect(manager.locator("#standing")).to_contain_text("our administrator helps now")

    letter = path.letter(admin, house, ADMIN, f"Complaint escalated: {complaint}")
    assert "does not agree with the answer" in letter
    agent.goto(house.url(f"/complaints/{complaint}/", desk))
    expect(agent.locator("h1 + .row-line")).to_contain_text("Escalated")
    _said(_unfolded(agent, "Answer"), "Here it is.", "third quarter.csv", people)

    manager.reload()
    manager.get_by_role("button", name="I agree").click()
    expect(manager.locator("#standing")).to_contain_text("It is closed.")
    with manager.expect_download() as coming:
        manager.get_by_role("link", name="third quarter.csv").click()
    assert coming.value.suggested_filename == "third quarter.csv"
    manager.goto(there)
    expect(manager.locator("#complained")).to_contain_text("Agreed and closed")
    assert people.troubles == []


def complained(page: Page, request: str, javascript: bool) -> str:
    """The customer complains about their request, with a file; gives the number."""
    page.goto(request)
    page.get_by_role("link", name="Complain").click()
    page.get_by_label("What should have been different?").fill("Nobody called for three days.")
    page.locator("input[name=upload]").set_input_files([given("laiškas.txt", b"Labas")])
    if javascript:
        expect(page.locator(".file-chip.is-dressed")).to_have_count(1)
    page.get_by_role("button", name="Send the complaint").click()
    page.wait_for_url(re.compile(r"/complaints/C-\d+/"))
    return re.findall(r"C-\d+", page.url)[0]


def _unfolded(page: Page, fold: str) -> Locator:
    """The form behind a button that unfolds it."""
    part = page.locator("details.fold", has=page.locator(":scope > summary", has_text=fold)).first
    part.locator("summary").click()
    return part.locator("form")


def _said(form: Locator, words: str, name: str, people: People) -> None:
    """Writes into the form, with a file, and sends it."""
    form.locator("textarea").fill(words)
    form.locator("input[name=upload]").set_input_files([given(name, b"%PDF-1.7")])
    if people.javascript:
        expect(form.locator(".file-chip.is-dressed")).to_have_count(1)
    form.locator("button.btn-primary").click()
    expect(form).to_have_count(0)
