"""A colleague follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidents.act import act
from incidents.models.event import Event
from incidents.models.watcher import Watcher

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def watch(self: Incident, person: Person, *, by: Person) -> None:
    """Lets a colleague follow the request: they see it, write in it and get its letters."""
    with act(self, "watch", by=by) as doing:
        _row, added = Watcher.objects.get_or_create(incident=self, person=person)
        if added:
            doing.enter(Event.Kind.WATCHED, person=str(person.pk))
