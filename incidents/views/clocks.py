"""The clocks of a request as the page shows them: what runs, what is left, how it came to that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from helpdesk.ui import durations, moments
from incidents.models import Event, Incident
from incidents.sla import ClockRun, Span, Story

# What the desk says of "the customer", to the company itself.
OF_YOU: dict[str, Callable[[], str]] = {
    Event.Kind.WAITED: lambda: _("we asked you something"),
    Event.Kind.CUSTOMER_REPLIED: lambda: _("you wrote"),
    Event.Kind.AGREED: lambda: _("you agreed"),
}
LOWERED = (Event.Kind.RECLASSIFIED, Event.Kind.AGREED)  # by which a customer lets go of an hour


@dataclass(frozen=True)
class Piece:
    """A stretch of a clock's time: its place on the bar in percent, and in words."""

    kind: str
    x: str
    width: str
    span: Span
    because: str
    to_company: bool = False

    @property
    def css(self) -> str:
        """The class that colours it."""
        return "over" if self.kind == "late" else self.kind

    @property
    def words(self) -> str:
        """What the time was."""
        return {
            "counting": _("Time that counts"),
            "paused": _("We wait for your answer")
            if self.to_company
            else _("Paused: waiting on the customer"),
            "closed": _("Outside business hours"),
            "late": _("Late"),
        }[self.kind]

    @property
    def took(self) -> str:
        """How long it was."""
        return durations.short((self.span.end or self.span.start) - self.span.start)


@dataclass(frozen=True)
class Card:
    """One clock of a request at one moment."""

    run: ClockRun
    incident: Incident
    now: datetime
    kinds: Mapping[UUID, str]
    to_company: bool = False  # who reads it: the company, or the desk

    @property
    def state(self) -> str:
        """running, paused, met or missed."""
        if self.run.ended in ("running", "paused"):
            return str(self.run.ended)
        return "missed" if self.run.kept is False else "met"

    @property
    def due(self) -> datetime | None:
        """When it is due."""
        return self.run.due_at

    @property
    def used(self) -> float:
        """The share of its time that is used up."""
        return self.run.used(self.now)

    @property
    def is_over(self) -> bool:
        """Whether nothing can meet or miss it any more."""
        return self.run.is_over

    @property
    def label(self) -> str:
        """What must be done by then."""
        if self.run.promise:
            return _("Work must start in")
        return {
            "response": _("We aim to answer in"),
            "resolution": _("We aim to resolve it in"),
            "next_word": _("The customer hears from us in"),
        }[self.run.kind]

    @property
    def late_label(self) -> str:
        """What should have been done by now."""
        if self.run.promise:
            return _("Work should have started")
        return {
            "response": _("An answer should have been given"),
            "resolution": _("It should have been resolved"),
            "next_word": _("The customer should have heard from us"),
        }[self.run.kind]

    @property
    def short(self) -> str:
        """The clock in a word or two."""
        if self.run.promise:
            return _("Start work")
        return {"response": _("Answer"), "resolution": _("Resolve"), "next_word": _("Next word")}[
            self.run.kind
        ]

    @property
    def outcome(self) -> str:
        """How it ended, in a sentence."""
        run = self.run
        if run.ended == "agreed":
            lowered = self._kind_of(run.ended_by) in LOWERED
            return (
                _("Let go: the lower level was agreed to")
                if lowered
                else _("It ended together with the request")
            )
        if run.ended == "superseded":
            return _("From then on the time of another level counts")
        if run.ended == "not_met":
            return _("Not met")
        took, counted = (run.ended_at or self.now) - run.started_at, self.counted
        if took == counted:
            said = _("Kept in %(time)s") if run.kept else _("Met late, after %(time)s")
        elif counted:
            said = _("Kept; %(time)s counted") if run.kept else _("Met late; %(time)s counted")
        else:
            return _("Kept outside business hours, when no time is counted")
        return said % {"time": durations.short(counted)}

    @property
    def counted(self) -> timedelta:
        """How much of its time counted: pauses and the time outside its hours are left out."""
        spans = [span for span in self.run.spans_at(self.now) if span.kind in ("counting", "late")]
        elapsed = self.run.calendar.elapsed
        return sum((elapsed(span.start, span.end) for span in spans if span.end), timedelta())

    @property
    def outcome_of_hour(self) -> str:
        """How the hour ended, for the agent who takes over."""
        if self.run.ended != "met":
            return self.outcome
        took = durations.short((self.run.ended_at or self.now) - self.run.started_at)
        return (_("Started in %(time)s") if self.run.kept else _("Started late, after %(time)s")) % {
            "time": took
        }

    @property
    def paused_text(self) -> str:
        """Until when it rests."""
        return paused_until(self.incident.waiting_until, self.now)

    @property
    def pieces(self) -> list[Piece]:
        """Its time, stretch by stretch, as far as it has come to pass; the bar ends where it is due."""
        spans = self.run.spans_at(self.now)
        if not spans:
            return []
        start, last = spans[0].start, spans[-1].end or self.now
        end = max(last, self.run.due_at) if self.run.due_at and not self.is_over else last
        whole = (end - start) or timedelta(seconds=1)
        return [
            Piece(
                span.kind,
                _percent((span.start - start) / whole),
                _percent(((span.end or last) - span.start) / whole),
                span,
                self._because(span),
                self.to_company,
            )
            for span in spans
        ]

    def _kind_of(self, fact: object) -> str | None:
        """The kind of the entry that began or ended something, where this reader sees it."""
        return self.kinds.get(fact) if isinstance(fact, UUID) else None

    def _because(self, span: Span) -> str:
        kind = self._kind_of(span.because)
        if self.to_company and kind in OF_YOU:
            return OF_YOU[kind]()
        return str(Event.Kind(kind).label) if kind else ""


def _percent(share: float) -> str:
    # As text: a number would be drawn with the comma of the reader's language.
    return f"{100 * share:.2f}%"


def paused_until(until: datetime | None, now: datetime) -> str:
    """Says that a clock rests, and until which day."""
    if until is None:
        return _("Paused")
    # It ends with a day: the last instant names that day, the next one would name the day after.
    last, today = moments.local(until - timedelta(seconds=1)), moments.local(now).date()
    if last.date() == today == moments.local(until).date():
        return _("Paused until %(when)s") % {"when": moments.clock_time(until)}
    if last.date() == today:
        return _("Paused until the end of today")
    return _("Paused until %(when)s") % {"when": moments.day(last)}


def cards(
    incident: Incident, story: Story, events: list[Event], now: datetime, *, to_company: bool = False
) -> dict[str, Any]:
    """The clocks of the page: the one that counts now, the others that run, the hour once it is over, all."""
    kinds = {event.pk: event.kind for event in events}
    # A clock that was met in the instant in which it began tells nobody anything.
    runs = [run for run in story.runs if run.ended_at != run.started_at]
    every = [Card(run, incident, now, kinds, to_company) for run in runs]
    shown = story.next_due
    main = next((card for card in every if card.run is shown), None) if incident.is_open else None
    running = [card for card in every if card.state == "running" and card is not main and incident.is_open]
    hours = [card for card in every if card.run.promise and card.is_over]
    rests = paused_until(incident.waiting_until, now)
    return {
        "main": main,
        "running": running,
        "hour": hours[-1] if hours else None,
        "every": every,
        "rests": rests,
    }
