"""What is shown as it was typed: no sign means anything, and nothing of it is HTML."""

import time

import pytest

from helpdesk.lib.typed import as_typed


@pytest.mark.parametrize(
    "text",
    [
        "5*3*2 ir __init__.py",
        "# Kopijuota",
        "* * *",
        "3. trečias",
        "`a` ~~b~~ [c](d)",
        "   du  tarpai",
        "> cituota",
    ],
)
def test_signs_stay_as_they_are(text):
    assert as_typed(text).replace("&gt;", ">") == f'<p class="typed">{text}</p>\n'


def test_paragraphs_and_lines_stay():
    assert as_typed("a\r\nb\n\n \nc\n") == '<p class="typed">a<br>b</p>\n<p class="typed">c</p>\n'


def test_nothing_of_it_is_taken_for_html():
    assert "<img" not in as_typed('<img src=x> https://a.example/"onmouseover="x')
    assert '"onmouseover' not in as_typed('https://a.example/"onmouseover="x')


def test_the_address_of_a_page_can_be_followed_and_the_end_of_a_sentence_is_not_part_of_it():
    drawn = as_typed("Žr. https://a.example/x?b=1&c=2, (http://b.example). javascript:alert(1)")
    assert '<a href="https://a.example/x?b=1&amp;c=2" rel="noopener noreferrer nofollow">' in drawn
    assert "</a>, (<a" in drawn
    assert "</a>). javascript:alert(1)</p>" in drawn


@pytest.mark.parametrize("sign", ["[", "\n", "https://", ".", "\n \n", "*_", " "])
def test_a_long_text_of_one_sign_is_drawn_at_once(sign):
    began = time.process_time()
    as_typed(sign * 20_000)
    assert time.process_time() - began < 1
