"""Numbers that can be called at a click."""

import pytest

from incidents.templatetags.phones import phones


def test_a_number_is_one_link_and_what_stands_around_it_stays():
    shown = phones("Ona <Petraitė>, +370 600 00310, po 17:00")
    assert shown == (
        'Ona &lt;Petraitė&gt;, <a class="nowrap" href="tel:+37060000310">+370 600 00310</a>, po 17:00'
    )


@pytest.mark.parametrize("text", ["", "vidinis 123", "2026-11", "Bonus 12.4", "kabinetas 12 34"])
def test_what_is_no_number_to_call_is_left_alone(text):
    assert phones(text) == text


def test_brackets_and_dashes_are_part_of_a_number():
    assert 'href="tel:+37052345678"' in phones("+370 (5) 234-5678")
