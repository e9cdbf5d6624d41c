"""One act upon many requests: each in a transaction of its own, in one order, and each answered for."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from helpdesk import timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents.models import UNFINISHED, Bulk, Incident, Person
from incidents.models.bulk import UNDONE_WITHIN
from incidents.need import Unclear

CRITICAL = _("A critical request is never changed together with others.")
TOUCHED = _("It has been changed since.")
HAS_IT = _("The same agent has it already.")
NOT_YOURS = _("You may not change it.")


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
        if one.agent_id == agent.pk and one.status in UNFINISHED:
            raise NotNow(HAS_IT)
        one.assign(agent, by=by)

    return _each(incidents, "assign", do, by)


def release(incidents: Iterable[Incident], *, by: Person) -> Result:
    """Gives all of them back for somebody else to take, the critical ones excepted."""
    return _each(incidents, "release", lambda one: one.release(by=by), by)


def undo(bulk: Bulk, *, by: Person) -> Result:
    """Puts back who had each of them, where nobody has touched it since; done once only."""
    now = clock.now()
    if not Bulk.objects.undoable(by, now).filter(pk=bulk.pk).update(undone_at=now):
        raise NotNow(_("This can no longer be undone."))
    known = Person.objects.in_bulk({UUID(agent) for _id, agent, _at in bulk.rows if agent})
    before = {UUID(pk): (known.get(UUID(agent)) if agent else None, at) for pk, agent, at in bulk.rows}
    result = Result()
    for one in Incident.objects.visible_to(by).filter(pk__in=before).order_by("pk"):
        agent, stood_at = before[one.pk]
        with _held(one, result):
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


def _each(incidents: Iterable[Incident], verb: str, do: Callable[[Incident], None], by: Person) -> Result:
    result, rows = Result(), []
    # One order for everybody: two who choose the same rows at once never wait for each other in a circle.
    for one in sorted(incidents, key=lambda one: one.pk):
        with _held(one, result):
            if one.is_critical or one.hour_due_at:
                raise NotNow(CRITICAL)
            had = str(one.agent_id or "")
            do(one)
            rows.append([str(one.pk), had, one.changed_at.isoformat()])
            result.done.append(one)
    if rows:
        result.bulk = _remember(verb, rows, by)
    return result


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
    Bulk.objects.filter(by=by, at__lt=now - UNDONE_WITHIN).delete()
    return Bulk.objects.create(verb=verb, rows=rows, by=by, at=now)
