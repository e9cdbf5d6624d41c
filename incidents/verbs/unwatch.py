"""A colleague no longer follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import NotNow
from incidents import policies
from incidents.act import act
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def unwatch(self: Incident, person: Person, *, by: Person) -> None:
    """Ends somebody's following: they get no more letters, and see only what the help desk lets them see."""
    with act(self, "unwatch", by=by) as doing:
        if not policies.may_unwatch_of(by, self, person):
            raise PermissionDenied
        gone, _by_table = self.watchers.filter(person=person).delete()
        if not gone:
            raise NotNow(_("This person does not follow the request."))
        doing.enter(Event.Kind.UNWATCHED, person=str(person.pk))
