"""Attackers use the same browsers as everybody."""

from tests.incidents.conftest import file, hand, mail, people, ring
from tests.incidents.views.conftest import browser

__all__ = ["browser", "file", "hand", "mail", "people", "ring"]
