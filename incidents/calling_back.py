"""Calls that people wait for: asked for, due, late, made or no longer wanted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helpdesk import audit, timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents import call_limits
from incidents.call_times import BEFORE, LATE_AFTER
from incidents.desk import desk
from incidents.links import leads_to
from incidents.models.callback import CALLBACK_LIFE, Callback, CallbackQuerySet
from incidents.models.policy import Book, ServicePolicy
from incidents.need import FURTHEST, need, refuse

if TYPE_CHECKING:
    from incidents.models.call import Call
    from incidents.models.incident import Incident
    from incidents.models.people import Person
    from tenants.models import Tenant

NEAR, DUE, LATE = "incidents.callback_near", "incidents.callback", "incidents.callback_late"
ELSEWHERE = "incidents.callback_elsewhere"  # we have called about what the request went into
TIMERS = (NEAR, DUE, LATE, ELSEWHERE)
KNOWN = _("We know already that a call is wanted: it stands on the first page.")


def ask(
    *, phone: str, words: str = "", at: datetime | None = None, by: Person, person: Person | None = None
) -> Callback:
    """Asks us to call about something that is no request yet."""
    whom = person or by
    with transaction.atomic():
        timers.lock(whom.pk)
        now, tenant = clock.now(), desk()
        if Callback.objects.waited_for().filter(person=whom, incident__isnull=True).exists():
            raise NotNow(KNOWN)
        made = make(
            whom,
            phone,
            at,
            need(words, "topic"),
            incident=None,
            by=by,
            now=now,
            tenant=tenant,
            book=ServicePolicy.book(),
        )
        record(made, "asked", by, now)
    return made


def make(
    whom: Person,
    phone: str,
    at: datetime | None,
    words: str,
    *,
    incident: Incident | None,
    by: Person,
    now: datetime,
    tenant: Tenant,
    book: Book,
) -> Callback:
    """Keeps the wish and arms its timers; its subject is locked by whoever asks."""
    call_limits.refuse_or_go_on(by, tenant, now)
    made = Callback(
        person=whom,
        asked_by=by,
        incident=incident,
        turn=incident.callbacks.count() + 1 if incident else 1,
        phone=need(phone, "phone"),
        words=words.strip(),
        soon=at is None,
        asked_at=now,
        wanted_at=when(at, now, book, any_time=by.is_agent or _day_and_night(incident, book, now)),
    )
    made.save(force_insert=True)
    arm(made, tenant)
    if by.is_agent and whom.pk != by.pk:
        _tell("call_planned", made, tenant, now)
    return made


def when(at: datetime | None, now: datetime, book: Book, *, any_time: bool = False) -> datetime:
    """When we begin to aim at it: now or when we open next, or the named time, while we are open."""
    calendar = book.calendars[book.now(now).business]
    if at is None:
        return now if any_time else calendar.opens_next(now)
    if at <= now:
        refuse(_("Name a time that is still to come."), "at")
    if at > now + FURTHEST:
        refuse(_("Name a time within a month from now."), "at")
    if not any_time and not calendar.is_open(at):
        refuse(_("We are closed then: name a time in our hours on a business day."), "at")
    return at


def _day_and_night(incident: Incident | None, book: Book, now: datetime) -> bool:
    from incidents.promises import is_worked_on_around_the_clock  # it imports the models that call this

    return incident is not None and is_worked_on_around_the_clock(incident, book, now)


def withdraw(wanted: Callback, *, by: Person) -> None:
    """A call is no longer wanted; what is about a request stands on its timeline."""
    from incidents.policies import may_withdraw_call_of  # policies stand above the models of calls

    if wanted.incident:
        wanted.incident.withdraw_call(by=by, wanted=wanted)
        return
    with transaction.atomic():
        timers.lock(wanted.pk)
        if not may_withdraw_call_of(by, wanted):
            raise PermissionDenied
        now = clock.now()
        end(wanted, "withdraw", now)
        record(wanted, "withdrawn", by, now)


def end(wanted: Callback, verb: str, now: datetime, call: Call | None = None) -> None:
    """Nobody waits any more: the call was made, or is not wanted."""
    CALLBACK_LIFE.move(wanted, verb, ended_at=now, **({"call": call} if call else {}))
    timers.cancel(wanted.subject_id, *TIMERS, generation=wanted.turn, reason=verb)


def heard(call: Call, *, by: Person, now: datetime) -> None:
    """A call was written down: what was waited for is done by it, or was tried in vain.

    What is about a request is done by a call about that request, or about the one it went into; what is about
    none, by any call with the person who waits. Called inside the act upon the request, whose lock is held.
    """
    if call.incident_id:
        about = Q(incident=call.incident_id) | Q(incident__duplicate_of__isnull=False)
        every = Callback.objects.waited_for().filter(about).select_related("incident")
        for one in every.order_by("pk"):
            if one.incident_id == call.incident_id:
                _hear(one, call, by, now)
            elif call.answered:
                _look_elsewhere(one, call, now)
    alone = Callback.objects.waited_for().filter(person=call.person_id, incident__isnull=True)
    for one in alone.order_by("pk"):
        timers.lock(one.pk)
        # It may have been taken back before we had the lock.
        if still := Callback.objects.waited_for().filter(pk=one.pk).first():
            _hear(still, call, by, now)


def _hear(one: Callback, call: Call, by: Person, now: datetime) -> None:
    if not call.answered:
        CALLBACK_LIFE.move(one, "call_in_vain", tries=one.tries + 1)
        return
    end(one, "call", now, call)
    record(one, "called", by, now)


def _look_elsewhere(one: Callback, call: Call, now: datetime) -> None:
    """What went into the request that we called about looks by itself, for its own lock is not held here."""
    if one.incident and call.incident and leads_to(one.incident, call.incident):
        timers.arm(ELSEWHERE, one.subject_id, now, tenant=desk().pk, generation=one.turn, again=True)


# --- timers ---------------------------------------------------------------------------------------------


def arm(wanted: Callback, tenant: Tenant, kinds: Collection[str] = TIMERS) -> None:
    """Sets what is still to happen by itself to a call that is waited for."""
    given = {"tenant": tenant.pk, "generation": wanted.turn}
    for kind, at in ahead(wanted).items():
        if kind in kinds:
            timers.arm(kind, wanted.subject_id, at, again=True, **given)


def ahead(wanted: Callback) -> dict[str, datetime]:
    """What is still to happen by itself, and when; nobody is reminded before what is wanted at once."""
    due = wanted.wanted_at
    coming = {}
    if not wanted.soon and wanted.warned_at is None and wanted.reminded_at is None:
        coming[NEAR] = max(wanted.asked_at, due - BEFORE)
    if wanted.reminded_at is None:
        coming[DUE] = due
    if wanted.missed_at is None:
        coming[LATE] = due + LATE_AFTER
    return coming


def all_waited_for() -> CallbackQuerySet:
    """Those of this help desk, in the order in which they are locked."""
    every: CallbackQuerySet = Callback.objects.waited_for().order_by("id")
    return every


def record(wanted: Callback, what: str, by: Person | None, now: datetime) -> None:
    """On the record of the help desk; what is about a request stands on its timeline, too."""
    who = (by.user_id or by.pk) if by else None
    audit.record(f"callback.{what}", tenant=desk().pk, by=who, subject=wanted.pk, at=now)


def _tell(kind: str, wanted: Callback, tenant: Tenant, now: datetime) -> None:
    from incidents.letters.calls import tell  # the letters import the models that call this

    tell(kind, wanted, tenant, now)
