"""Give a request to an agent: only to somebody who can be one here now."""

import pytest

from helpdesk.timers import clock
from incidents.models import Person
from incidents.need import Unclear
from tenants.door import Entry
from tenants.models import Membership, Role
from tests.incidents.stages import bring


@pytest.fixture
def other(people, operator_agent):
    """An operator agent who has been here."""
    return Person.enter(Entry(operator_agent, people.tenant, "agent", as_operator=True))


def former(people):
    """Makes the agent of the cast a former one."""
    Membership.objects.get(tenant=people.tenant, user_id=people.agent.user_id).remove(by=None, at=clock.now())
    return people.agent


def test_the_entry_names_the_agent_and_nothing_starts_by_it(file, people, other):
    one = file("critical")
    one.assign(other, by=people.agent)
    assert one.agent == other
    assert one.hour_due_at
    assert one.events.in_order().last().data["agent"] == str(other.pk)


def test_whoever_gets_it_is_told_here_and_by_mail_and_whoever_takes_it_is_not(file, people, other, letters):
    one = file()
    one.assign(people.agent, by=people.agent)
    assert letters("assigned") == []
    one.assign(other, by=people.agent)
    assert letters("assigned") == [other.email]
    assert [notice.kind for notice in other.notices.all()] == ["assigned"]


def test_nobody_gives_it_to_a_former_agent(file, people, other):
    one, gone = file(), former(people)
    with pytest.raises(Unclear):
        one.assign(gone, by=other)
    one.refresh_from_db()
    assert one.agent is None


def test_nobody_gives_it_to_a_former_operator(file, people, other, operator_agent):
    type(operator_agent).objects.filter(pk=operator_agent.pk).update(operator_role="")
    with pytest.raises(Unclear):
        file().assign(other, by=people.agent)


def test_nobody_gives_it_to_an_agent_who_is_now_of_the_company(file, people, other):
    Membership.objects.filter(tenant=people.tenant, user_id=people.agent.user_id).update(role=Role.CUSTOMER)
    with pytest.raises(Unclear):
        file().assign(people.agent, by=other)


def test_nobody_gives_it_to_a_customer(file, people):
    with pytest.raises(Unclear):
        file().assign(people.colleague, by=people.agent)


def test_the_list_of_agents_has_only_those_who_can_be_agents_now(file, people, other):
    assert set(Person.objects.serving(people.tenant)) == {people.agent, other}
    former(people)
    assert list(Person.objects.serving(people.tenant)) == [other]


def test_a_request_of_a_former_agent_still_names_them(file, people, other):
    one = bring(file(), "in_progress", people)
    gone = former(people)
    one.refresh_from_db()
    assert one.agent == gone
