"""How Acme's people are reminded of what they were told in the window."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests import factories


@pytest.fixture
def unread(in_acme: Any, people: SimpleNamespace) -> Callable[[str], int]:
    """How many notices somebody has not looked at, as their next coming in says."""

    def count(part: str) -> int:
        return factories.person(in_acme, part).unread

    return count
