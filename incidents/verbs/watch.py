"""A colleague follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents.act import act
from incidents.models.event import Event
from incidents.models.watcher import Watcher
from incidents.need import refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def watch(self: Incident, person: Person, *, by: Person) -> None:
    """Lets a colleague follow the request: they see it, write in it and get its letters."""
    with act(self, "watch", by=by) as doing:
        if person.side != person.Side.CUSTOMER or person.pk == self.requester_id:
            refuse(_("Choose a colleague of the company; who reported it reads everything anyway."), "person")
        _row, added = Watcher.objects.get_or_create(incident=self, person=person)
        if added:
            doing.enter(Event.Kind.WATCHED, person=str(person.pk))
