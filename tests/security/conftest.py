"""Attackers use the same browsers as everybody."""

from tests.incidents.complaints.conftest import complain, others
from tests.incidents.conftest import browser, english, file, hand, letters, mail, people, ring

__all__ = ["browser", "complain", "english", "file", "hand", "letters", "mail", "others", "people", "ring"]
