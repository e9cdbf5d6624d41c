"""The page of calls: all of them, however they were written down, and what they add up to."""

from datetime import datetime, timedelta

import pytest

from incidents.models import Call, Person
from onewindow.calls import figures
from onewindow.models import CallRow
from tests.incidents.calls.sent import where
from tests.statements import at_most

pytestmark = pytest.mark.django_db


def test_calls_of_a_request_and_reports_by_phone_stand_there_too(agent, file, people):
    one = file()
    one.log_call("Kalbėjome", answered=True, minutes=4, by=people.agent)
    one.log_call("", answered=False, by=people.agent)
    file(by=people.agent, requester=people.customer, channel="phone", subject="Skambino dėl algų")
    text = agent.get("/calls/").text
    assert text.count("data-row") == 3
    assert "Skambino dėl algų" in text
    assert agent.get("/calls/?show=unanswered").text.count("data-row") == 1
    assert agent.get("/calls/?show=mine").text.count("data-row") == 3


def test_what_a_customer_reports_on_the_page_is_no_call(file):
    file()
    assert not Call.objects.exists()


def test_a_month_is_chosen_by_the_address(agent, file, people, hand):
    file().log_call("Kovo", answered=True, minutes=4, by=people.agent)
    hand.forward(timedelta(days=40))
    file().log_call("Balandžio", answered=True, minutes=4, by=people.agent)
    assert agent.get("/calls/?month=2027-03").text.count("data-row") == 1
    assert 'value="2027-04"' in agent.get("/calls/").text
    for wrong in ("2027-13", "soon", "99999-01"):
        assert agent.get(f"/calls/?month={wrong}").text.count("data-row") == 2


def test_a_long_list_has_pages_and_costs_the_same(agent, file, people):
    one = file()
    for _call in range(30):
        one.log_call("Kalbėjome", answered=True, minutes=2, by=people.agent)
    with at_most(10):
        text = agent.get("/calls/").text
    assert text.count("data-row") == 25
    assert "1–25 of 30" in text
    assert agent.get("/calls/?page=2").text.count("data-row") == 5


def test_empty_says_what_would_be_here_and_a_filter_offers_to_clear(agent):
    assert "press c" in agent.get("/calls/").text
    assert "Show all calls" in agent.get("/calls/?show=consultation").text


def test_the_month_adds_up_and_the_console_need_not_walk(file, people):
    one = file()
    one.log_call("Kalbėjome", answered=True, minutes=4, by=people.agent)
    one.log_call("", answered=False, by=people.agent)
    call = Call.answer(by=people.agent)
    call.consult("Kainos", person=people.customer, minutes=6, by=people.agent)
    (month,) = figures(CallRow.objects.filter(tenant_id=people.tenant.pk))
    assert (month.answered, month.unanswered, month.consultations, month.minutes) == (2, 1, 1, 10)
    assert f"{month.month:%Y-%m}" == "2027-03"


@pytest.mark.parametrize(
    ("began", "month"),
    [
        ("2027-02-28T22:30:00Z", "2027-03"),  # half past midnight in Vilnius
        ("2027-02-28T21:30:00Z", "2027-02"),
    ],
)
def test_what_is_written_down_later_counts_where_the_list_shows_it(agent, began, month, file, people):
    file().log_call("Kalbėjome", answered=True, began_at=datetime.fromisoformat(began), by=people.agent)
    assert agent.get(f"/calls/?month={month}").text.count("data-row") == 1
    assert [f"{one.month:%Y-%m}" for one in figures(CallRow.objects.all())] == [month]


def test_a_call_that_is_finished_in_another_month_counts_where_it_began(agent, people, hand):
    call = Call.answer(by=people.agent)
    hand.forward(timedelta(days=40))
    call.consult("Kainos", person=people.customer, minutes=6, by=people.agent)
    assert agent.get("/calls/?month=2027-03").text.count("data-row") == 1
    assert [f"{one.month:%Y-%m}" for one in figures(CallRow.objects.all())] == ["2027-03"]


@pytest.mark.parametrize("part", ["manager", "agent"])
def test_promises_kept_counts_calls_and_minutes(part, english, file, people):
    call = Call.answer(by=people.agent)
    call.consult("Slapta tema", person=people.customer, minutes=6, by=people.agent)
    reader = english(part)
    text = reader.get("/kept/").text
    assert "Calls and minutes" in text
    assert "Slapta tema" not in text


def test_another_company_counts_its_own(browser, people, globex, inside):
    Call.answer(by=people.agent).consult("Kainos", person=people.customer, minutes=6, by=people.agent)
    text = inside(globex, globex.manager).get("/kept/").content.decode()
    assert "Calls and minutes" not in text


def test_a_call_in_vain_and_who_rang_is_nothing_a_customer_reads(browser, file, people):
    Person.objects.create(name="Kita Skambina", phone="+370 699 99999")
    file().log_call("Kalbėjome", answered=True, by=people.agent)
    for page in ("/", "/requests/", "/report/"):
        text = browser("customer").get(page).text
        assert "+370 699 99999" not in text
        assert 'href="/calls/"' not in text


def test_a_call_that_is_not_finished_stands_above_the_list_and_not_in_it_too(agent, people):
    begun = Call.answer(by=people.agent)
    begun.keep(by=people.agent, person=None, caller="Janina", topic="Dėl kainų")
    for path in ("/calls/", "/calls/?show=mine"):
        text = agent.get(path).text
        assert text.count("Dėl kainų") == 1
        assert "data-row" not in text
        assert "No call yet" not in text
    assert agent.get("/calls/?show=unfinished").text.count("data-row") == 1


def test_what_a_call_was_about_stays_with_it_and_on_its_request_until_it_is_taken_out(
    agent, call, file, people
):
    one = file()
    said = {"caller": people.customer.name, "person": str(people.customer.pk), "incident": one.reference}
    said |= {"topic": "Algų kodai", "words": "Padiktavau visus"}
    assert agent.post(where(call, "belong"), said).status_code == 303
    entry = one.events.get(kind="call_logged")
    timeline = agent.get(one.get_absolute_url()).text
    assert "Algų kodai" in timeline
    assert "Padiktavau visus" in timeline
    assert f"{one.reference} · Algų kodai" in agent.get("/calls/").text
    assert "Algų kodai" in agent.fetch("/calls/calls.csv")[1].decode()
    one.redact("Kodai", comment=entry.comment, by=people.agent)
    assert "Algų kodai" not in agent.get("/calls/").text
    assert "Algų kodai" not in agent.get(one.get_absolute_url()).text
