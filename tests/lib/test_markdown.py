"""The words of what was written, without the signs that shape them."""

import pytest

from helpdesk.lib.markdown import without_signs


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
