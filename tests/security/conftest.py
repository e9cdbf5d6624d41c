"""Attackers use the same browsers as everybody."""

from tests.incidents.conftest import browser, file, hand, mail, people, ring

__all__ = ["browser", "file", "hand", "mail", "people", "ring"]
