"""Whom to call, and how the system is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def give_contacts(
    self: Incident, *, contact: str, second_contact: str = "", access: str = "", by: Person
) -> None:
    """Says whom to call about a Critical, whom else, and how the system can be reached."""
    with act(self, "give_contacts", by=by) as doing:
        doing.set(contact=contact.strip(), second_contact=second_contact.strip(), access=access.strip())
        doing.enter(Event.Kind.CONTACTS_GIVEN)
