"""A Critical that nobody has started is told on every page of the desk, at once."""

import pytest

pytestmark = pytest.mark.django_db
ALARM = "/queue/alarm/"


@pytest.mark.parametrize("page", ["/policy/", "/kept/", "/people/", "/calls/new/"])
def test_it_stands_on_pages_that_show_no_requests(page, agent, file):
    assert "data-alarm" not in agent.get(page).text
    one = file("critical")
    text = agent.get(page).text
    assert f'data-alarm="{one.reference}"' in text
    assert f'hx-get="{ALARM}"' in text


def test_the_queue_and_a_request_tell_it_once(agent, file):
    other, one = file(), file("critical")
    for page in ("/queue/", "/queue/?view=mine", f"/incidents/{other.reference}/"):
        assert agent.get(page).text.count(f'data-alarm="{one.reference}"') == 1
    own = agent.get(f"/incidents/{one.reference}/").text
    assert "data-alarm" not in own
    assert f'data-known="{one.reference}"' in own  # read here, it is new nowhere else


def test_a_page_that_asks_is_told_what_is_new_and_else_nothing(agent, file, people):
    first = agent.get(ALARM)
    assert "data-alarm" not in first.text
    assert agent.get(ALARM, **{"If-None-Match": first["ETag"]}).status_code == 304
    one = file("critical")
    second = agent.get(ALARM, **{"If-None-Match": first["ETag"]})
    assert f'data-alarm="{one.reference}"' in second.text
    one.start("Žiūriu", by=people.agent)
    assert "data-alarm" not in agent.get(ALARM, **{"If-None-Match": second["ETag"]}).text


def test_one_whose_hour_is_over_says_that_it_is_late(agent, file, ring):
    """Also to a page that stood open all the while."""
    file("critical")
    before = agent.get(ALARM)
    assert "min late" not in before.text
    ring(minutes=61)
    assert "min late" in agent.get(ALARM, **{"If-None-Match": before["ETag"]}).text
    assert "min late" in agent.get("/policy/").text


@pytest.mark.parametrize("part", ["customer", "manager"])
def test_the_company_is_not_alarmed(part, browser, file):
    file("critical")
    assert browser(part).get(ALARM).status_code == 403
    assert "data-alarm" not in browser(part).get("/").text


def test_sound_and_density_are_worn_by_the_page(agent, file):
    file()
    text = agent.get("/queue/").text
    assert 'class="dense"' in text
    assert "data-sound" not in text
    agent.client.cookies["density"], agent.client.cookies["sound"] = "compact", "on"
    text = agent.get("/queue/").text
    assert 'class="dense compact"' in text
    assert 'data-sound="on"' in text
