"""Taking out of a call that somebody asked for what should not stand there: its number, its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, timers
from helpdesk.timers import clock
from incidents.act import act
from incidents.calling_back import record
from incidents.desk import desk
from incidents.models.call import Call
from incidents.models.callback import CALLBACK_LIFE, Callback
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import need, refuse

if TYPE_CHECKING:
    from incidents.models.people import Person

# What can be taken out of it → the column of a call in which a copy may stand while it is being made.
COPIES = {"phone": "phone", "words": "topic"}
Digests = Mapping[str, str]


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
    taken = {part: audit.digest(said, tenant=desk().pk) for part, said in goes.items()}
    noted = {"at": now.isoformat(), "by": str(by.pk), "why": why, "parts": taken}
    for part, said in goes.items():
        copies = Call.objects.begun().filter(person=wanted.person_id, **{COPIES[part]: said})
        copies.update(**{COPIES[part]: ""})
    blank = dict.fromkeys(goes, "")
    CALLBACK_LIFE.move(wanted, "redact", redactions=[*wanted.redactions, noted], **blank)
    record(wanted, "redacted", by, now)
    return taken


def _asks_for(event: Event, wanted: Callback) -> bool:
    return event.kind == Event.Kind.CALL_ASKED and event.data["callback"] == str(wanted.pk)
