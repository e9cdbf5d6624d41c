"""One act upon many requests: each in a transaction of its own, in one order, and each answered for."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents import holding, parts
from incidents.models import Bulk, HeldReply, Incident, Person
from incidents.models.bulk import UNDONE_WITHIN
from incidents.need import Unclear

CRITICAL = _("A critical request is never changed together with others.")
TOUCHED = _("It has been changed since.")
BEING_SAID = _("Something is just being sent there.")
GONE_OUT = _("It has gone out already, or was taken back.")
HOUR_RUNS = _("Its promised hour runs, and nobody has started work.")
HAS_PARTS = _("Parts of it are still open: resolve it on its own page.")
NOT_YOURS = _("You may not change it.")
# What every customer reads; it is held first, and can be taken back until it goes out.
SAID = ("resolve", "wait")


@dataclass
class Result:
    """What came of it: which were done, and which were left out and why."""

    done: list[Incident] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    bulk: Bulk | None = None

    def leave_out(self, incident: Incident, why: object) -> None:
        """Says why a request was left as it was."""
        self.left_out.setdefault(str(why), []).append(incident.reference)


def assign(incidents: Iterable[Incident], agent: Person, *, by: Person) -> Result:
    """Gives all of them to one agent, the critical ones excepted."""

    def do(one: Incident) -> None:
        one.assign(agent, by=by)

    return _each(incidents, "assign", do, by)


def release(incidents: Iterable[Incident], *, by: Person) -> Result:
    """Gives all of them back for somebody else to take, the critical ones excepted."""
    return _each(incidents, "release", lambda one: one.release(by=by), by)


def resume(incidents: Iterable[Incident], *, by: Person) -> Result:
    """Goes on with all of them without the customer's answer; there is nothing to undo."""
    return _each(incidents, "", lambda one: one.resume(by=by), by)


def resolve(
    incidents: Iterable[Incident], text: str, *, code: str, stood: dict[UUID, str], by: Person
) -> Result:
    """Says to all of them what was done, after the seconds in which it can be undone."""
    return _say(incidents, "resolve", text, stood, by, code=code, words={"text": text})


def wait(
    incidents: Iterable[Incident], text: str, *, until: datetime, day: str, stood: dict[UUID, str], by: Person
) -> Result:
    """Asks all of them the same and waits, after the seconds in which it can be undone."""
    return _say(incidents, "wait", text, stood, by, until=until, words={"text": text, "until": day})


def resolve_parts(whole: Incident, text: str, *, code: str, by: Person) -> Result:
    """Says of every open part of a request what was said of the request itself.

    One at work may be critical; one whose hour runs is left out and named.
    """
    result = Result()
    for one in parts.open_parts(whole):
        with _held(one, result):
            if one.hour_due_at:
                raise NotNow(HOUR_RUNS)
            one.resolve(text, code=code, by=by)
            result.done.append(one)
    return result


def undo(bulk: Bulk, *, by: Person) -> Result:
    """Puts back who had each of them, where nobody has touched it since; done once only."""
    if bulk.verb in SAID:
        return _take_back(bulk, by)
    now = clock.now()
    if not Bulk.objects.undoable(by, now).filter(pk=bulk.pk).update(undone_at=now):
        raise NotNow(_("This can no longer be undone."))
    known = Person.objects.in_bulk({UUID(agent) for _id, agent, _at in bulk.rows if agent})
    before = {UUID(pk): (known.get(UUID(agent)) if agent else None, at) for pk, agent, at in bulk.rows}
    result = Result()
    for one in Incident.objects.visible_to(by).filter(pk__in=before).order_by("pk"):
        agent, stood_at = before[one.pk]
        with _held(one, result):
            _refuse_critical(one)
            if one.changed_at != datetime.fromisoformat(stood_at):
                raise NotNow(TOUCHED)
            _put_back(one, agent, by)
            result.done.append(one)
    return result


def _put_back(one: Incident, agent: Person | None, by: Person) -> None:
    if agent is not None:
        one.assign(agent, by=by)
    else:
        one.release(by=by)


def _say(
    incidents: Iterable[Incident], verb: str, text: str, stood: dict[UUID, str], by: Person, **said: Any
) -> Result:
    """Holds the same words for each that stands as it was shown, and where nothing else is on its way."""
    bulk = _remember(verb, [], by)

    def do(one: Incident) -> None:
        if stood.get(one.pk) != one.changed_at.isoformat():
            raise NotNow(TOUCHED)
        if verb == "resolve" and parts.open_parts(one):
            raise NotNow(HAS_PARTS)
        if HeldReply.objects.filter(incident=one).exists():
            raise NotNow(BEING_SAID)
        holding.send(one, verb, text, by=by, bulk=bulk, **said)

    result = _each(incidents, "", do, by)
    bulk.rows = [[str(one.pk), "", ""] for one in result.done]
    if bulk.rows and settings.REPLY_HOLD_SECONDS:
        bulk.save(update_fields=["rows"])
        result.bulk = bulk
    else:
        bulk.delete()
    return result


def _take_back(bulk: Bulk, by: Person) -> Result:
    """Takes back what has not gone out yet; its words are kept to be written anew."""
    result, now = Result(), clock.now()
    chosen = [pk for pk, _agent, _at in bulk.rows]
    for one in Incident.objects.visible_to(by).filter(pk__in=chosen).order_by("pk"):
        with _held(one, result):
            held = HeldReply.objects.filter(bulk=bulk, incident=one).first()
            if held is None:
                raise NotNow(GONE_OUT)
            _keep_to_write_anew(bulk, one, held.words | {"code": held.code}, now)
            holding.withdraw(held, one, now)
            result.done.append(one)
    return result


def _keep_to_write_anew(bulk: Bulk, one: Incident, words: dict[str, str], now: datetime) -> None:
    """Keeps the words and from whom they were taken back, in the transaction that does it: none is lost.

    What a second press takes back at the same moment stays with it.
    """
    kept = Bulk.objects.select_for_update().get(pk=bulk.pk)
    kept.words, kept.undone_at = words, now
    kept.rows = [[pk, had, now.isoformat() if pk == str(one.pk) else at] for pk, had, at in kept.rows]
    kept.save(update_fields=["words", "rows", "undone_at"])


def _each(incidents: Iterable[Incident], verb: str, do: Callable[[Incident], None], by: Person) -> Result:
    result, rows = Result(), []
    # One order for everybody: two who choose the same rows at once never wait for each other in a circle.
    for one in sorted(incidents, key=lambda one: one.pk):
        with _held(one, result):
            _refuse_critical(one)
            had = str(one.agent_id or "")
            do(one)
            rows.append([str(one.pk), had, one.changed_at.isoformat()])
            result.done.append(one)
    if rows and verb:
        result.bulk = _remember(verb, rows, by)
    return result


def _refuse_critical(one: Incident) -> None:
    if one.is_critical or one.hour_due_at:
        raise NotNow(CRITICAL)


@contextmanager
def _held(one: Incident, result: Result) -> Iterator[None]:
    """Holds one request and knows it as it stands now; a refusal is kept and touches no other."""
    try:
        with transaction.atomic():
            timers.lock(one.pk)
            one.refresh_from_db()
            yield
    except (NotNow, Unclear) as no:
        result.leave_out(one, no.sentence)
    except PermissionDenied:
        result.leave_out(one, NOT_YOURS)


def _remember(verb: str, rows: list[Any], by: Person) -> Bulk:
    now = clock.now()
    # What still waits to go out is looked at once more then, however late: it keeps what it was said with.
    waiting = HeldReply.objects.filter(bulk__isnull=False).values("bulk")
    Bulk.objects.filter(by=by, at__lt=now - UNDONE_WITHIN).exclude(pk__in=waiting).delete()
    return Bulk.objects.create(verb=verb, rows=rows, by=by, at=now)
