"""Whoever is no longer of a company reads no more of it, by mail either."""

import pytest

from incidents.letters import readers
from tenants.models import Membership

pytestmark = pytest.mark.django_db


def leave(user, tenant):
    Membership.objects.filter(user=user, tenant=tenant).delete()


def test_a_requester_who_left_gets_no_more_letters(acme, people, file, mail):
    incident = file()
    incident.start("Žiūriu", by=people.agent)
    mail()
    leave(acme.customer, acme.tenant)
    incident.reply("Jūsų slaptas atlyginimų sąrašas", by=people.agent)
    assert not [one for one in mail(acme.customer.email) if "atlyginimų" in one.body]


def test_neither_does_somebody_who_left_after_the_letter_was_written(acme, people, file, mail):
    incident = file()
    incident.start("Žiūriu", by=people.agent)
    mail()
    incident.reply("Jūsų slaptas atlyginimų sąrašas", by=people.agent)
    leave(acme.customer, acme.tenant)
    assert not [one for one in mail(acme.customer.email) if "atlyginimų" in one.body]


def test_somebody_who_may_not_sign_in_any_more_gets_none(acme, people, file, mail):
    incident = file()
    type(acme.customer).objects.filter(pk=acme.customer.pk).update(is_active=False)
    incident.start("Žiūriu", by=people.agent)
    assert not mail(acme.customer.email)


def test_who_is_still_here_gets_theirs(acme, people, file, mail):
    incident = file()
    incident.start("Žiūriu", by=people.agent)
    assert mail(acme.customer.email)


def test_what_an_agent_had_who_is_none_any_more_is_told_to_all_agents(acme, people, file, operator_agent):
    incident = file()
    incident.start("Žiūriu", by=people.agent)
    assert [one.email for one in readers.responsible(incident, people.tenant)] == [acme.agent.email]
    leave(acme.agent, acme.tenant)
    told = [one.email for one in readers.responsible(incident, people.tenant)]
    assert acme.agent.email not in told
    assert operator_agent.email in told
