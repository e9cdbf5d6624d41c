"""An edited calendar before it is saved: what it would be, and which open deadlines would move under it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction

from helpdesk.lib.calendars import Calendar
from incidents import settle
from incidents.models import BusinessHours, CalendarException, Event, Holiday, Incident, Person
from incidents.models.calendar import snapshot
from incidents.models.policy import Book, calendar_of
from incidents.sla import ClockRun


class Names(NamedTuple):
    """What a day off is called."""

    lt: str
    en: str


class OtherHours(NamedTuple):
    """Other hours on one day, and why."""

    hours: str
    reason: str


class Move(NamedTuple):
    """A goal that runs and would be due at another time, were it moved to the edited calendar."""

    incident: Incident
    run: ClockRun
    would_be: datetime

    @property
    def key(self) -> str:
        """What the form calls it."""
        return f"{self.incident.number}:{self.run.kind}:{self.run.generation}"


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to change in the calendar of the help desk."""

    week: tuple[str, ...]
    shorten_eves: bool
    added: Mapping[date, Names] = field(default_factory=dict)
    removed: frozenset[date] = frozenset()
    filled_year: int | None = None
    excepted: Mapping[date, OtherHours] = field(default_factory=dict)
    unexcepted: frozenset[date] = frozenset()

    def apply(self, *, by: Person | None, at: datetime) -> None:
        """Writes it into the tables of the calendar."""
        for weekday, hours in enumerate(self.week):
            BusinessHours.objects.update_or_create(weekday=weekday, defaults={"hours": hours})
        if self.filled_year:
            Holiday.prefill(self.filled_year)
        Holiday.objects.filter(day__in=self.removed).delete()
        for day, names in self.added.items():
            Holiday.objects.update_or_create(day=day, defaults={"name_lt": names.lt, "name_en": names.en})
        CalendarException.objects.filter(day__in=self.unexcepted).delete()
        for day, other in self.excepted.items():
            said = {"hours": other.hours, "reason": other.reason, "by": by, "at": at}
            CalendarException.objects.update_or_create(day=day, defaults=said)

    def calendar(self, zone: str, *, at: datetime) -> Calendar:
        """The calendar as it would be; nothing is kept of it."""
        with transaction.atomic():
            self.apply(by=None, at=at)  # whoever asks may only just be coming in: nothing of theirs is undone
            tried = snapshot(zone, shorten_eves=self.shorten_eves)
            transaction.set_rollback(True)
        return calendar_of(tried)


def moves(book: Book, edited: Calendar, now: datetime) -> list[Move]:
    """The goals of open requests that the edited calendar would move, if somebody decides so.

    By itself it moves none: a clock finishes under the calendar it started under. The hour never moves, and
    no goal moves that is late, or would be late at once.
    """
    version = book.terms[-1].version + 1
    tried = replace(book.terms[-1], version=version, valid_from=now, business=f"business-{version}")
    other = Book((*book.terms, tried), {**book.calendars, tried.business: edited})
    timelines: dict[Any, list[Event]] = defaultdict(list)
    open_ones = {one.pk: one for one in Incident.objects.open().in_queue_order()}
    for event in Event.objects.filter(incident__in=open_ones).in_order():
        timelines[event.incident_id].append(event)
    found = []
    for pk, incident in open_ones.items():
        before = settle.story(timelines[pk], book)
        named = [[run.kind, run.generation] for run in before.running()]
        decision = Event(kind=Event.Kind.RESCHEDULED, at=now, data={"version": version, "clocks": named})
        for old, new in settle.moved(before, settle.story([*timelines[pk], decision], other)):
            if old.due_at and new.due_at:
                found.append(Move(incident, old, new.due_at))
    return found


def mark(proposal: Proposal, moved: list[Move]) -> str:
    """A mark of what was shown, so that only what somebody has seen is saved."""
    seen = [(one.incident.number, one.run.kind, one.run.generation, one.would_be) for one in moved]
    return sha256(repr((proposal, sorted(seen))).encode()).hexdigest()[:32]
