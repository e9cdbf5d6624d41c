"""Text can be read and controls can be seen, in both themes: WCAG 2.2 AA, worked out from the tokens."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static/css/tokens.css"
THEMES = ("light", "dark")

GROUNDS = ("paper", "wash", "raised")
TEXT = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "pine", "pine-2", "crit") for ground in GROUNDS]
TEXT += [(ink, "line-2") for ink in ("ink", "ink-2")]
TEXT += [("crit", "crit-wash"), ("imp", "imp-wash"), ("min", "min-wash"), ("ok", "ok-wash"), ("imp", "paper")]
TEXT += [
    ("ok", "paper"),
    ("pine", "pine-wash"),
    ("pine-2", "pine-wash"),
    ("pine", "line-2"),
    ("pine", "amber-wash"),
]
TEXT += [(ink, wash) for ink in ("ink", "ink-2", "ink-3") for wash in ("crit-wash", "imp-wash", "min-wash")]
TEXT += [(ink, wash) for ink in ("ink", "ink-2", "ink-3") for wash in ("amber-wash", "pine-wash", "ok-wash")]
TEXT += [("top-ink", "top"), ("top-ink-2", "top"), ("amber-ink", "amber"), ("amber-ink", "amber-2")]
TEXT += [("white", "pine-fill"), ("white", "pine-fill-2"), ("white", "crit-fill"), ("paper", "ink")]
TEXT += [
    ("ink", "knob"),
    ("customer-ink", "customer"),
    ("agent-ink", "agent"),
    ("pine", "crit-wash"),
    ("crit", "paper"),
]

SHAPES = [("edge", ground) for ground in GROUNDS] + [("focus", ground) for ground in (*GROUNDS, "pine-wash")]
SHAPES += [("crit-fill", "paper"), ("ok-fill", "paper"), ("pine-fill", "paper")]


def tokens(theme):
    """Every colour token of a theme, by name."""
    found = {"white": "#ffffff"}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", TOKENS.read_text()):
        pair = re.fullmatch(r"light-dark\((#\w+), (#\w+)\)", value)
        if pair:
            found[name] = pair[1 + THEMES.index(theme)]
        elif re.fullmatch(r"#\w{6}", value):
            found[name] = value
    return found


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_arithmetic_is_the_standards():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_meets_four_and_a_half_to_one(theme, ink, ground):
    colours = tokens(theme)
    assert ratio(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_edges_and_rings_meet_three_to_one(theme, shape, ground):
    colours = tokens(theme)
    assert ratio(colours[shape], colours[ground]) >= 3
