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
    self: Incident,
    *,
    contact: str | None = None,
    second_contact: str | None = None,
    access: str | None = None,
    by: Person,
) -> None:
    """Says whom to call about a Critical, whom else, and the way to the system; what is not said stays."""
    with act(self, "give_contacts", by=by) as doing:
        said = {"contact": contact, "second_contact": second_contact, "access": access}
        new = {name: words.strip() for name, words in said.items() if words is not None}
        # What filing has filled in is confirmed by saying it once more; after that it is known.
        given = any(event.kind == Event.Kind.CONTACTS_GIVEN for event in doing.past)
        if given and all(getattr(self, name) == words for name, words in new.items()):
            raise NotNow(_("This is known already, word for word."))
        doing.set(**new)
        doing.enter(Event.Kind.CONTACTS_GIVEN)
