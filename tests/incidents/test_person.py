"""Somebody as this help desk knows them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Person
from tenants.door import Entry
from tests.factories import person


def test_whoever_comes_in_gets_one_person_and_keeps_it(in_acme):
    first, again = person(in_acme, "customer"), person(in_acme, "customer")
    assert first == again
    assert (first.name, first.side, first.part) == ("Petras Pirkėjas", "customer", "customer")


def test_a_changed_name_follows(in_acme):
    person(in_acme, "customer")
    in_acme.customer.name = "Petras Naujasis"
    assert person(in_acme, "customer").name == "Petras Naujasis"
    assert Person.objects.get(user_id=in_acme.customer.pk).name == "Petras Naujasis"


def test_coming_in_again_is_one_statement(in_acme):
    person(in_acme, "manager")
    with CaptureQueriesContext(connection) as asked:
        person(in_acme, "manager")
    assert len([one for one in asked if "SET search_path" not in one["sql"]]) == 1


@pytest.mark.parametrize(
    ("role", "speaks", "side"),
    [("customer", "customer", "customer"), ("manager", "customer", "customer"),
     ("first_line", "first_line", "customer"), ("agent", "agent", "agent")],
)  # fmt: skip
def test_the_role_says_for_which_side_they_speak(role, speaks, side, in_acme):
    came = Person.enter(Entry(in_acme.customer, in_acme.tenant, role))
    assert (came.speaks_as, came.side) == (speaks, side)


def test_an_operator_agent_needs_no_membership(in_acme, operator_agent):
    came = Person.enter(Entry(operator_agent, in_acme.tenant, "agent", as_operator=True))
    assert came.is_agent
    assert came.sees_all
