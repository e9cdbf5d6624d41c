"""What Acme's people were told in the window, and their browsers."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from incidents.models import Notice
from tests import factories
from tests.incidents.views.conftest import browser

__all__ = ["browser"]


@pytest.fixture
def told(people: SimpleNamespace) -> Callable[..., list[str]]:
    """The kinds of what somebody was told, in the order it came."""

    def kinds(person: Any) -> list[str]:
        return [one.kind for one in Notice.objects.filter(person=person).order_by("at", "id")]

    return kinds


@pytest.fixture
def unread(in_acme: Any, people: SimpleNamespace) -> Callable[[str], int]:
    """How many notices somebody has not looked at, as their next coming in says."""

    def count(part: str) -> int:
        return factories.person(in_acme, part).unread

    return count
