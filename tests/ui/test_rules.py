"""What the page's policy forbids is in no template, and no sheet grows into two subjects."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(p for p in (ROOT / "templates").rglob("*.html") if "mail" not in p.parts)
SHEETS = sorted([*(ROOT / "static/css").glob("*.css"), *(ROOT / "static/js").glob("*.js")])

FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style",
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an on… handler": r"<[^>]*\son\w+\s*=",
    "hx-on": r"\shx-on",
    "an evaluated htmx value": r"hx-vals\s*=\s*[\"']js:|hx-trigger\s*=\s*[\"'][^\"']*\[",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_template_holds_what_the_policy_blocks(path):
    text = path.read_text()
    assert [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.name)
def test_no_sheet_has_a_second_subject(path):
    assert len(path.read_text().splitlines()) <= 300


def test_movement_takes_at_most_150_milliseconds_and_none_where_it_is_not_wanted():
    css = "\n".join(p.read_text() for p in (ROOT / "static/css").glob("*.css"))
    assert all(int(n) <= 150 for n in re.findall(r"(\d+)ms", css))
    assert not re.findall(r"(?:transition|animation)[^;]*\d(?<!m)s\b", css)
    assert "prefers-reduced-motion: reduce" in css
