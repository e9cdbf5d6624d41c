"""What happens to a request by itself when its time comes; each looks at the facts again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from helpdesk import timers
from helpdesk.timers.models import Timer
from incidents import agenda
from incidents.act import Act, act
from incidents.models import Event, Incident, Status
from tenants.door import in_tenant

CLOCKS = ("hour", "response", "resolution", "next_word")


@contextmanager
def request_of(timer: Timer) -> Iterator[Incident | None]:
    """Enters the help desk; nothing while it is closed, for its timers are armed again when it opens."""
    if timer.tenant_id is None:
        raise ValueError("A timer of a request belongs to a help desk.")
    with in_tenant(timer.tenant_id) as tenant:
        yield Incident.objects.filter(pk=timer.subject_id).first() if tenant.is_active else None


@contextmanager
def alarm(timer: Timer) -> Iterator[Act | None]:
    """An act of the clock upon the request; even when nothing is due any more, the next timer is armed."""
    with request_of(timer) as incident:
        if incident is None:
            yield None
            return
        with act(incident, "alarm", by=None) as doing:
            doing.forget(timer.kind, timer.generation)
            yield doing


def run_out(timer: Timer) -> None:
    """A clock runs out: a warning, the breach on its second, an alarm again every 30 minutes."""
    name = timer.kind.rpartition(".")[2]
    with alarm(timer) as doing:
        for run in doing.story().runs if doing else ():
            if doing and (agenda.clock_name(run), run.generation) == (name, timer.generation):
                step = agenda.step_due(run, doing.past, doing.now)
                if step:
                    share: dict[str, Any] = (
                        {"percent": step.percent} if step.kind == Event.Kind.WARNED else {}
                    )
                    doing.enter(step.kind, clock=name, generation=run.generation, **share)


for clock_name in CLOCKS:
    # Nothing but work that has started stops the promised hour.
    timers.handler(f"incidents.{clock_name}", promised=clock_name == "hour")(run_out)


@timers.handler("incidents.idle", promised=True)
def lie_still(timer: Timer) -> None:
    """A Critical at work that nobody has, or of which nothing was seen for 30 minutes, alarms."""
    with alarm(timer) as doing:
        if doing is None:
            return
        since = agenda.idle_at(doing.story(), doing.past)
        if since and since <= doing.now:
            nobody = doing.incident.agent_id is None
            doing.enter(Event.Kind.ALARMED, clock="idle", generation=1, nobody=nobody)


@timers.handler("incidents.waiting")
def expire(timer: Timer) -> None:
    """A question whose time is over sends the request back to work; it is never closed by that."""
    with alarm(timer) as doing:
        if doing and doing.incident.waiting_until and doing.incident.waiting_until <= doing.now:
            doing.end_waiting("expired")


@timers.handler("incidents.closing")
def close(timer: Timer) -> None:
    """A resolved request that nobody confirmed or denied closes by itself."""
    with alarm(timer) as doing:
        if doing is None or doing.incident.status != Status.RESOLVED or doing.incident.resolved_at is None:
            return
        if agenda.closes_at(doing.incident.resolved_at, doing.book) <= doing.now:
            doing.close()
