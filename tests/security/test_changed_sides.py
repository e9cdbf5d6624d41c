"""Whoever changes sides takes nothing along: what was said stays on the side for which it was said."""

import pytest
from django.core.exceptions import PermissionDenied

from incidents.models import Person, SavedView
from tenants.door import Entry
from tenants.models import Membership

pytestmark = pytest.mark.django_db


def come_as(role, desk, part):
    """Somebody of the cast, come in once more with another role."""
    return Person.enter(Entry(desk.people[part], desk.tenant, role))


@pytest.fixture
def words(file, people):
    """A request with the words of each side: the entries by who said them."""
    incident = file()
    incident.reply("Perkraukite", by=people.agent)
    incident.customer_reply("Nepadėjo", by=people.colleague)
    return incident, {entry.by: entry.comment for entry in incident.events.exclude(kind="reported")}


@pytest.fixture
def complained(complain, people, others):
    """A complaint with the words of each side."""
    one = complain()
    one.own(people.agent, by=others.second)
    one.answer("Atsiprašome", by=people.agent)
    return one, {entry.by: entry.words for entry in one.events.filter(words__isnull=False)}


@pytest.mark.parametrize("role", ["customer", "manager", "first_line"])
def test_the_vendors_words_are_not_the_companys_once_their_writer_is(role, acme, people, words):
    incident, said = words
    writer = come_as(role, acme, "agent")
    for person in (people.manager, writer):
        with pytest.raises(PermissionDenied):
            incident.redact("Noriu", comment=said[people.agent], by=person)
    said[people.agent].refresh_from_db()
    assert said[people.agent].text == "Perkraukite"


def test_nobody_of_the_company_is_offered_to_take_them_out(acme, people, words, browser):
    incident, _said = words
    come_as("customer", acme, "agent")
    entry = incident.events.get(kind="replied")
    where = f"/incidents/{incident.reference}/redacting/{entry.pk}/"
    manager = browser("manager")
    assert where not in manager.get(f"/incidents/{incident.reference}/").text
    assert manager.get(where).status_code == 403


def test_the_manager_takes_the_companys_words_out_once_their_writer_serves_the_vendor(acme, people, words):
    incident, said = words
    come_as("agent", acme, "colleague")
    incident.redact("Buvo slaptažodis", comment=said[people.colleague], by=people.manager)
    said[people.colleague].refresh_from_db()
    assert not said[people.colleague].text


def test_whoever_wrote_it_for_the_company_takes_it_out_as_long_as_they_are_there(people, words):
    incident, said = words
    incident.redact("Netyčia", comment=said[people.colleague], by=people.colleague)
    said[people.colleague].refresh_from_db()
    assert not said[people.colleague].text


def test_an_answer_to_a_complaint_stays_the_vendors_too(acme, people, complained, browser):
    one, said = complained
    writer = come_as("manager", acme, "agent")
    for person in (people.manager, writer):
        with pytest.raises(PermissionDenied):
            one.redact("Noriu", words=said[people.agent], by=person)
    where = f"/complaints/{one.reference}/redacting/{one.events.get(kind='answered').pk}/"
    manager = browser("manager")
    assert where not in manager.get(f"/complaints/{one.reference}/").text
    assert manager.get(where).status_code == 403


def test_and_a_complaint_the_companys(acme, people, complained):
    one, said = complained
    come_as("agent", acme, "customer")
    one.redact("Buvo vardas", words=said[people.customer], by=people.manager)
    said[people.customer].refresh_from_db()
    assert not said[people.customer].text


@pytest.mark.parametrize("role", ["customer", "manager", "first_line"])
def test_a_view_that_was_shared_with_agents_stays_with_them(
    role, acme, people, inside, operator_agent, browser
):
    browser("agent").post("/queue/views/", {"name": "Prasti klientai", "shared": "on", "back": "/queue/"})
    come_as(role, acme, "agent")
    Membership.objects.filter(tenant=acme.tenant, user=acme.agent).update(role=role)
    assert "Prasti klientai" not in browser("first_line").get("/queue/").text
    assert "Prasti klientai" in inside(acme, operator_agent).get("/queue/").content.decode()
    own = browser("agent").get("/queue/")
    assert ("Prasti klientai" in own.text) == (role == "first_line")  # whoever has a queue keeps their own


def test_one_that_is_removed_and_brought_back_stays_there_too(acme, people, inside, operator_agent, browser):
    agent = browser("agent")
    agent.post("/queue/views/", {"name": "Prasti klientai", "shared": "on", "back": "/queue/"})
    one = SavedView.objects.get()
    agent.post(f"/queue/views/{one.pk}/remove/")
    come_as("first_line", acme, "agent")
    Membership.objects.filter(tenant=acme.tenant, user=acme.agent).update(role="first_line")
    assert browser("agent").post(f"/queue/views/{one.pk}/restore/").status_code == 303
    assert "Prasti klientai" not in browser("first_line").get("/queue/").text
    assert "Prasti klientai" in inside(acme, operator_agent).get("/queue/").content.decode()
