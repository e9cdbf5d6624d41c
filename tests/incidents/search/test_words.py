"""Words without their marks, and how near they are to each other."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.search import asking
from incidents.search.asking import stems
from incidents.search.words import distance, fold, is_guessable, phone_words, words_of
from tests.forgetful import Forgetful


@pytest.mark.parametrize(
    ("written", "bare"),
    [("Sąskaitų", "saskaitu"), ("ŽŪĖĮŠČ", "zueisc"), ("Łódź", "lodz"), ("naïve Ñ", "naive n"), ("İX", "ix")],
)
def test_marks_and_capitals_fall_away(written, bare):
    assert fold(written) == bare


@given(st.text(max_size=60))
def test_a_folded_text_is_as_long_as_it_was_and_folds_no_further(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text) or any(not char.isascii() for char in text)


def test_a_letter_and_its_mark_in_two_pieces_are_one():
    assert words_of(unicodedata.normalize("NFD", "sąskaita")) == ["sąskaita"]


def test_stems_that_another_thread_forgets_are_still_told(db, monkeypatch):
    told = stems(("kavos", "aparatas"))
    monkeypatch.setattr(asking, "_stems", Forgetful(asking._stems))
    assert stems(("kavos", "aparatas")) == told


def test_words_are_letters_and_digits_each_once():
    assert words_of("L4.PRO: L4.PRO, a (ona@acme.lt)\x00_x1_") == ["l4", "pro", "ona", "acme", "lt", "x1"]
    assert words_of("x" * 100) == ["x" * 40]


@given(st.text(max_size=200))
def test_no_sign_of_a_query_language_is_left_of_a_word(text):
    assert all(word.isalnum() or word.replace(" ", "").isalnum() for word in words_of(text))


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("saskaita", "saskaita", 0),
        ("saskaita", "sakaita", 1),
        ("saskaita", "saksaita", 1),
        ("abc", "abcdefg", 3),
    ],
)
def test_how_far_words_are(one, other, far):
    assert distance(one, other) == far


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_the_distance_is_the_same_both_ways(one, other):
    assert distance(one, other) == distance(other, one)


def test_only_words_are_guessed():
    assert [word for word in ("pvm", "2024", "sąskaita", "abc4") if is_guessable(word)] == ["sąskaita"]


def test_a_telephone_number_is_the_same_however_it_begins():
    assert phone_words("+370 612 34567") == phone_words("8 612 34567") == ["61234567"]
    assert phone_words("112") == []
