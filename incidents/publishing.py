"""Held words go out: when their seconds are over, or before whatever their writer says next."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min

from helpdesk.lib.lifecycle import NotNow
from incidents import attaching, reading
from incidents.desk import desk
from incidents.models.draft import Draft
from incidents.models.held import HeldReply
from incidents.models.lifecycle import Status
from incidents.need import Unclear
from incidents.pen import Pen
from tenants import door

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person

TIMER = "incidents.publish"


def own_first(incident: Incident, by: Person, read: reading.Reading) -> bool:
    """Lets what somebody has sent here and could still undo go out, for they say something after it.

    In the transaction and under the lock of what they say now; whether there was any. What cannot go out any
    more stays held, and returns to them with the reason when its seconds are over. What was said to many at
    once waits too: whoever now says something here alone knows better.
    """
    if all(who != by.pk for who, _at in read.held):
        return False
    mine = HeldReply.objects.filter(incident=incident, by=by, bulk__isnull=True)
    waiting = list(mine.order_by("publish_at", "id"))
    if not waiting:
        return False
    reading.ready(incident, read)
    for held in waiting:
        held.incident = incident
        with suppress(NotNow, Unclear, PermissionDenied), transaction.atomic():
            files = attaching.held(held.pk)
            HeldReply.objects.filter(pk=held.pk).drop()
            reading.ready(incident)
            say(held, by, files)
    incident.__dict__.pop("reading", None)
    changed(Pen(incident), read.now, first_of(incident))
    return True


def changed(pen: Pen, now: datetime, first: datetime | None) -> None:
    """Open pages look anew, and the one timer stands at the first reply that is held; one statement."""
    pen.touch(now)
    if first:
        pen.arm(TIMER, first, desk(), at=now)
    else:
        pen.call_off(TIMER, at=now, why="undone")
    pen.finish("alarm")


def first_of(incident: Incident) -> datetime | None:
    """When the first of the replies that are held goes out."""
    first: datetime | None = HeldReply.objects.filter(incident=incident).aggregate(at=Min("publish_at"))["at"]
    return first


def let_go(held: HeldReply, incident: Incident, now: datetime) -> None:
    """One of them goes out; what cannot any more returns to its writer with the reason."""
    held.incident, by = incident, held.by
    key, why = held.pk, ""
    files = attaching.held(key)
    HeldReply.objects.filter(pk=key).drop()
    if not _is_still_here(by):
        why = Draft.CameBack.OUT
    elif held.bulk_id:
        why = _unfit_for_many(held)
    if not why:
        reading.ready(incident)
        try:
            say(held, by, files)
        except PermissionDenied:
            why = Draft.CameBack.OUT
        except NotNow:
            waits = held.verb == "wait" and incident.status == Status.WAITING
            why = Draft.CameBack.WAITS if waits else Draft.CameBack.OVER
            why = Draft.CameBack.DONE if held.verb == "resolve" else why
        except Unclear:
            why = Draft.CameBack.LATE
    if why:
        attaching.give_back(key)
        Draft.give_back(incident, by, held.words, at=now, why=why)


def _unfit_for_many(held: HeldReply) -> str:
    """What was said to many at once is not said to one that has changed so much; nobody looks at its page."""
    incident = held.incident
    if incident.is_critical or incident.hour_due_at:
        return Draft.CameBack.LEVEL
    spoke = incident.events.filter(at__gt=held.held_at, data__by_side="customer").exists()
    return Draft.CameBack.SAID if spoke else ""


def say(held: HeldReply, by: Person, files: Collection[UUID]) -> None:
    """Does the act that was held."""
    given: dict[str, Any] = {"by": by, "files": files}
    if held.verb == "resolve":
        held.incident.resolve(held.text, code=held.code, **given)
    elif held.until is not None:
        held.incident.wait(held.text, until=held.until, canned=held.canned, **given)
    else:
        held.incident.reply(held.text, next_word_at=held.next_word_at, canned=held.canned, **given)


def _is_still_here(person: Person) -> bool:
    """Whether somebody could come in at this moment; they act as what they would come in as."""
    found = door.entry_of(person.user_id, desk()) if person.user_id else None
    person.role = found.role if found else ""
    return found is not None
