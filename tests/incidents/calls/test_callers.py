"""Who calls: found by number or name among the people of this help desk, and of no other."""

import pytest
from django.db import connection

from incidents import callers
from incidents.models import Call, Person
from tenants.door import in_tenant
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def janina(people):
    """Somebody who has called before."""
    return Person.objects.create(name="Janina Želvytė-Šerkšnienė", phone="+370 612 34567")


@pytest.mark.parametrize(
    "number",
    ["+370 612 34567", "8 612 34567", "861234567", "0 612 34567", "00370 61234567", "34567", "612 3"],
)
def test_a_number_is_found_however_it_is_written(number, janina):
    assert callers.find("", number) == [janina]
    assert callers.find(number, "") == [janina]


@pytest.mark.parametrize("written", ["8 612 34567", "(8-612) 34567", "37061234567", "612 34 567"])
def test_however_the_number_is_kept(written, people):
    one = Person.objects.create(name="Petras", phone=written)
    assert callers.find("", "+370 612 34567") == [one]
    assert callers.certain([one], "", "+370 612 34567") == one


@pytest.mark.parametrize("name", ["zelvyte", "ŽELVYTĖ", "serksniene janina", "Jan", "želv"])
def test_a_name_is_found_with_its_marks_or_without(name, janina):
    assert callers.find(name, "") == [janina]


@pytest.mark.parametrize(("name", "phone"), [("", ""), ("Ona Niekas", ""), ("", "12"), ("8", ""), ("%", "")])
def test_what_says_nothing_finds_nobody(name, phone, janina):
    assert callers.find(name, phone) == []


def test_agents_are_no_callers(people):
    assert callers.find(people.agent.name, "") == []


def test_the_people_of_another_help_desk_are_not_found(people, janina, globex):
    schema = connection.schema_name
    with in_tenant(globex.tenant):
        assert callers.find("Janina", "+370 612 34567") == []
    assert connection.schema_name == schema


def test_typing_shows_who_it_may_be_and_what_of_theirs_is_open(browser, janina, file):
    one, agent = file(by=janina), browser("agent")
    agent.post("/calls/answer/")
    call = Call.objects.get()
    htmx = {"HX-Request": "true", "HX-Target": "callers"}
    found = agent.post(f"/calls/{call.pk}/keep/", {"caller": "zelv"}, **htmx)
    assert found.status_code == 200
    assert janina.name in found.text
    assert "<html" not in found.text
    assert one.reference not in found.text  # it may be somebody else
    chosen = agent.post(f"/calls/{call.pk}/keep/", {"caller": "zelv", "person": str(janina.pk)}, **htmx)
    assert one.reference in chosen.text
    certain = agent.post(f"/calls/{call.pk}/keep/", {"caller": "8 612 34567"}, **htmx)
    assert one.reference in certain.text


def test_without_javascript_the_search_button_shows_the_same(browser, janina, file):
    one, agent = file(by=janina), browser("agent")
    agent.post("/calls/answer/")
    call = Call.objects.get()
    agent.post(f"/calls/{call.pk}/keep/", {"caller": "612 34567", "topic": "Kainos"})
    text = agent.get(f"/calls/{call.pk}/").text
    assert janina.name in text
    assert one.reference in text
    assert "Kainos" in text


def test_looking_costs_the_same_however_many_people_there_are(browser, janina):
    agent = browser("agent")
    agent.post("/calls/answer/")
    call = Call.objects.get()
    Person.objects.bulk_create(Person(name=f"Petras {n}", phone=f"+370 600 {n:05}") for n in range(300))
    with at_most(10):
        agent.get(f"/calls/{call.pk}/")
