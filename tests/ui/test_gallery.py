"""The gallery renders every part, in both languages, and only where somebody asked for it."""

import pytest

from helpdesk.ui.gallery import FRAMES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_renders(public, frame, language):
    client = public()
    client.cookies["language"] = language
    answer = client.get("/gallery/", {"frame": frame})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert answer.text.count("<h1>") == 1


def test_a_frame_nobody_drew_is_not_found(public):
    assert public().get("/gallery/", {"frame": "x"}).status_code == 404


def test_the_gallery_is_closed_in_production(public, settings):
    settings.DEBUG = settings.DEMO_MAILBOX = False
    assert public().get("/gallery/").status_code == 404


def test_the_gallery_asks_the_clock_once(public, django_assert_max_num_queries):
    client = public()
    client.get("/gallery/")
    with django_assert_max_num_queries(6):
        client.get("/gallery/")
