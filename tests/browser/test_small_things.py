"""Small things that only a browser shows: what covers what, what stays where it was, what is in sight."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_the_desk import CARRY_ON, look_again
from tests.browser.test_the_whole_path import agents_page

COVERED = """() => {
  const toast = document.getElementById("toasts").getBoundingClientRect();
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary, label";
  return [...document.querySelectorAll(pressed)].filter((one) => !one.closest(".toasts"))
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => [...one.getClientRects()].some((at) => at.width > 1 && at.height > 1
      && at.left < toast.right && at.right > toast.left && at.top < toast.bottom && at.bottom > toast.top))
    .map((one) => one.outerHTML);
}"""
BEYOND = """() => [...document.querySelectorAll(".main-nav a")].filter((one) =>
  one.getBoundingClientRect().right > document.documentElement.clientWidth).map((one) => one.textContent)"""
PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary, label"
AFTER_THE_MARK = "() => document.getElementById('unread')?.nextElementSibling?.id"


@pytest.fixture
def javascript() -> bool:
    """What is looked at here lives by JavaScript."""
    return True


def test_nothing_is_covered_moved_or_out_of_sight(
    people: People, installation: Installation, tmp_path: Path
) -> None:
    house, desk = installation, "kramerica"
    path.order(people, house, desk)
    path.approve(people, house, desk)
    manager = path.accept(people, house, f"ona@{desk}.example", desk)
    number = path.report(manager, house, desk, "Where is the report?", CARRY_ON)
    agent = agents_page(people, house, desk, number)
    _files_alone(agent, manager, house, desk, number, tmp_path)
    _the_mark(agent, manager, house, desk, number)
    _what_opens_is_in_sight(agent, house, desk, number)
    people.troubles[:] = [one for one in people.troubles if "422 " not in one]  # what was refused there
    _on_a_phone(manager, house, desk)
    _the_queue_on_a_phone(agent, house, desk)
    assert people.troubles == []


def _files_alone(
    agent: Page, manager: Page, house: Installation, desk: str, number: str, folder: Path
) -> None:
    """A note is a file and nothing else; what is said of it covers nothing that can be pressed."""
    screen = folder / "screen.txt"
    screen.write_text("Error 17")
    agent.goto(house.url(f"/incidents/{number}/", desk))
    for width, height in ((1360, 900), (390, 800)):
        agent.set_viewport_size({"width": width, "height": height})
        agent.locator("label[for=tab-note]").click()
        agent.locator("#write-note input[type=file]").set_input_files(screen)
        expect(agent.locator("#write-note")).to_contain_text("screen.txt")
        agent.locator("#write-note [data-send]").click()
        expect(agent.locator("#toasts")).to_contain_text("The note is kept.")
        agent.wait_for_timeout(300)
        assert agent.evaluate(COVERED) == []
        if width == 1360:
            _what_was_said_stays_in_its_place_and_leaves(agent)
    expect(agent.locator(".entry-note")).to_have_count(2)
    agent.set_viewport_size({"width": 1360, "height": 900})


def _what_was_said_stays_in_its_place_and_leaves(agent: Page) -> None:
    """It keeps its place while one scrolls, stays while one points at it, and leaves by itself afterwards."""
    toast = agent.locator(".toast-note")
    agent.wait_for_timeout(1000)
    before = toast.bounding_box()
    toast.hover()
    agent.mouse.wheel(0, -200)
    agent.wait_for_timeout(7000)
    assert toast.bounding_box() == before
    agent.mouse.move(5, 300)
    expect(toast).to_have_count(0, timeout=8000)


def _the_mark(agent: Page, manager: Page, house: Installation, desk: str, number: str) -> None:
    """What was new when the page was opened stays marked at its place while it is open."""
    agent.goto(house.url("/queue/", desk))
    for words in ("First", "Second"):
        manager.goto(house.url(f"/incidents/{number}/", desk))
        manager.locator("#write-customer_reply textarea").fill(words)
        manager.locator("#write-customer_reply .btn-primary").click()
        manager.wait_for_load_state()
        if words == "First":
            agent.goto(house.url(f"/incidents/{number}/", desk))
            first = agent.evaluate(AFTER_THE_MARK)
            assert first
    look_again(agent)
    expect(agent.locator(".timeline")).to_contain_text("Second")
    assert agent.evaluate(AFTER_THE_MARK) == first
    assert agent.locator(".first-unread").count() == 1


def _what_opens_is_in_sight(agent: Page, house: Installation, desk: str, number: str) -> None:
    """A fold at the end of the side is seen when it opens, and so is who can be named at the page's end."""
    agent.set_viewport_size({"width": 1360, "height": 700})
    agent.goto(house.url(f"/incidents/{number}/", desk))
    agent.locator(".side-acts summary", has_text="Checklist").click()
    expect(agent.get_by_label("Steps, one a line")).to_be_in_viewport(ratio=1)
    agent.locator(".side-acts summary", has_text="Checklist").click()
    agent.set_viewport_size({"width": 1360, "height": 560})
    agent.locator(".side-acts summary", has_text="Resolve").click()
    agent.locator("#do-resolve").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    expect(agent.locator(".side-acts .error-summary")).to_be_in_viewport(ratio=0.5)
    agent.goto(house.url(f"/incidents/{number}/", desk))
    agent.set_viewport_size({"width": 1360, "height": 700})
    agent.locator("label[for=tab-note]").click()
    agent.evaluate(
        "window.scrollTo(0, document.getElementById('note-text').getBoundingClientRect().bottom - 690)"
    )
    agent.locator("#note-text").press_sequentially("Ask @")
    names = agent.locator("#colleagues")
    expect(names).to_be_in_viewport(ratio=0.9)
    agent.fill("#note-text", "")
    agent.set_viewport_size({"width": 1360, "height": 900})


def _on_a_phone(manager: Page, house: Installation, desk: str) -> None:
    """The head takes two lines at most, and every page is in sight once its menu is open."""
    manager.set_viewport_size({"width": 390, "height": 800})
    manager.goto(house.url("/", desk))
    head = manager.locator("header.top").bounding_box()
    assert head
    assert head["height"] < 100
    manager.locator(".nav-open").click()
    assert manager.locator(".main-nav a:visible").count() > 4
    assert manager.evaluate(BEYOND) == []
    # What was just said lies over neither a button nor the sentence that says by when something happens.
    manager.set_viewport_size(
        {"width": 390, "height": 540}
    )  # the sentence stands in the corner of what was said
    path.report(manager, house, desk, "Where is the other report?", CARRY_ON)
    expect(manager.locator("#toasts")).to_contain_text("is registered")
    manager.wait_for_timeout(300)
    assert manager.evaluate(COVERED) == []
    assert manager.evaluate(COVERED.replace(PRESSED, ".where h2, .where p")) == []
    # A time with AM or PM is seen whole.
    manager.get_by_role("link", name="Please call me").first.click()
    clock = manager.locator("input[type=time]").bounding_box()
    assert clock
    assert clock["width"] >= 150
    assert clock["x"] + clock["width"] <= 390


def _the_queue_on_a_phone(agent: Page, house: Installation, desk: str) -> None:
    """In both languages the bar is one line with the account at its end, and what drops down is in sight."""
    agent.set_viewport_size({"width": 390, "height": 844})
    for language in ("lt", "en"):
        agent.goto(house.url("/queue/", desk))
        agent.locator(f"button[name=language][value={language}]").evaluate("button => button.click()")
        agent.wait_for_load_state()
        bell, account = (agent.locator(f".top > {one}").bounding_box() for one in (".bell", "button.plain"))
        assert bell
        assert account
        assert abs(bell["y"] - account["y"]) < 10
        for drop in agent.locator(".page-head .drop").all():
            drop.locator("summary").click()
            box = drop.locator(".drop-body").bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            agent.keyboard.press("Escape")
