"""Names and pictures of attached files: cleaned for those who read them, drawn anew for those who look."""

from io import BytesIO

import pytest
from PIL import Image

from incidents import attaching
from incidents.file_names import cleaned, family_of
from incidents.pictures import picture_of
from tests.incidents import files as samples
from tests.incidents.files import keep


@pytest.mark.parametrize(("name", "shown"), samples.NAMES)
def test_a_name_is_cleaned_for_those_who_read_it(name, shown):
    assert cleaned(name) == shown


def test_a_very_long_name_keeps_its_ending():
    name = cleaned("ą" * 500 + ".pdf")
    assert len(name) == 120
    assert name.endswith("ą.pdf")


@pytest.mark.parametrize(("head", "family"), samples.HEADS)
def test_a_file_is_told_by_how_it_begins(head, family):
    assert family_of(head) == family


def test_a_picture_is_drawn_anew_and_holds_nothing_of_the_file_besides():
    small = Image.open(BytesIO(picture_of(BytesIO(samples.photo()))))
    assert small.format == "WEBP"
    assert small.size == (180, 240)  # turned as the camera said, within 320 × 240
    assert not small.getexif()
    assert b"Vilnius" not in picture_of(BytesIO(samples.photo()))
    assert "icc_profile" not in small.info


@pytest.mark.parametrize("body", samples.BROKEN)
def test_a_broken_or_hostile_image_has_no_picture_and_makes_no_error(body):
    assert picture_of(BytesIO(body)) is None


def test_an_image_of_too_many_points_is_not_even_read(monkeypatch):
    monkeypatch.setattr("incidents.pictures.MOST_POINTS_OF_OTHERS", 100)
    assert picture_of(BytesIO(samples.png(11, 10))) is None
    assert picture_of(BytesIO(samples.png(10, 10)))


def test_an_image_that_was_attached_has_its_picture(file, people):
    one = keep(people.agent, file(), name="langas.png", body=samples.png(800, 600))
    assert (one.family, one.has_picture) == ("image", True)
    with attaching.opened(one, picture=True) as picture, attaching.opened(one) as original:
        assert picture.read()[8:12] == b"WEBP"
        assert original.read() == samples.png(800, 600)
