"""Files in a browser: sent with a message, downloaded by the other side, taken out for good."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_the_whole_path import agents_page

CARRY_ON = "The program works and we can carry on"


def given(name: str, body: bytes) -> dict[str, object]:
    """A file as the browser is given it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": body}


def picture() -> bytes:
    """A screenshot."""
    written = BytesIO()
    Image.new("RGB", (900, 600), (15, 79, 69)).save(written, "PNG")
    return written.getvalue()


def test_files_go_over_and_come_back_and_are_taken_out(people: People, installation: Installation) -> None:
    house, desk = installation, "soylent" if people.javascript else "tyrell"
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    number = path.report(manager, house, desk, "The payroll looks odd", CARRY_ON)
    page = house.url(f"/incidents/{number}/", desk)
    _sent(manager, page, people.javascript)
    agent = agents_page(people, house, desk, number)
    agent.goto(page)
    expect(agent.locator(".attached img")).to_have_count(1)
    with agent.expect_download() as coming:
        agent.get_by_role("link", name="algos kovo.csv").click()
    assert coming.value.suggested_filename == "algos kovo.csv"
    assert Path(coming.value.path()).read_bytes() == b"Ona;1200\n"
    _taken_out(agent, page, number)
    manager.goto(page)
    expect(manager.locator(".timeline")).to_contain_text("A file was taken out.")
    expect(manager.locator(".timeline")).to_contain_text("It was a payroll")
    expect(manager.get_by_role("link", name="algos kovo.csv")).to_have_count(0)
    expect(manager.get_by_role("link", name="langas.png")).to_have_count(1)
    # Without a script the form came back once, and the browser says so.
    assert [one for one in people.troubles if "422" not in one] == []


def _sent(manager: Page, page: str, javascript: bool) -> None:
    """What was attached outlives a form that comes back; what was left out does not go."""
    manager.goto(page)
    form = manager.locator("form:has(input[name=upload])").first
    form.locator("input[name=upload]").set_input_files(
        [given("langas.png", picture()), given("algos kovo.csv", b"Ona;1200\n"), given("ne.txt", b"no")]
    )
    if javascript:
        expect(form.locator(".file-chip.is-dressed")).to_have_count(3)
        form.get_by_role("button", name="Leave out: ne.txt").click()
        expect(form.locator(".file-chip")).to_have_count(2)
        manager.reload()
    else:
        # Files alone would go; words that are too many come back with them.
        form.locator("textarea[name=text]").evaluate(
            "one => { one.removeAttribute('maxlength'); one.value = 'x'.repeat(20001); }"
        )
        form.get_by_role("button", name="Send").first.click()
        expect(manager.locator(".error-summary")).to_be_visible()
        manager.get_by_label("ne.txt").uncheck()
    expect(manager.locator(".file-chips input[name=files]:checked")).to_have_count(2)
    manager.locator("textarea[name=text]").first.fill("Look at these two.")
    manager.get_by_role("button", name="Send").first.click()
    expect(manager.locator(".attached li")).to_have_count(2)
    expect(manager.locator(".file-chip")).to_have_count(0)


def _taken_out(agent: Page, page: str, number: str) -> None:
    """The payroll goes, the screenshot stays."""
    entry = agent.locator(".entry", has_text="Look at these two.")
    entry.hover()
    entry.get_by_role("link", name="Take out").click()
    agent.get_by_label("algos kovo.csv").check()
    agent.get_by_label("Why").fill("It was a payroll")
    agent.get_by_label("To confirm").fill(number)
    agent.get_by_role("button", name="Take it out").click()
    expect(agent.locator(".timeline")).to_contain_text("took files out of an entry")
    expect(agent.locator(".timeline")).to_contain_text("Look at these two.")
