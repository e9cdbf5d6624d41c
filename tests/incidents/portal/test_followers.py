"""A colleague is asked in by name; what that opens, and to whom."""

import pytest

from incidents.models import Event, Person
from tests.statements import at_most

pytestmark = pytest.mark.django_db
PARTS = ["customer", "colleague", "manager", "first_line", "agent"]


def where(incident, verb):
    """The address of the act."""
    return f"{incident.get_absolute_url()}{verb}/"


@pytest.mark.parametrize("part", PARTS)
def test_everybody_who_sees_it_asks_a_colleague_to_follow(part, english, file, people):
    incident = file()
    answer = english(part).post(where(incident, "watch"), {"person": str(people.manager.pk)})
    assert (answer.status_code, answer["Location"]) == (303, incident.get_absolute_url())
    entry = incident.events.get(kind=Event.Kind.WATCHED)
    assert (entry.by, entry.data["person"]) == (getattr(people, part), str(people.manager.pk))


def test_it_stands_on_the_timeline_for_everybody(english, file, people):
    incident = file()
    english("customer").post(where(incident, "watch"), {"person": str(people.colleague.pk)})
    for part in PARTS:
        text = english(part).get(incident.get_absolute_url()).text
        assert f"<b>{people.customer.name}</b> asked <b>{people.colleague.name}</b> to follow it" in text
    english("customer").post(where(incident, "unwatch"), {"person": str(people.colleague.pk)})
    assert "off those who follow it" in english("agent").get(incident.get_absolute_url()).text
    assert "off those who follow it" in english("manager").get(incident.get_absolute_url()).text


def test_an_agent_is_not_asked_for_a_colleague_of_theirs(english, file):
    incident = file()
    text = english("agent").get(where(incident, "followers")).text
    assert "Ask somebody of the company to follow it" in text
    assert "Who of the company" in text
    assert "Choose who is to follow it." in english("agent").post(where(incident, "watch"), {}).text
    assert "Ask a colleague to follow it" in english("manager").get(where(incident, "followers")).text
    assert "Choose a colleague." in english("manager").post(where(incident, "watch"), {}).text


def test_only_the_companys_people_who_can_sign_in_are_offered(english, file, people):
    Person.objects.create(name="Skambino Kartą", phone="+370 600 00000")
    for part in ("customer", "agent"):
        text = english(part).get(where(file(), "followers")).text
        form = text[text.index('name="person"') :]
        assert people.colleague.name in form
        for nobody in (people.agent.name, "Skambino Kartą", people.customer.name):
            assert nobody not in form


@pytest.mark.parametrize("who", ["agent", "customer"])
def test_who_is_not_offered_is_refused_with_a_sentence(who, english, file, people):
    incident = file()
    answer = english("manager").post(where(incident, "watch"), {"person": str(getattr(people, who).pk)})
    assert answer.status_code == 422
    assert "Choose a colleague of the company" in answer.text
    assert not incident.watchers.exists()


def test_somebody_of_another_company_is_not_there(english, file, people, globex):
    answer = english("customer").post(where(file(), "watch"), {"person": str(globex.people["manager"].pk)})
    assert answer.status_code == 422


def test_to_stop_following_is_a_click_and_leads_home_where_it_is_seen_no_more(english, file, people, acme):
    incident = file()
    incident.watch(people.colleague, by=people.customer)
    answer = english("colleague").post(where(incident, "unwatch"), {"person": str(people.colleague.pk)})
    assert answer["Location"] == incident.get_absolute_url()
    incident.watch(people.colleague, by=people.customer)
    type(acme.tenant).objects.filter(pk=acme.tenant.pk).update(company_sees_all=False)
    answer = english("colleague").post(where(incident, "unwatch"), {"person": str(people.colleague.pk)})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert english("colleague").get(incident.get_absolute_url()).status_code == 404


def test_a_colleague_takes_off_only_themselves(english, file, people):
    incident = file()
    incident.watch(people.manager, by=people.customer)
    incident.watch(people.colleague, by=people.customer)
    text = english("colleague").get(incident.get_absolute_url()).text
    assert f"Stop following: {people.colleague.name}" in text
    assert f": {people.manager.name}" not in text
    answer = english("colleague").post(where(incident, "unwatch"), {"person": str(people.manager.pk)})
    assert answer.status_code == 403


@pytest.mark.parametrize("verb", ["watch", "unwatch"])
def test_it_cannot_be_asked_for_by_a_link_and_not_by_another_company(verb, english, file, globex, inside):
    incident = file()
    assert english("customer").get(where(incident, verb)).status_code == 405
    stranger = inside(globex, globex.manager)
    assert stranger.post(where(incident, verb), {"person": ""}).status_code == 404
    assert stranger.get(where(incident, "followers")).status_code == 404


def test_the_page_costs_the_same_for_many(english, file, people):
    incident = file()
    client = english("customer")
    with at_most(11):
        client.get(where(incident, "followers"))
