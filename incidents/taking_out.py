"""Taking out of a call that somebody asked for what should not stand there: its number, its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, outbox, timers
from helpdesk.timers import clock
from incidents import callers
from incidents.act import act
from incidents.calling_back import record
from incidents.desk import desk
from incidents.letters.calls import telling
from incidents.models.call import Call
from incidents.models.callback import CALLBACK_LIFE, Callback
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.models.incident import Incident
from incidents.need import need, refuse
from incidents.search import anew, indexing

if TYPE_CHECKING:
    from incidents.models.people import Person

# What can be taken out of it → the column of a call in which a copy stands while nothing has come of that.
COPIES = {"phone": "phone", "words": "topic"}
# The same number beside the name of somebody whom this help desk alone knows; it goes with that of the call.
BESIDE = "beside"
Digests = Mapping[str, str]


def is_beside(wanted: Callback) -> bool:
    """Whether the number stands beside the person's name, too."""
    number = callers.digits(wanted.phone)
    return bool(number) and callers.digits(wanted.person.phone) == number


def is_ours(person: Person) -> bool:
    """Whether what is known of somebody is kept by this help desk alone: they have no account."""
    return person.user_id is None


def redact(wanted: Callback, reason: str, *, parts: Collection[str], by: Person) -> None:
    """Takes the number or the words out for good; who asked and when, who took it out, why and a digest stay.

    What was about a request stands on its timeline, and so does this.
    """
    if not by.is_agent:
        raise PermissionDenied
    if wanted.incident is None:
        with transaction.atomic():
            timers.lock(wanted.pk)
            now = clock.now()
            _take(wanted, parts, by, now, why=need(reason, "reason"))
        return
    with act(wanted.incident, "redact", by=by) as doing:
        why = need(reason, "reason")
        taken = _take(wanted, parts, by, doing.now)
        asked = next(one for one in doing.past if _asks_for(one, wanted))
        said = doing.write(Comment.Kind.REASON, why)
        doing.enter(Event.Kind.REDACTED, said, entry=str(asked.pk), callback=str(wanted.pk), wish=taken)


def _take(wanted: Callback, parts: Collection[str], by: Person, now: datetime, *, why: str = "") -> Digests:
    """Blanks the parts, here and where a call that is being made has taken them over; gives their digests."""
    wanted.refresh_from_db(fields=["status", "phone", "words", "redactions"])
    goes = {part: getattr(wanted, part) for part in COPIES if part in parts and getattr(wanted, part)}
    if not goes:
        refuse(_("Choose what is to be taken out; it may have been taken out already."), "what")
    tenant = desk().pk
    taken = {part: audit.digest(said, tenant=tenant) for part, said in goes.items()}
    if BESIDE in parts and "phone" in goes and is_beside(wanted) and is_ours(wanted.person):
        taken[BESIDE] = audit.digest(wanted.person.phone, tenant=tenant)
        _forget_number_of(wanted.person)
    noted = {"at": now.isoformat(), "by": str(by.pk), "why": why, "parts": taken}
    for part, said in goes.items():
        # Whoever writes such a call down may have said that it is somebody new.
        theirs = Q(person=wanted.person_id) | Q(person__isnull=True)
        copies = Call.objects.of_nothing().filter(theirs, **{COPIES[part]: said})
        copies.update(**{COPIES[part]: ""})
    outbox.throw_away(telling(wanted, goes).values_list("key", flat=True))
    blank = dict.fromkeys(goes, "")
    CALLBACK_LIFE.move(wanted, "redact", redactions=[*wanted.redactions, noted], **blank)
    record(wanted, "redacted", by, now)
    return taken


def _forget_number_of(person: Person) -> None:
    """Their number is not known any more, and nothing is found by it."""
    person.phone = ""
    person.save(update_fields=["phone"])
    theirs = list(Incident.objects.filter(requester=person).values_list("pk", flat=True))
    indexing.gather(theirs)
    anew.lacking(theirs)  # somebody may be saying something in one of them now


def _asks_for(event: Event, wanted: Callback) -> bool:
    return event.kind == Event.Kind.CALL_ASKED and event.data["callback"] == str(wanted.pk)
