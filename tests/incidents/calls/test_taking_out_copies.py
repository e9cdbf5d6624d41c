"""A number that is taken out goes from every copy that is ours; what has gone out is said to be so."""

import pytest
from django.db import connection

from helpdesk import outbox
from helpdesk.outbox.models import DemoLetter, Letter
from incidents import callers, taking_out
from incidents.models import Call, Person
from incidents.models.search import SearchDocument
from incidents.search.asking import Question, find
from tests.factories import IncidentFactory
from tests.incidents.calls.conftest import PHONE
from tests.incidents.calls.taking import BOTH, sent, where

pytestmark = pytest.mark.django_db


def test_a_call_that_is_being_made_of_it_forgets_it_too(alone, people, english):
    agent = english("agent")
    agent.post("/calls/answer/", {"wanted": str(alone.pk)})
    taking_out.redact(alone, "Svetimas numeris", parts=BOTH, by=people.agent)
    begun = Call.objects.get()
    assert (begun.person, begun.phone, begun.topic) == (people.customer, "", "")
    assert PHONE not in agent.get(begun.get_absolute_url()).text


def test_a_call_that_was_none_after_all_forgets_it_too(alone, people, english):
    english("agent").post("/calls/answer/", {"wanted": str(alone.pk)})
    Call.objects.get().discard("Niekas neatsiliepė", by=people.agent)
    taking_out.redact(alone, "Svetimas numeris", parts=BOTH, by=people.agent)
    none = Call.objects.get()
    assert (none.status, none.phone, none.topic) == ("discarded", "", "")


def test_a_call_that_is_said_to_be_of_somebody_new_forgets_it_too(alone, people, english):
    english("agent").post("/calls/answer/", {"wanted": str(alone.pk)})
    begun = Call.objects.get()
    begun.keep(by=people.agent, person=None, caller="Petras")
    taking_out.redact(alone, "Svetimas numeris", parts=BOTH, by=people.agent)
    begun.refresh_from_db()
    assert (begun.phone, begun.topic) == ("", "")


def test_the_number_that_was_asked_for_is_called_and_not_that_of_the_profile(alone, people, english):
    Person.objects.filter(pk=people.customer.pk).update(phone="+370 600 00311")
    agent = english("agent")
    agent.post("/calls/answer/", {"wanted": str(alone.pk)})
    page = agent.get(Call.objects.get().get_absolute_url()).text
    assert f'value="{PHONE}"' in page
    assert 'value="+370 600 00311"' not in page


def test_the_mailbox_of_the_demo_throws_its_copies_away(about, alone, people, ring, settings):
    settings.DEMO_MAILBOX = True
    ring()
    outbox.deliver_all()
    connection.set_schema(people.tenant.schema_name)
    told = DemoLetter.objects.filter(text__contains=PHONE)
    assert told.count() >= 2
    others = DemoLetter.objects.count() - told.count()
    for wanted in (about, alone):
        taking_out.redact(wanted, "Svetimas numeris", parts=BOTH, by=people.agent)
    assert DemoLetter.objects.count() == others
    assert not DemoLetter.objects.filter(text__contains="vasaraslaptas").exists()


# --- beside the name of the person ----------------------------------------------------------------------


@pytest.fixture
def known_here(people):
    """Somebody without an account, of whom the desk itself wrote the number down, and who has a request."""
    one = Person.objects.create(name="Rimas Naujas", phone=PHONE.replace(" ", ""), side=Person.Side.CUSTOMER)
    request = IncidentFactory(by=people.agent, requester=one)
    return request.ask_call(phone=PHONE, by=people.agent)


def test_the_number_beside_a_name_that_the_desk_alone_knows_goes_when_it_is_chosen(
    known_here, people, english, ring
):
    another = IncidentFactory(by=people.agent, requester=known_here.person)
    assert find(people.agent, Question.of(PHONE)).ids
    agent = english("agent")
    assert "The number beside their name, too" in agent.get(where(known_here, "redacting")).text
    assert "Choose the number of the call, too." in agent.post(where(known_here), sent("beside")).text
    assert agent.post(where(known_here), sent("phone", "beside")).status_code == 303
    person = Person.objects.get(pk=known_here.person_id)
    assert person.phone == ""
    known_here.refresh_from_db()
    assert list(known_here.redactions[0]["parts"]) == ["phone", "beside"]
    assert callers.find("", PHONE) == []
    assert not find(people.agent, Question.of(PHONE)).ids
    # Somebody may have been saying something in another of theirs at that moment: it is gathered once more.
    document = SearchDocument.objects.filter(pk=another.pk)
    assert document.get().stale
    ring(seconds=1)
    assert not document.get().stale
    assert "took the number out" in agent.get(known_here.incident.get_absolute_url()).text


def test_it_stays_where_it_is_not_chosen(known_here, people):
    taking_out.redact(known_here, "Svetimas", parts=["phone"], by=people.agent)
    assert callers.find("", PHONE)


def test_the_profile_of_somebody_with_an_account_is_theirs(alone, people, english):
    Person.objects.filter(pk=people.customer.pk).update(phone=PHONE)
    agent = english("agent")
    page = agent.get(where(alone, "redacting")).text
    assert f"The same number stands in the profile of {people.customer.name}; only they can change it" in page
    assert "The number beside their name" not in page
    assert agent.post(where(alone), sent("phone", "beside")).status_code == 422
    taking_out.redact(alone, "Svetimas", parts=["phone", "beside"], by=people.agent)
    assert Person.objects.get(pk=people.customer.pk).phone == PHONE


def test_the_page_says_how_many_letters_cannot_be_called_back(alone, people, english, ring, mail):
    agent = english("agent")
    assert "cannot be called back" not in agent.get(where(alone, "redacting")).text
    ring()
    assert "cannot be called back" not in agent.get(where(alone, "redacting")).text
    mail()
    agents = Letter.objects.filter(letter="incidents.call_due").count()
    text = agent.get(where(alone, "redacting")).text
    assert f"{agents} letters that tell it have gone out already and cannot be called back." in text


def test_a_consultation_keeps_no_number_beside_its_person(alone, people, english):
    english("agent").post("/calls/answer/", {"wanted": str(alone.pk)})
    begun = Call.objects.get()
    begun.consult("Kainos", person=people.customer, by=people.agent)
    begun.refresh_from_db()
    assert (begun.phone, begun.caller) == ("", "")


# --- the pages ------------------------------------------------------------------------------------------
