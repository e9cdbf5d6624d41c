"""What happens to a call that somebody waits for when its time comes; each looks at the facts again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from helpdesk import timers
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents import parts
from incidents.act import act, find_again
from incidents.call_times import LATE_AFTER
from incidents.calling_back import (
    DUE,
    ELSEWHERE,
    LATE,
    NEAR,
    TIMERS,
    ahead,
    all_waited_for,
    arm,
    end,
    record,
)
from incidents.due import alarm
from incidents.letters.calls import tell
from incidents.models import Call, Callback, Event, Incident
from incidents.models.callback import CALLBACK_LIFE
from tenants.door import in_tenant
from tenants.models import Tenant


@contextmanager
def waited_for(timer: Timer) -> Iterator[tuple[Callback, Tenant] | None]:
    """Enters the help desk and finds the call, if somebody still waits for it; nothing while it is closed.

    Nobody does any more where we have called about what its request went into.
    """
    if timer.tenant_id is None:
        raise ValueError("A timer of a call belongs to a help desk.")
    with in_tenant(timer.tenant_id) as tenant:
        subject = Q(incident=timer.subject_id) | Q(incident__isnull=True, pk=timer.subject_id)
        every = Callback.objects.waited_for().with_people()
        found = every.filter(subject, turn=timer.generation).first() if tenant.is_active else None
        yield (found, tenant) if found and not _was_made_elsewhere(found) else None


def _was_made_elsewhere(wanted: Callback) -> bool:
    """Ends the wait where the request goes on in another one and we have called about that since."""
    call = _call_elsewhere(wanted.incident, wanted.asked_at) if wanted.incident else None
    if call is None or wanted.incident is None:
        return False
    with act(wanted.incident, "alarm", by=None) as doing:
        end(wanted, "call", doing.now, call)
        doing.enter(Event.Kind.CALL_LOGGED, answered=True, other=str(call.incident_id))
    record(wanted, "called", call.agent, doing.now)
    return True


def _call_elsewhere(gone: Incident, since: datetime) -> Call | None:
    """The first answered call that was written down about what a request went into, since it did."""
    while gone.duplicate_of is not None and gone.cancelled_at is not None:
        gone, since = gone.duplicate_of, max(since, gone.cancelled_at)
        logged = gone.events.filter(kind=Event.Kind.CALL_LOGGED, data__answered=True, at__gte=since)
        for event in logged.filter(data__has_key="began_at").in_order():
            made = gone.calls.select_related("agent").filter(answered=True)
            found: Call | None = made.filter(began_at=event.data["began_at"]).first()
            if found:
                return found
    return None


@timers.handler(ELSEWHERE)
def look_elsewhere(timer: Timer) -> None:
    """We have called about what the request went into: whoever waits for a call about it waits no more."""
    with waited_for(timer):
        pass  # finding it looks at that


@timers.handler(NEAR)
def come_near(timer: Timer) -> None:
    """A time that was named comes near: whoever has the request is told before it, or everybody."""
    with waited_for(timer) as found:
        if found is None:
            return
        (wanted, tenant), now = found, clock.now()
        # Once the time has come, that it has come is what is told.
        if wanted.warned_at is None and wanted.reminded_at is None and now < wanted.wanted_at:
            CALLBACK_LIFE.move(wanted, "warn", warned_at=now)
            tell("call_near", wanted, tenant, now)


@timers.handler(DUE)
def fall_due(timer: Timer) -> None:
    """It is time to call: whoever has the request is told, or everybody on the desk."""
    with waited_for(timer) as found:
        if found is None:
            return
        (wanted, tenant), now = found, clock.now()
        if wanted.reminded_at is None and wanted.wanted_at <= now and not wanted.is_late:
            CALLBACK_LIFE.move(wanted, "remind", reminded_at=now)
            tell("call_due", wanted, tenant, now)


@timers.handler(LATE)
def fall_late(timer: Timer) -> None:
    """Nobody has called: the desk, whoever waits and the manager are told, and it stays to be done."""
    with waited_for(timer) as found:
        if found is None:
            return
        (wanted, tenant), now = found, clock.now()
        if wanted.is_late or wanted.wanted_at + LATE_AFTER > now:
            return
        if wanted.incident:
            with act(wanted.incident, "alarm", by=None) as doing:
                now = doing.now
                CALLBACK_LIFE.move(wanted, "miss", missed_at=now)
                at, soon = wanted.wanted_at.isoformat(), wanted.soon
                doing.enter(Event.Kind.CALL_MISSED, callback=str(wanted.pk), wanted_at=at, soon=soon)
        else:
            CALLBACK_LIFE.move(wanted, "miss", missed_at=now)
        record(wanted, "missed", None, now)
        for kind in ("call_late", "call_missed", "call_overdue"):
            tell(kind, wanted, tenant, now)


@timers.handler(parts.TIMER)
def look_at_the_whole(timer: Timer) -> None:
    """The last open part of a request may be solved: whoever has the whole is told, once."""
    with alarm(timer) as doing:
        if doing and parts.all_are_solved(doing.incident):
            doing.enter(Event.Kind.PARTS_SOLVED)


@timers.reconciler
def calls_without_their_timers() -> list[str]:
    """Arms what is missing of the calls that somebody waits for, and says of which."""
    found: list[str] = []
    for tenant in Tenant.objects.filter(status=Tenant.Status.ACTIVE).order_by("id"):
        with timers.apart(found, tenant.schema_name), in_tenant(tenant):
            for wanted in all_waited_for().with_people():
                name = f"{tenant.schema_name}: the call {wanted.pk}"
                with timers.apart(found, name):
                    if _repair(wanted, tenant):
                        found.append(name)
    return found


@transaction.atomic
def _repair(wanted: Callback, tenant: Tenant) -> bool:
    """Arms what a call lacks that is waited for, and puts its request in its place; whether it lacked any."""
    subject = wanted.subject_id
    timers.lock(subject)
    now = all_waited_for().with_people().filter(pk=wanted.pk).first()
    if now is None or now.subject_id != subject:
        return False
    known = timers.known([subject])
    lacks = [kind for kind in ahead(now) if (subject, kind, now.turn) not in known]
    arm(now, tenant, lacks)
    if now.incident and (lacks or now.incident.call_wanted_at != now.aim_at):
        find_again(now.incident)  # its place in the queue follows from it
    return bool(lacks)


def hold_calls() -> None:
    """Nobody calls for a closed help desk; whoever closes it has locked what the calls are about."""
    for wanted in all_waited_for():
        timers.lock(wanted.subject_id)
        timers.cancel(wanted.subject_id, *TIMERS, reason=timers.CLOSED)


def take_up_calls(tenant: Tenant) -> None:
    """What was waited for is waited for again, and late where it is."""
    for wanted in all_waited_for():
        timers.lock(wanted.subject_id)
        arm(wanted, tenant)
