"""The parts in a real browser: nothing is blocked or hidden, and script and server say the same."""

from datetime import timedelta

import pytest
from django.utils import translation

from helpdesk.ui import durations
from helpdesk.ui.gallery import FRAMES

# WCAG 2.5.8: 24 px, or so much room around that a circle of 24 px touches no other target.
TOO_SMALL = """() => {
  const all = [...document.querySelectorAll("button, input:not([type=hidden]), select, summary, .btn, nav a")]
    .filter((one) => one.checkVisibility() && !one.classList.contains("visually-hidden"))
    .map((one) => [one, one.getBoundingClientRect()]);
  const near = (a, b) => {
    const x = a.left + a.width / 2, y = a.top + a.height / 2;
    const dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom);
    return Math.hypot(dx, dy) < 12;
  };
  return all
    .filter(([, box]) => Math.min(box.width, box.height) < 23.5)
    .filter(([one, box]) => all.some(([other, its]) => other !== one && near(box, its)))
    .map(([one]) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture
def look(chromium, installation):
    """Opens a page of the gallery; what the browser complains about is kept in `page.troubles`."""
    contexts = []

    def open_page(frame, *, width=1360, scheme="light", script=True, clock=False):
        context = chromium.new_context(
            viewport={"width": width, "height": 820}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        context.add_cookies([{"name": "language", "value": "en", "url": installation.url("/")}])
        page = context.new_page()
        page.troubles = []
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("console", lambda said: page.troubles.append(said.text) if said.type == "error" else None)
        if clock:
            page.clock.install()
        page.goto(installation.url(f"/gallery/?frame={frame}"))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1360, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("frame", FRAMES)
def test_nothing_is_blocked_cut_off_or_too_small(look, frame, scheme, width):
    page = look(frame, width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(TOO_SMALL) == []
    assert page.troubles == []


def test_the_script_says_spans_as_the_server_does(look):
    page = look("queue")
    seconds = [0, 1, 59, 60, 61, 3599, 3600, 3661, 4200, 86_399, 86_400, 90_061, 187_200, 999_999]
    said = page.evaluate(
        """async (all) => all.map((await import("/static/js/countdown.js")).short)""",
        seconds,
    )
    with translation.override("en"):
        assert said == [durations.short(timedelta(seconds=one)) for one in seconds]


def test_a_clock_runs_on_changes_its_tone_at_the_threshold_and_is_announced_once(look):
    page = look("queue", clock=True)
    fuse = page.locator("#INC-318 .fuse")
    assert "is-hot" in fuse.get_attribute("class")
    page.clock.run_for(5 * 60 * 1000)
    assert fuse.locator("time").inner_text() in ("6 min left", "7 min left")
    assert page.locator("#announcer").inner_text() == ""
    page.clock.run_for(8 * 60 * 1000)
    assert "is-late" in fuse.get_attribute("class")
    assert fuse.locator("time").inner_text() == "1 min late" or fuse.locator("time").inner_text().endswith(
        "s late"
    )
    assert fuse.locator("rect").get_attribute("width") == "100%"
    assert "INC-318" in page.locator("#announcer").inner_text()


def test_the_keys_walk_the_list_and_rest_in_a_field(look):
    page = look("queue")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[data-row].is-here").get_attribute("id") == "INC-316"
    page.keyboard.press("x")
    assert page.locator("#INC-316 input").is_checked()
    page.keyboard.press("/")
    page.keyboard.type("j?")
    assert page.locator(".search").input_value() == "j?"
    assert page.locator("[data-row].is-here").get_attribute("id") == "INC-316"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys-help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys-help").is_visible()


def test_the_keys_can_be_switched_off(look):
    page = look("queue")
    page.keyboard.press("?")
    page.get_by_role("button", name="Switch the keys off").click()
    page.wait_for_load_state()
    page.keyboard.press("j")
    assert page.locator("[data-row].is-here").count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_the_composers_tabs_work_with_and_without_script(look, script):
    page = look("request", script=script)
    assert page.get_by_label("Reply", exact=True).is_visible()
    page.locator("label", has_text="Internal note").click()
    assert page.get_by_placeholder("Write to your colleagues").is_visible()
    assert not page.get_by_placeholder("Write to R. K.").is_visible()


def test_a_key_opens_the_composer_where_one_writes(look):
    page = look("request")
    page.keyboard.press("n")
    page.keyboard.type("seen")
    assert page.get_by_placeholder("Write to your colleagues").input_value() == "seen"


def test_what_is_ticked_decides_the_level_at_once(look):
    page = look("filing")
    assert page.locator("[data-level=minimal]").is_visible()
    page.get_by_text("A part does not work").click()
    assert page.locator("[data-level=important]").is_visible()
    page.get_by_text("we cannot do without").click()
    assert page.locator("[data-level=critical]").is_visible()
    assert page.get_by_label("Whom do we call?").is_visible()
    assert page.locator("[data-level]:visible").count() == 1


def test_a_lost_connection_is_said_and_the_page_stays(look):
    page = look("queue")
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    assert (
        page.locator(".connection").inner_text().startswith("Connection lost 1 s ago. What you see is from ")
    )
    assert page.locator("[data-row]").count() == 6
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('htmx:afterRequest', {detail: {xhr: {status: 304}}}))"
    )
    assert page.locator(".connection").count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_the_switch_turns_the_lights_off(look, script):
    page = look("order", script=script)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor") if script else None
    page.get_by_role("button", name="Dark", exact=True).click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.url.endswith("?frame=order")
    if script:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_a_toast_can_be_put_away_without_script(look, installation):
    page = look("order", script=False)
    page.goto(installation.url("/gallery/?toast=1"))
    assert page.locator(".toast-note").is_visible()
    page.locator(".toast-note summary").click()
    assert not page.locator(".toast-note").is_visible()
