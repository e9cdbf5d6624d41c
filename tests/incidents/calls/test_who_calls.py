"""Who calls is asked until it is clear: those found can be chosen there; a hidden number is no obstacle."""

import pytest

from incidents.models import Call, Incident, Person
from tests.incidents.calls.sent import where

pytestmark = pytest.mark.django_db

TYPED = {"caller": "petr jonait", "topic": "Kainos"}


@pytest.fixture
def petras(people):
    """Somebody who has called before."""
    return Person.objects.create(name="Petras Jonaitis", phone="+370 612 34567")


@pytest.fixture
def left(agent, call, petras):
    """A call that was left when somebody was found and nobody chosen."""
    agent.post(where(call, "keep"), TYPED, **{"HX-Request": "true", "HX-Target": "callers"})
    agent.post(where(call, "hang_up"))
    return call


@pytest.mark.parametrize("verb", ["consult", "become", "belong"])
def test_who_was_found_and_somebody_new_can_be_chosen_where_it_is_asked(verb, agent, left, petras):
    answer = agent.post(where(left, verb), TYPED)
    assert answer.status_code == 422
    assert "Choose who calls below" in answer.text
    assert f'name="person" id="person-{petras.pk.hex}"' in answer.text
    assert 'name="person" id="person-new" value="new">' in answer.text
    assert "Nobody of this name or number is known here" not in answer.text
    assert 'value="petr jonait"' in answer.text


def test_whoever_is_chosen_there_called(agent, left, petras):
    assert agent.post(where(left, "consult"), TYPED | {"person": str(petras.pk)}).status_code == 303
    assert Call.objects.get().person == petras


def test_somebody_new_stays_chosen_while_their_number_is_asked_for(agent, left):
    answer = agent.post(where(left, "consult"), TYPED | {"person": "new"})
    assert answer.status_code == 422
    assert 'value="new" checked>' in answer.text
    assert "or tick that it is not known" in answer.text


@pytest.mark.parametrize("verb", ["consult", "become"])
def test_somebody_whose_number_is_hidden_can_be_written_down(verb, agent, left, petras):
    answer = agent.post(where(left, verb), TYPED | {"person": "new", "unknown": "on"})
    assert answer.status_code == 303
    caller = Call.objects.get().person
    assert (caller.name, caller.phone) == ("petr jonait", "")
    assert not Incident.objects.exists()


def test_the_number_of_a_request_is_optional_where_requests_are_listed_alone(agent, call, petras, file):
    def number(text):
        field = text[: text.index('id="id_number"')]
        return field[field.rindex("<label") :]

    assert "optional" not in number(agent.get(where(call)).text)
    assert "Number of the request" in number(agent.get(where(call)).text)
    assert "Number of the request" in number(agent.post(where(call, "consult"), TYPED).text)
    file(by=petras)
    agent.post(where(call, "keep"), {"caller": petras.name, "person": str(petras.pk)})
    text = number(agent.get(where(call)).text)
    assert "Another request" in text
    assert "optional" in text


def test_a_name_is_asked_for_all_the_same(agent, call):
    answer = agent.post(where(call, "consult"), {"topic": "Kainos", "unknown": "on"})
    assert answer.status_code == 422
    assert "Say who called." in answer.text
