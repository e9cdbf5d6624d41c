"""Calls: one that has just been answered, and two that somebody has asked for."""

import pytest

from incidents import calling_back
from incidents.models import Call

PHONE = "+370 611 22233"
SECRET = "Slaptažodis vasaraslaptas"


@pytest.fixture
def call(agent):
    """A call that has just been answered."""
    agent.post("/calls/answer/")
    return Call.objects.get()


@pytest.fixture
def about(given, people):
    """A call that was asked for about the request."""
    return given.ask_call(phone=PHONE, by=people.customer)


@pytest.fixture
def alone(people):
    """A call that was asked for about nothing that is here yet."""
    return calling_back.ask(phone=PHONE, words=SECRET, by=people.customer)
