"""A caller on the telephone."""

import re
from datetime import UTC, datetime

import pytest

from incidents.models import Call, Incident, Person

pytestmark = pytest.mark.django_db
CALL = {
    "caller": "Janina Skambina",
    "reach": "+370 612 34567",
    "began_at_day": "2027-03-01",
    "began_at_time": "09:40",  # twenty minutes before the clock of the test
    "kind": "incident",
    "subject": "Neveikia algos",
    "text": "Sustojo skaičiavimas",
    "marks": ["business_stopped"],
}


def test_the_hour_begins_when_the_call_began(browser, people):
    answer = browser("agent").post("/calls/new/", CALL)
    one = Incident.objects.get(subject="Neveikia algos")
    assert (answer.status_code, answer["Location"]) == (303, one.get_absolute_url())
    assert one.reported_at == datetime(2027, 3, 1, 7, 40, tzinfo=UTC)
    assert one.hour_due_at == datetime(2027, 3, 1, 8, 40, tzinfo=UTC)
    assert (one.channel, one.impact, one.requester.name) == ("phone", "critical", "Janina Skambina")


def test_a_line_starts_work_during_the_call(browser, people):
    browser("agent").post("/calls/new/", CALL | {"line": "Jungiuosi prie serverio"})
    one = Incident.objects.get(subject="Neveikia algos")
    assert (one.status, one.agent, one.hour_due_at) == ("in_progress", people.agent, None)


def test_a_caller_is_known_again_by_number_address_or_name(browser, people):
    agent = browser("agent")
    agent.post("/calls/new/", CALL)
    for how in (
        {"reach": "8 612 34567"},
        {"reach": ""},
        {"caller": "janina skambina", "reach": "+37061234567"},
    ):
        assert agent.post("/calls/new/", CALL | how).status_code == 303
    assert agent.post("/calls/new/", CALL | {"reach": people.customer.email.upper()}).status_code == 303
    assert Person.objects.filter(name__icontains="skambina").count() == 1
    assert people.customer.requests.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reach": ""}, "id_reach"),
        ({"reach": "janina@"}, "id_reach"),
        ({"subject": ""}, "id_subject"),
        ({"began_at_time": "12:00"}, "id_began_at_0"),  # still to come
        ({"began_at_time": "soon"}, "id_began_at_1"),
        ({"began_at_day": ""}, "id_began_at_0"),
    ],
)
def test_what_is_wrong_is_said_and_everything_is_kept(wrong, field, browser, people):
    answer = browser("agent").post("/calls/new/", CALL | wrong)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Sustojo skaičiavimas" in answer.text
    assert 'value="business_stopped" data-raises="critical" checked' in answer.text
    assert not Incident.objects.exists()
    assert not Person.objects.filter(name="Janina Skambina").exists()


@pytest.mark.parametrize("part", ["customer", "manager", "first_line"])
def test_only_agents_answer_the_telephone(part, browser):
    assert browser(part).get("/calls/new/").status_code == 403
    assert browser(part).post("/calls/new/", CALL).status_code == 403


def test_the_form_begins_with_this_moment(browser):
    page = browser("agent").get("/calls/new/").text
    assert 'type="date" name="began_at_day" value="2027-03-01"' in page
    assert 'type="time" name="began_at_time" value="10:00"' in page


def test_a_request_is_registered_without_a_call_for_somebody_at_the_desk(browser, people):
    answer = browser("agent").post("/calls/new/", CALL | {"channel": "desk"})
    one = Incident.objects.get(subject="Neveikia algos")
    assert answer.status_code == 303
    assert one.channel == "desk"
    assert one.hour_due_at == datetime(2027, 3, 1, 8, 40, tzinfo=UTC)
    assert not Call.objects.exists()  # nobody was on the telephone
    for part in ("agent", "manager"):
        page = browser(part).get(one.get_absolute_url()).text
        assert "Janina Skambina" in page
        assert people.agent.name in page


def test_the_page_says_what_it_does_with_a_call_and_without(english, people):
    agent = english("agent")
    page = agent.get("/calls/new/").text
    assert "<h1>New request</h1>" in page
    assert 'value="desk"' in page
    begun = Call.answer(by=people.agent)
    begun.keep(by=people.agent, person=people.customer)
    page = agent.get(f"/calls/new/?call={begun.pk}").text
    assert "<h1>A call becomes a request</h1>" in page
    assert 'value="desk"' not in page


def test_an_order_with_ticks_is_not_registered_without_them(browser, people):
    answer = browser("agent").post("/calls/new/", CALL | {"kind": "development"})
    assert answer.status_code == 422
    assert "id_kind" in answer.text
    assert not Incident.objects.exists()
    assert (
        browser("agent").post("/calls/new/", CALL | {"kind": "development", "marks": []}).status_code == 303
    )


@pytest.mark.parametrize(
    ("topic", "words", "focus"),
    [
        ("", "", 'id="id_subject"'),
        ("Algos", "", 'id="id_text"'),
        ("Algos", "Sustojo", 'data-raises="critical"'),
    ],
)
def test_one_writes_on_where_nothing_is_written_yet(topic, words, focus, browser, people):
    begun = Call.answer(by=people.agent)
    begun.keep(by=people.agent, person=people.customer, topic=topic, words=words)
    text = browser("agent").get(f"/calls/new/?call={begun.pk}").text
    (drawn,) = re.findall(r"<(?:input|textarea)[^>]*\bautofocus\b[^>]*>", text)
    assert focus in drawn


def test_a_new_request_begins_with_whom_it_is_for(browser):
    (drawn,) = re.findall(
        r"<(?:input|textarea)[^>]*\bautofocus\b[^>]*>", browser("agent").get("/calls/new/").text
    )
    assert 'id="id_caller"' in drawn
