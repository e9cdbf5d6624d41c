"""The page of the service policy: words that a customer understands, worked out by the real maths."""

import pytest

from helpdesk.timers import clock
from incidents.models import CalendarException, Holiday, ServicePolicy
from incidents.models.calendar import snapshot
from tests.incidents.policy.sending import narrowed
from tests.reading import words
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["customer", "manager", "first_line", "agent"])
def test_everybody_inside_reads_it(part, browser):
    answer = browser(part).get("/policy/")
    assert answer.status_code == 200
    assert 'href="/policy/"' in answer.text  # it stands in the navigation


def test_only_the_hour_is_called_a_promise(english):
    page = words(english("manager").get("/policy/"))
    assert page.count("We promise that work starts within 1 hour, around the clock.") == 1
    assert page.count("We promise") == 1
    assert "We aim to answer within 4 business hours." in page
    assert "We aim to solve it within 3 business days." in page
    assert "We aim to solve it within 8 hours, around the clock." in page
    assert "We aim to write again within 1 business day, even if nothing is new." in page


def test_the_example_is_worked_out_by_the_calendar(english):
    page = words(english("manager").get("/policy/"))
    assert "Reported Friday 5 March, 16:30:" in page
    assert "we promise that work starts by Friday 5 March, 17:30" in page
    assert "we aim to answer by Monday 8 March, 11:30" in page
    assert "we aim to solve it by Wednesday 10 March, 16:30" in page


def test_the_example_knows_the_holidays(english, hand):
    Holiday.objects.create(day="2027-03-08", name_lt="Įmonės diena", name_en="Company day")
    ServicePolicy.revise(at=clock.now(), calendar=snapshot("Europe/Vilnius"))
    assert "we aim to answer by Tuesday 9 March, 11:30" in words(english("manager").get("/policy/"))


def test_hours_holidays_and_exceptions_stand_there_in_words(english, people):
    CalendarException.objects.create(
        day="2027-12-23", hours="08:00-12:00", reason="Inventory", at=clock.now()
    )
    page = words(english("customer").get("/policy/"))
    assert "<dt>Monday</dt><dd>08:00–17:00</dd>" in page
    assert '<dt>Sunday</dt><dd><span class="muted">closed</span></dd>' in page
    assert "Inventory" in page
    assert "2027" in page
    assert "By Vilnius time." in page


def test_a_narrowed_hour_is_said_with_its_reason_here_and_before_filing(admin, english):
    assert admin.post("/policy/revise/", narrowed(reason="Agreed with the director")).status_code == 303
    page = words(english("customer").get("/policy/"))
    assert "We promise that work starts within 1 hour, in business hours." in page
    assert "since 1 March 2027. The reason: Agreed with the director" in page
    filing = words(english("customer").get("/report/"))
    assert "In this help desk the promised hour runs in business hours." in filing


def test_a_manager_asks_for_a_change_by_a_request_that_is_begun_for_them(english):
    manager = english("manager")
    assert "?kind=service_request&amp;subject=A%20change%20of%20the%20service%20policy" in words(
        manager.get("/policy/")
    )
    page = manager.get("/report/?kind=service_request&subject=A change of the service policy").text
    assert 'value="A change of the service policy"' in page
    assert "Ask for a change" not in words(english("customer").get("/policy/"))


def test_nothing_strange_is_begun_by_a_link(english):
    page = english("manager").get("/report/?kind=nonsense").text
    assert 'value="nonsense"' not in page


def test_only_an_operator_admin_is_offered_the_change(admin, operator, browser):
    assert "/policy/revise/" in admin.get("/policy/").text
    for one in (operator, browser("agent"), browser("manager")):
        assert "/policy/revise/" not in one.get("/policy/").text


def test_the_page_asks_the_database_little(browser):
    manager = browser("manager")
    manager.get("/policy/")
    with at_most(11):
        manager.get("/policy/")
