"""Who reads a request now: shown to colleagues for 45 seconds, never to the company."""

from datetime import timedelta

import pytest

from incidents.models import Presence

pytestmark = pytest.mark.django_db
PANEL = {"HX-Request": "true", "HX-Target": "panel"}
READS, WRITES = "Fausta is reading", "Fausta is writing a reply"


def page(one):
    return f"/incidents/{one.reference}/"


def test_a_colleague_is_seen_on_the_row_and_on_the_page_for_45_seconds(agent, browser, file, hand):
    one, other = file(), file()
    browser("first_line").get(page(one))
    assert agent.get("/queue/").text.count(READS) == 1
    assert READS in agent.get(page(one)).text
    assert READS not in agent.get(page(other)).text
    hand.forward(timedelta(seconds=45))
    assert READS not in agent.get("/queue/").text
    assert READS not in agent.get(page(one)).text


def test_nobody_reads_of_themselves(agent, file):
    one = file()
    agent.get(page(one))
    assert "Aistė is reading" not in agent.get(page(one)).text + agent.get("/queue/").text


def test_whoever_writes_is_said_to_write(agent, browser, file):
    one = file()
    browser("first_line").get(page(one), **PANEL, Writing="1")
    assert WRITES in agent.get(page(one)).text
    assert WRITES in agent.get("/queue/").text
    browser("first_line").get(page(one), **PANEL)
    assert WRITES not in agent.get(page(one)).text


def test_a_page_is_told_when_somebody_comes_and_else_nothing(agent, browser, file, hand):
    one = file()
    for address in (page(one), "/queue/"):
        first = agent.get(address, **PANEL)
        asked = {**PANEL, "If-None-Match": first["ETag"]}
        hand.forward(timedelta(seconds=15))
        assert agent.get(address, **asked).status_code == 304
        browser("first_line").get(page(one))
        again = agent.get(address, **asked)
        assert READS in again.text
        hand.forward(timedelta(seconds=15))
        browser("first_line").get(page(one))
        assert agent.get(address, **{**PANEL, "If-None-Match": again["ETag"]}).status_code == 304
        hand.forward(timedelta(minutes=1))


@pytest.mark.parametrize("part", ["customer", "manager"])
def test_the_company_never_sees_who_reads_and_is_not_seen_reading(part, agent, browser, file, people):
    one = file()
    agent.get(page(one))
    assert "is reading" not in browser(part).get(page(one)).text
    assert not Presence.objects.exclude(person=people.agent).exists()


def test_one_row_for_each_reader_of_each_request_and_none_of_days_ago(agent, file, people, hand):
    one, other = file(), file()
    for headers in ({}, {"Writing": "1"}, {}):
        agent.get(page(one), **PANEL, **headers)
    assert [(row.person, row.writing) for row in Presence.objects.all()] == [(people.agent, False)]
    hand.forward(timedelta(days=4, seconds=1))
    agent.get(page(other))
    assert Presence.objects.get().incident == other
