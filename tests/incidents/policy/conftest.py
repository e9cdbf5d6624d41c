"""The browsers of the operators who come in."""

import pytest

from incidents.models import Person
from tests.incidents.browsing import Browser


@pytest.fixture
def admin(people, acme, inside, operator_admin):
    """The browser of an operator admin who came in."""
    return Browser(inside(acme, operator_admin), acme.tenant.schema_name)


@pytest.fixture
def operator(people, acme, inside, operator_agent):
    """The browser of an operator agent who came in."""
    return Browser(inside(acme, operator_agent), acme.tenant.schema_name)


@pytest.fixture
def editor(people):
    """The operator admin as the help desk knows them."""
    return Person.objects.create(name="Rūta Administratorė", side=Person.Side.AGENT)
