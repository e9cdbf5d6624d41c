"""Every page, for everybody: sound HTML, nothing that axe-core calls serious, and room at every width."""

import gzip
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from helpdesk.embedded import commands
from tests.browser.conftest import ROOT, Installation, _database, _free_port, _wait_until_ready
from tests.browser.soundness import faults

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What depends on colours and on the width; all else is asked once.
LOOKS = ["color-contrast", "link-in-text-block"]
NARROW = [*LOOKS, "target-size", "scrollable-region-focusable", "aria-hidden-focus", "label"]
# A colour on its way from one theme to the other is no colour of ours: let it arrive first.
RUN = """(only) => {
    document.body.offsetWidth;
    document.getAnimations().forEach((one) => one.finish());
    return axe.run(document, {
        runOnly: only ? {type: 'rule', values: only} : {type: 'tag', values: RULES},
        resultTypes: ['violations'],
    }).then((found) => found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))
        .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((at) => at.html.slice(0, 160)).join(' | ')}`));
}""".replace("RULES", json.dumps(RULES))
# A page may scroll downwards and never sideways; 680 px are 1360 px seen at 200 %.
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PARTS = ["nobody", "operator", "admin inside", "agent", "first line", "manager", "customer"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with the demo in it; nothing happens there, so the web server alone is enough."""
    house = Installation(_database("langelis_axe"), _free_port(), tmp_path_factory.mktemp("demo"))
    house.manage("messages", "compile")
    house.manage("collectstatic", "--noinput", "-v0")
    house.manage("migrate_schemas", "--shared", "-v0")
    house.manage("demo_load")
    house.start("web", commands.web(f"127.0.0.1:{house.port}"))
    try:
        _wait_until_ready(house)
        yield house
    finally:
        house.stop()


@pytest.fixture(scope="module")
def everybody(demo: Installation) -> dict[str, dict[str, Any]]:
    """Everybody's session and the pages that open for them."""
    inside = "import django; django.setup(); from tests.browser import everybody; everybody.main()"
    command = [sys.executable, "-c", inside]
    done = subprocess.run(command, cwd=ROOT, env=demo.env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("part", PARTS)
def test_the_html_of_every_page_is_sound(demo: Installation, everybody: Any, part: str) -> None:
    who, found = everybody[part], {}
    assert len(who["pages"]) >= 4
    for path in who["pages"]:
        headers = {"Host": who["host"], "Cookie": f"language=en; session={who['session']}"}
        address = f"http://127.0.0.1:{demo.port}{_quoted(path)}"
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            body = answer.read()
        if body[:2] == b"\x1f\x8b":
            body = gzip.decompress(body)
        if wrong := faults(body.decode()):
            found[path] = wrong
    assert found == {}


@pytest.mark.parametrize("part", PARTS)
def test_nothing_serious_stands_in_anybodys_way(
    demo: Installation, everybody: Any, chromium: Browser, part: str
) -> None:
    who, found = everybody[part], {}
    context = chromium.new_context(viewport={"width": 1360, "height": 900}, color_scheme="light")
    cookies = {"language": "en", "session": who["session"]}
    context.add_cookies(
        [{"name": k, "value": v, "domain": _name(who), "path": "/"} for k, v in cookies.items()]
    )
    page = context.new_page()
    # An operator who comes in sees an agent's pages, and a few more.
    seen = everybody["agent"]["pages"] if part == "admin inside" else []
    for path in [path for path in who["pages"] if path not in seen]:
        page.goto(f"http://{who['host']}{_quoted(path)}")
        if wrong := _look(page):
            found[path] = wrong
    context.close()
    assert found == {}


def _look(page: Page) -> list[str]:
    """Both themes at every width."""
    page.evaluate(AXE)
    wrong = [f"light: {one}" for one in page.evaluate(RUN, None)]
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {one}" for one in page.evaluate(RUN, LOOKS)]
    page.set_viewport_size({"width": 680, "height": 450})
    if (wide := page.evaluate(SIDEWAYS)) > 0:
        wrong.append(f"200 %: {wide} px too wide")
    page.set_viewport_size({"width": 390, "height": 800})
    if (wide := page.evaluate(SIDEWAYS)) > 0:
        wrong.append(f"390 px: {wide} px too wide")
    wrong += [f"390 px, dark: {one}" for one in page.evaluate(RUN, LOOKS)]
    page.emulate_media(color_scheme="light")
    wrong += [f"390 px, light: {one}" for one in page.evaluate(RUN, NARROW)]
    page.set_viewport_size({"width": 1360, "height": 900})
    return wrong


def _name(who: dict[str, Any]) -> str:
    return str(who["host"]).partition(":")[0]


def _quoted(path: str) -> str:
    return urllib.request.quote(path, safe="/?=&")  # type: ignore[attr-defined]  # it is there
