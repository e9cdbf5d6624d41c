"""A request goes on in another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents import attaching, checklists, parts
from incidents.act import Act, act
from incidents.links import both
from incidents.models.attachment import Attachment
from incidents.models.comment import Comment
from incidents.models.draft import Draft
from incidents.models.event import Event
from incidents.models.lifecycle import UNFINISHED
from incidents.models.people import Person
from incidents.models.watcher import Watcher
from incidents.need import need, refuse

if TYPE_CHECKING:
    from incidents.models.incident import Incident


def merge(self: Incident, into: Incident, reason: str, *, by: Person) -> None:
    """Lets a request go on in another one of the company; its history stays where it was.

    Its people follow the other one, as far as they may read that already: nobody reads more by it. An hour
    that nobody has met counts as not met.
    """
    with both(self, into):
        if into.pk == self.pk:
            refuse(_("A request cannot be merged into itself."), "into")
        with act(self, "merge", by=by) as doing:
            into.refresh_from_db()
            if into.status not in UNFINISHED:
                refuse(_("That request is over: choose one that is still worked on."), "into")
            if not self.requester.may_see(into, doing.tenant):
                refuse(_("Whoever reported this may not read that request: link the two instead."), "into")
            why = doing.write(Comment.Kind.REASON, need(reason, "reason"))
            doing.set(cancelled_at=doing.now, waiting_until=None, duplicate_of=into)
            doing.enter(Event.Kind.MERGED, why, other=str(into.pk), agreed=False)
            parts.look_at_the_whole(doing)
        with act(into, "link", by=by) as taking:
            for person in _people(self):
                if person.pk != into.requester_id and person.may_see(into, taking.tenant):
                    Watcher.objects.get_or_create(incident=into, person=person)
            taking.enter(Event.Kind.TOOK_IN, other=str(self.pk))
            checklists.carry(taking, self.events.in_order().select_related("comment"))
            _carry_drafts(self, taking)


def _carry_drafts(self: Incident, taking: Act) -> None:
    """What the desk has begun to write goes on where the request does, for those who may read that."""
    into = taking.incident
    words = Draft.objects.of_the_desk(self).values("person")
    files = Attachment.objects.unsent().filter(incident=self, pane__in=Draft.OF_THE_DESK).values("by")
    for writer in Person.objects.filter(Q(pk__in=words) | Q(pk__in=files)):
        if writer.may_see(into, taking.tenant):
            Draft.carry(self, into, writer)
            attaching.carry(self, into, by=writer, panes=Draft.OF_THE_DESK)


def _people(incident: Incident) -> list[Person]:
    watching = incident.watchers.select_related("person").order_by("id")
    return [incident.requester, *(watcher.person for watcher in watching)]
