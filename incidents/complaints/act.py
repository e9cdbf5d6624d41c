"""One act upon a complaint: one transaction, one moment, its entries in the history, and all that follows."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from helpdesk import audit, timers
from helpdesk.lib.calendars import Calendar
from helpdesk.lib.dates import local_date
from helpdesk.lib.lifecycle import NotNow
from helpdesk.timers import clock
from incidents import attaching
from incidents.complaints import goals, policies
from incidents.complaints.telling import tell
from incidents.desk import desk
from incidents.models.complaint_event import ComplaintEvent, ComplaintWords
from incidents.models.complaint_life import COMPLAINT_LIFE
from incidents.need import need
from incidents.search import complaints as search
from onewindow import complaints

if TYPE_CHECKING:
    from incidents.models.complaint import Complaint
    from incidents.models.people import Person
    from tenants.models import Tenant

TIMER = "incidents.complaint"


@contextmanager
def act(complaint: "Complaint", verb: str, *, by: "Person | None", new: bool = False) -> Iterator["Act"]:
    """Does one thing with a complaint, all of it or nothing; `by` nobody is the clock.

    Raises PermissionDenied for somebody who may not, and NotNow, with the sentence that says why, for what is
    not possible now.
    """
    with transaction.atomic():
        timers.lock(complaint.pk)
        if not new:
            # What was read before the lock may be old by now.
            complaint.refresh_from_db(from_queryset=type(complaint).objects.with_people())
        doing = Act(complaint, verb, by, clock.now())
        doing.refuse_or_go_on()
        yield doing
        doing.finish()


class Act:
    """An act while it is being done."""

    def __init__(self, complaint: "Complaint", verb: str, by: "Person | None", now: datetime) -> None:
        self.complaint, self.verb, self.by, self.now = complaint, verb, by, now
        self.columns: dict[str, Any] = {}
        self.entries: list[ComplaintEvent] = []

    @cached_property
    def tenant(self) -> "Tenant":
        """The help desk it happens in."""
        return desk()

    @cached_property
    def calendar(self) -> Calendar:
        """The business calendar as it stands."""
        return goals.calendar_at(self.now)

    @property
    def side(self) -> str:
        """The side that this act is counted for."""
        return self.by.speaks_as if self.by else "system"

    def refuse_or_go_on(self) -> None:
        """Raises when the person may not do this, or nobody can now."""
        if self.by is not None and not policies.may(self.verb, self.by, self.complaint):
            raise PermissionDenied
        if not COMPLAINT_LIFE.possible(self.verb, self.complaint.status):
            raise NotNow(COMPLAINT_LIFE.refusal(self.verb, self.complaint.status))

    def write(self, kind: ComplaintWords.Kind, text: str, files: Collection[UUID] = ()) -> ComplaintWords:
        """Keeps what was said with the files that belong to it."""
        said = ComplaintWords.objects.create(
            complaint=self.complaint, kind=kind, text=need(text, "text"), by=self.by, at=self.now
        )
        attaching.bind(said, files, by=self.by)
        return said

    def enter(self, kind: ComplaintEvent.Kind, words: ComplaintWords | None = None, /, **data: Any) -> None:
        """Adds an entry to the history."""
        self.entries.append(
            ComplaintEvent(
                complaint=self.complaint,
                kind=kind,
                at=self.now,
                by=self.by,
                words=words,
                data={"by_side": self.side, **data},
            )
        )

    def set(self, **columns: Any) -> None:
        """Changes columns of the complaint, in the one statement that also moves its status."""
        self.columns |= columns

    # --- what follows -------------------------------------------------------------------------------

    def finish(self) -> None:
        """Writes the history and whatever follows from it: timer, figures, notices, letters, audit."""
        complaint = self.complaint
        ComplaintEvent.objects.bulk_create(self.entries)
        COMPLAINT_LIFE.move(complaint, self.verb, **self.columns)
        arm(complaint, self.calendar, self.tenant)
        complaints.record(
            complaint.pk,
            tenant_id=self.tenant.pk,
            month=local_date(complaint.received_at, self.tenant.zone).replace(day=1),
            in_time=complaint.in_time,
            status=complaint.status,
        )
        if any(event.words for event in self.entries):
            search.gather([complaint.pk])
        tell(self)
        for event in self.entries:
            audit.record(
                f"complaint.{event.kind}",
                tenant=self.tenant.pk,
                by=(self.by.user_id or self.by.pk) if self.by else None,
                subject=complaint.pk,
                data={"event": str(event.pk)},
                at=event.at,
            )


def arm(complaint: "Complaint", calendar: Calendar, tenant: "Tenant") -> bool:
    """Sets the one timer of a complaint to when the clock is to look at it; tells whether it has one now."""
    at = goals.next_at(complaint, calendar) if tenant.is_active else None
    if at is None:
        timers.cancel(complaint.pk, TIMER)
        return False
    timers.arm(TIMER, complaint.pk, at, tenant=tenant.pk, again=True)
    return True
