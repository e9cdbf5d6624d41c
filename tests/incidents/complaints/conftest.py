"""The stage of complaints: Acme's people, a second agent and an operator admin."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from incidents.models import Complaint, Person
from tenants.door import Entry


@pytest.fixture
def others(people: SimpleNamespace, operator_agent: Any, operator_admin: Any) -> SimpleNamespace:
    """A second agent and an operator admin, who have been here."""
    came = {
        name: Person.enter(Entry(user, people.tenant, "agent", as_operator=True))
        for name, user in (("second", operator_agent), ("admin", operator_admin))
    }
    return SimpleNamespace(**came)


@pytest.fixture
def complain(people: SimpleNamespace, others: SimpleNamespace) -> Callable[..., Complaint]:
    """Complains, as the customer unless it is said otherwise."""

    def make(text: str = "Konsultantas neatsiliepė tris dienas", **said: Any) -> Complaint:
        return Complaint.complain(text, **{"by": people.customer, **said})

    return make


@pytest.fixture
def brought(
    complain: Callable[..., Complaint], people: SimpleNamespace, others: SimpleNamespace
) -> Callable[[str], Complaint]:
    """A complaint in each of its statuses, by the acts that lead there."""

    def bring(status: str) -> Complaint:
        one = complain()
        if status == "withdrawn":
            one.withdraw(by=people.customer)
        if status in ("answered", "disputed", "closed"):
            one.own(others.second, by=others.second)
            one.answer("Atsiprašome, paskyrėme kitą", by=others.second)
        if status == "disputed":
            one.dispute("Vis tiek niekas neskambina", by=people.customer)
        if status == "closed":
            one.agree(by=people.customer)
        assert one.status == status
        return one

    return bring
