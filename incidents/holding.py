"""Words to the customer are held for some seconds before they go out: whoever sent them can undo it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.lib.together import row_of
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import attaching, canning
from incidents.act import Act
from incidents.desk import desk
from incidents.due import request_of
from incidents.models import Bulk, Code, Draft, HeldReply, Incident, Person
from incidents.models.lifecycle import Status
from incidents.need import need, need_either, refuse
from incidents.pen import HELD, Pen
from incidents.publishing import TIMER, changed, first_of, let_go, own_first, say
from incidents.reading import Reading, under_lock
from incidents.verbs.reply import may_name
from incidents.verbs.wait import may_ask
from incidents.whole import part

# What a colleague says that another's reply should know of.
SPOKEN = ("replied", "waited", "workaround_given", "resolved")


def words_heard(read: Reading, person: Person) -> int:
    """How many words of the customer and of colleagues there are by now, those still held included."""
    said = sum(
        event.by_side == "customer" or (event.kind in SPOKEN and event.by_id != person.pk)
        for event in read.past
    )
    return said + sum(by != person.pk for by, _at in read.held)


def send(
    incident: Incident,
    verb: str,
    text: str,
    *,
    by: Person,
    heard: int | None = None,
    line: str = "",
    next_word_at: datetime | None = None,
    until: datetime | None = None,
    code: str = "",
    words: Mapping[str, str] | None = None,
    files: Collection[UUID] = (),
    bulk: Bulk | None = None,
) -> None:
    """Sends words to the customer: they go out when they can no longer be undone; work starts at once.

    What the same writer sent before goes out now: only one's last words can be undone. Raises what the act
    itself would raise, and NotNow when something was said that the writer had not read.
    """
    with part(), _in_turn(incident, verb, by) as read:
        now = read.now
        doing = Act(incident, verb, by, read)
        doing.refuse_or_go_on()
        if verb == "reply":
            text = need_either(text, files, "text")
        else:
            text = need(text, "question" if verb == "wait" else "text")
        if heard is not None and words_heard(read, by) > heard:
            raise NotNow(
                _("Something arrived while you wrote; it stands above. Send again if your text still fits.")
            )
        if until is not None:
            may_ask(doing, until)
        if verb == "resolve" and code not in Code.values:
            refuse(_("Say how it was resolved."), "code")
        may_name(doing, next_word_at)
        canned = canning.is_unchanged(text, incident, by, read.canned)
        if line and canned:
            refuse(
                _("A canned reply sent unchanged does not start work: change it, or start work by itself."),
                "line",
            )
        held = HeldReply(
            incident=incident, by=by, verb=verb, text=text, canned=canned, words=dict(words or {"text": text})
        )
        held.next_word_at, held.until, held.held_at = next_word_at, until, now
        held.code, held.bulk, held.files_alone = code, bulk, not text
        held.publish_at = now + timedelta(seconds=settings.REPLY_HOLD_SECONDS)
        attaching.hold(held.pk, files, incident=incident, by=by)
        if line and by.is_agent:
            incident.start(line, by=by)
        if held.publish_at <= now:
            say(held, by, files)
            return
        doing.pen.add(HELD, row_of(held))
        changed(
            doing.pen,
            now,
            min(held.publish_at, *(at for _by, at in read.held)) if read.held else held.publish_at,
        )


@contextmanager
def _in_turn(incident: Incident, verb: str, by: Person) -> Iterator[Reading]:
    """Reads a request for what somebody sends; what they sent before is out by then, or nothing is sent."""
    with under_lock(incident, sending=True) as read:
        if not own_first(incident, by, read):
            yield read
            return
    if verb == "wait" and incident.status == Status.WAITING:
        raise NotNow(
            _("You have just asked. Undo that question to ask both at once, or send this as a reply.")
        )
    with under_lock(incident, sending=True) as read:
        yield read


def undo(incident: Incident, held_id: UUID, *, by: Person, begun: str = "") -> None:
    """Takes a reply back before it goes out; its words return to where they were written."""
    with transaction.atomic():
        timers.lock(incident.pk)
        held = HeldReply.objects.filter(pk=held_id, incident=incident, by=by).first()
        if held is None:
            raise NotNow(_("This reply has gone out already, or was taken back."))
        now = clock.now()
        if begun.strip():
            Draft.keep(incident, by, "reply", {"text": begun}, at=now, page="")
        Draft.give_back(incident, by, held.words, at=now)
        withdraw(held, incident, now)


def withdraw(held: HeldReply, incident: Incident, now: datetime) -> None:
    """Lets go of what was held, under the request's lock; whoever asks for it keeps the words."""
    attaching.give_back(held.pk)
    held.delete()
    changed(Pen(incident), now, first_of(incident))


def arm(incident: Incident) -> None:
    """Sets the one timer of a request's held replies to the first of them."""
    if first := first_of(incident):
        timers.arm(TIMER, incident.pk, first, tenant=desk().pk, again=True)
    else:
        timers.cancel(incident.pk, TIMER, reason="undone")


@timers.handler(TIMER, promised=True)  # what was sent goes out, or comes back
def publish(timer: Timer) -> None:
    """Lets the replies go out that can no longer be undone; from here on everybody else knows of them."""
    with request_of(timer) as incident:
        if incident is None:
            return
        with under_lock(incident) as read:
            every = HeldReply.objects.filter(incident=incident).select_related("by")
            waiting = list(every.order_by("publish_at", "id"))
            while waiting and waiting[0].publish_at <= read.now:
                let_go(waiting.pop(0), incident, read.now)
        changed(Pen(incident), read.now, waiting[0].publish_at if waiting else None)


def give_all_back() -> None:
    """The help desk closes: what was held returns to whoever wrote it."""
    now, every = clock.now(), HeldReply.objects.order_by("id").select_related("by", "incident")
    # In the order of their ids, as everybody locks several: never in a circle.
    for incident in sorted(set(every.values_list("incident_id", flat=True))):
        timers.lock(incident)
        timers.cancel(incident, TIMER, reason=timers.CLOSED)
        # Read under the lock: what went out or was taken back until then is not given back.
        for held in every.filter(incident=incident):
            attaching.give_back(held.pk)
            held.delete()
            Draft.give_back(held.incident, held.by, held.words, at=now, why=Draft.CameBack.OVER)
