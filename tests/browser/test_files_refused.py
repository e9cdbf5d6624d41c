"""Files that are not taken: each is named, and one more than a message holds is refused when it is added."""

import pytest
from playwright.sync_api import expect

from tests.browser import path
from tests.browser.conftest import Installation, People
from tests.browser.test_files import CARRY_ON, given

DESK = "cyberdyne"
MOST = 10


@pytest.fixture
def javascript() -> bool:
    """Files are on their way at once by JavaScript alone."""
    return True


def test_each_file_that_is_not_taken_is_told(people: People, installation: Installation) -> None:
    house = installation
    path.order(people, house, DESK)
    path.approve(people, house, DESK)
    manager = path.accept(people, house, f"ona@{DESK}.example", DESK)
    number = path.report(manager, house, DESK, "The arm does not move", CARRY_ON)
    manager.goto(house.url(f"/incidents/{number}/", DESK))
    form = manager.locator("form:has(input[name=upload])").first
    upload, news = form.locator("input[name=upload]"), form.locator(".file-news")
    upload.set_input_files(
        [given("film.avi", b"x" * 21_500_000), given("empty.txt", b""), given("good.txt", b"yes")]
    )
    expect(form.locator(".file-chip.is-dressed")).to_have_count(1)
    lines = news.inner_text().splitlines()
    assert [line.split("”")[0] for line in lines] == ["“film.avi", "“empty.txt"]
    upload.set_input_files([given(f"{n}.txt", b"yes") for n in range(MOST + 1)])
    expect(form.locator(".file-chip.is-dressed")).to_have_count(MOST)
    expect(news).to_have_text(
        "9.txt, 10.txt: A message holds up to 10 files. Send the others with the next one."
    )
    people.troubles[:] = [one for one in people.troubles if "422 " not in one]  # what was refused here
    assert people.troubles == []
