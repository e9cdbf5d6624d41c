"""Replies between *Send* and the customer: sent from the page, and shown on it while they can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.lib.http import Request
from helpdesk.lib.markdown import render
from helpdesk.ui.moments import clock_time
from incidents import holding, policies
from incidents.models import Event, Incident, Person, Status
from incidents.views import attached, doable, written
from incidents.views.attached import Shown


@dataclass(frozen=True)
class Held:
    """A reply that can still be undone, as the desk sees it."""

    id: str
    by: Person
    is_mine: bool
    text: str
    at: datetime
    publish_at: datetime
    left: int  # seconds
    files: Sequence[Shown] = ()  # as far as the reader may open them: their own

    @property
    def anchor(self) -> str:
        """The name by which a link reaches it."""
        return f"h{self.id}"

    @property
    def html(self) -> SafeString:
        """The words as they will stand on the timeline."""
        return render(self.text)


def send(request: Request, incident: Incident, verb: str, text: str, **given: Any) -> None:
    """Sends what the composer said, unless something arrived that its writer has not read."""
    seen = request.POST.get("seen", "")
    heard = int(seen) if seen.isdecimal() and len(seen) < 6 else None
    words = written.sent(request, written.FORMS["reply"])
    holding.send(incident, verb, text, by=request.person, heard=heard, words=words, **given)


def done(at_once: str) -> str:
    """What the sender is told."""
    seconds = settings.REPLY_HOLD_SECONDS
    if not seconds:
        return at_once
    return ngettext(
        "It is sent in %(n)s second; until then you can undo it.",
        "It is sent in %(n)s seconds; until then you can undo it.",
        seconds,
    ) % {"n": seconds}


def say_what_waits(request: Request, incident: Incident) -> None:
    """Says to whoever just wrote, and may start work, that nobody has: the promised hour runs on."""
    if incident.hour_due_at and policies.may("start", request.person, incident):
        said = _("Work has not started yet: the promised hour runs until %(time)s.")
        messages.warning(request, said % {"time": clock_time(incident.hour_due_at)})


def say_that_it_waits(request: Request, incident: Incident) -> None:
    """Says to whoever just spoke with the customer, without calling that the answer, that it still waits."""
    if incident.status == Status.WAITING:
        said = _("The request still waits for an answer. Was the call the answer? Then press “%(button)s”.")
        messages.warning(request, said % {"button": doable.CLICKS["resume"]})


def held(people: Iterable[Person], reader: Person, now: datetime, incident: Incident) -> list[Held]:
    """What can still be undone here, in the order in which it goes out."""
    found = []
    for person in people:
        for row in getattr(person, "sending", None) or ():
            sent_at, out_at = (datetime.fromisoformat(row[name]) for name in ("held_at", "publish_at"))
            left = max(0, round((out_at - now).total_seconds()))
            mine = person.pk == reader.pk
            files = attached.held(incident, row["id"])
            found.append(Held(row["id"], person, mine, row["text"], sent_at, out_at, left, files))
    return sorted(found, key=lambda one: one.publish_at)


def heard(events: Iterable[Event], held: Iterable[Held], reader: Person) -> int:
    """How many words of others the page shows; the same count as `holding.words_heard`."""
    said = sum(
        event.by_side == "customer" or (event.kind in holding.SPOKEN and event.by_id != reader.pk)
        for event in events
    )
    return said + sum(not one.is_mine for one in held)
