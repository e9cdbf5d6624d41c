"""Whom to call, and how the system is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import NotNow
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
        said = {"contact": contact, "second_contact": second_contact, "access": access}
        said = {name: words.strip() for name, words in said.items()}
        if all(getattr(self, name) == words for name, words in said.items()):
            raise NotNow(_("This is known already, word for word."))
        doing.set(**said)
        doing.enter(Event.Kind.CONTACTS_GIVEN)
