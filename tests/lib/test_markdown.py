"""The words of what was written, without the signs that shape them."""

import time

import pytest

from helpdesk.lib.markdown import render, render_marked, without_signs


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Spauskite **Eksportuoti į PDF**", "Spauskite Eksportuoti į PDF"),
        ("*vėl*, `kodas`, ~~ne~~ ir ***abu***", "vėl, kodas, ne ir abu"),
        ("1. Pirma\n- antra\n> trečia\n# Ketvirta", "Pirma\nantra\ntrečia\nKetvirta"),
        ("Žr. [aprašymą](https://langelis.example/a_b)", "Žr. aprašymą"),
        ("5 > 3, 2*3*4 = 24, a * b * c, failas_be_vardo", "5 > 3, 2*3*4 = 24, a * b * c, failas_be_vardo"),
    ],
)
def test_signs_go_and_words_and_sums_stay(written, plain):
    assert without_signs(written) == plain


SLOW = ("[", "![", "[[]", "[a](", "[](<", "`", "``a", "*a", "**a ")


@pytest.mark.parametrize("sign", SLOW)
def test_twice_as_long_a_text_takes_about_twice_as_long(sign):
    def takes(work, length):
        text, best = (sign * length)[:length], 9.0
        for _time in range(3):
            began = time.process_time()
            work(text)
            best = min(best, time.process_time() - began)
        return best

    for work in (without_signs, render):
        assert takes(work, 20_000) < 0.02 + 8 * takes(work, 5_000)


def test_among_very_many_brackets_nobody_looks_for_a_link():
    text, link = "**Klaida** " + "[" * 19_000, "[žr.](https://langelis.example/)"
    assert "<strong>Klaida</strong>" in render(text)
    assert "<a " not in render(text + link)
    few = "[INFO] " * 900 + link
    assert '<a href="https://langelis.example/"' in render(few)
    drawn, marks = render_marked("@Aistė " + "[" * 19_000, [(0, 6, "mention")])
    assert marks == {0}
    assert '<span class="mention">@Aistė</span>' in drawn


def test_what_nobody_closes_keeps_its_signs():
    for text in ("[žr.(x", "[[a](b", "``a`", "[a](b c"):
        assert without_signs(text) == text
