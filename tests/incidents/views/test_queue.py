"""The queue of the desk."""

import pytest

pytestmark = pytest.mark.django_db


def test_an_open_request_stands_in_the_queue_and_opens(browser, file):
    one = file("critical")
    assert one.reference in browser("agent").get("/queue/").text
    assert one.subject in browser("agent").get(f"/incidents/{one.reference}/").text
