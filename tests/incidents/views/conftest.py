"""The desk: one agent more than Acme's people have."""

from typing import Any

import pytest

from incidents.models import Person
from tenants.door import Entry
from tests.cast import make_user


@pytest.fixture
def colleague(in_acme: Any) -> Person:
    """A second agent."""
    user = make_user("jonas@vendor.example", "Jonas Mažeika", operator_role="agent")
    return Person.enter(Entry(user, in_acme.tenant, "agent"))
