"""Between a phone and a desk no table is wider than its place, in either language."""

import pytest
from playwright.sync_api import expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_the_desk import CARRY_ON
from tests.browser.test_the_whole_path import agents_page

DESK = "weyland"
TOO_WIDE = """() => [...document.querySelectorAll(".table-wrap")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"""


@pytest.fixture
def javascript() -> bool:
    """Looked at once; a table is as wide without."""
    return True


def test_no_column_is_out_of_sight(people: People, installation: Installation) -> None:
    house = installation
    path.order(people, house, DESK)
    path.approve(people, house, DESK)
    manager = path.accept(people, house, f"ona@{DESK}.example", DESK)
    number = path.report(manager, house, DESK, "The engine room reports a leak again", CARRY_ON)
    agent = agents_page(people, house, DESK, number)
    agent.goto(house.url(f"/incidents/{number}/?write=log_call#write", DESK))
    agent.fill("#log_call-text", "We spoke about the leak.")
    agent.locator("#write-log_call [data-send]").click()
    expect(agent.locator(".timeline")).to_contain_text("We spoke about the leak.")
    agent.fill("#start-line", "I look at the leak")
    agent.keyboard.press("Enter")
    expect(agent.locator(".timeline")).to_contain_text("I look at the leak")
    cut = []
    for language in ("lt", "en"):
        agent.set_viewport_size({"width": 1360, "height": 900})
        agent.goto(house.url("/queue/", DESK))
        agent.locator(f"button[name=language][value={language}]").evaluate("button => button.click()")
        agent.wait_for_load_state()
        for width in (680, 800, 900):
            agent.set_viewport_size({"width": width, "height": 900})
            for page in ("/calls/", "/kept/"):
                agent.goto(house.url(page, DESK))
                cut += [(language, width, page, one) for one in agent.evaluate(TOO_WIDE)]
    # Only now, for the agent reads English again.
    assert cut == []
    assert people.troubles == []
