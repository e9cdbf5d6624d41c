"""One act upon a request: one transaction, one moment, its entries on the timeline, and all that follows."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from helpdesk.lib.lifecycle import NotNow
from incidents import agenda, attaching, index, kept, policies, publishing, reading, settle
from incidents.desk import desk
from incidents.letters.writing import write as write_letters
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.models.lifecycle import LIFE, Status
from incidents.models.policy import ServicePolicy
from incidents.need import need
from incidents.obstacles import obstacle
from incidents.pen import Pen
from incidents.reading import Reading
from incidents.search import indexing
from incidents.sla import Story
from incidents.whole import part

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person
    from tenants.models import Tenant

# What the customer reads at once and what ends the talk: whatever its writer sent before goes out before it.
SAID_IN_TURN = frozenset({"resolve", "give_workaround", "wait", "cancel", "merge"})


@contextmanager
def act(incident: "Incident", verb: str, *, by: "Person | None", new: bool = False) -> Iterator["Act"]:
    """Does one thing with a request, all of it or nothing; `by` nobody is the system.

    Raises PermissionDenied for somebody who may not, and NotNow, with the sentence that says why, for what
    is not possible now.
    """
    with part():
        doing = Act(incident, verb, by, reading.begin(incident) if new else _read(incident, verb, by))
        doing.refuse_or_go_on()
        yield doing
        doing.finish()


def _read(incident: "Incident", verb: str, by: "Person | None") -> Reading:
    """What the act must know, once what its writer sent before has gone out."""
    if by is None or verb not in SAID_IN_TURN:
        return reading.taken(incident)
    read = reading.taken(incident, speaking=True)
    return reading.read(incident) if publishing.own_first(incident, by, read) else read


class Act:
    """An act while it is being done."""

    def __init__(self, incident: "Incident", verb: str, by: "Person | None", read: Reading) -> None:
        self.incident, self.verb, self.by = incident, verb, by
        # The timeline before this act, who follows the request, and the moment.
        self.past, self.following, self.now = read.past, read.following, read.now
        self._newest_terms = read.newest_terms
        self.columns: dict[str, Any] = {}
        self.entries: list[Event] = []
        self.pen = Pen(incident)

    @property
    def side(self) -> str:
        """The side that this act is counted for."""
        if self.by is None:
            return "system"
        own = self.by.is_first_line and self.incident.requester_id == self.by.pk
        # The company's helper speaks as a customer about a request of their own.
        return "customer" if own and self.verb not in ("reply", "note") else self.by.speaks_as

    # --- for the verbs ------------------------------------------------------------------------------

    def refuse_or_go_on(self) -> None:
        """Raises when the person may not do this, or nobody can now."""
        if self.by is not None and not policies.may(self.verb, self.by, self.incident):
            raise PermissionDenied
        if not LIFE.possible(self.verb, self.incident.status):
            raise NotNow(LIFE.refusal(self.verb, self.incident.status))
        if sentence := obstacle(self.verb, self.incident):
            raise NotNow(sentence)

    def write(self, kind: Comment.Kind, text: str, files: Collection[UUID] = ()) -> Comment | None:
        """Keeps what was said with the files that belong to it, or nothing when nothing was."""
        if files and kind not in Comment.ALONE:
            text = need(text, "text")
        if not text.strip() and not files:
            return None
        alone = not text.strip()
        said = Comment(
            incident=self.incident, kind=kind, text=text.strip(), by=self.by, at=self.now, files_alone=alone
        )
        self.pen.say(said)
        attaching.bind(said, files, by=self.by)
        return said

    def enter(
        self, kind: Event.Kind, comment: Comment | None = None, /, *, at: datetime | None = None, **data: Any
    ) -> Event:
        """Adds an entry to the timeline."""
        event = Event(
            incident=self.incident,
            kind=kind,
            at=at or self.now,
            by=self.by,
            comment=comment,
            data={"by_side": self.side, **data},
        )
        self.entries.append(event)
        return event

    def set(self, **columns: Any) -> None:
        """Changes columns of the request, in the one statement that also moves its status."""
        self.columns |= columns

    def start(self, line: Comment | None = None, **data: Any) -> None:
        """Work starts by this: the agent is named and the hour is met."""
        self.set(agent=self.by, released_at=None)
        self.enter(Event.Kind.STARTED, line, **data)

    def start_if_nobody_has(self) -> None:
        """What implies that work has started says so when an hour still waits for it, and names the agent."""
        if self.incident.hour_due_at:
            self.start(implied=True)
        elif self.incident.agent_id is None:
            self.set(agent=self.by, released_at=None)

    def end_waiting(self, why: str) -> None:
        """The question is no longer open: the pause ends in this very act."""
        if self.incident.status == Status.WAITING:
            self.set(waiting_until=None)
            if LIFE.transitions[self.verb][1] is None:
                self.verb = "resume"
            self.enter(Event.Kind.RESUMED, why=why)

    def close(self) -> None:
        """The request is over without the customer's word."""
        self.verb = "close"
        self.set(closed_at=self.now)
        self.enter(Event.Kind.CLOSED)

    def forget(self, kind: str, generation: int) -> None:
        """This timer has fired, so that it is armed anew if it is wanted again."""
        self.incident.armed.pop(f"{kind}:{generation}", None)

    # --- what follows -------------------------------------------------------------------------------

    @cached_property
    def tenant(self) -> "Tenant":
        """The help desk it happens in."""
        return desk()

    @cached_property
    def book(self) -> Any:
        """The terms and calendars of this help desk, all versions."""
        return ServicePolicy.book(self._newest_terms)

    def story(self) -> Story:
        """What the clocks tell, this act included."""
        return settle.story([*self.past, *self.entries], self.book)

    def finish(self) -> None:
        """Writes the timeline and whatever follows from it: clocks, queue, index, timers, letters, audit."""
        past, story, pen = self.past, self.story(), self.pen
        timeline = [*past, *self.entries]
        status = LIFE.transitions[self.verb][1] or self.incident.status
        waiting = self.columns.get("waiting_until", self.incident.waiting_until)
        columns = self.columns | settle.columns(story, timeline, status, waiting, self.now)
        if self.entries:
            columns["changed_at"] = self.now
        resolved = (
            columns.get("resolved_at", self.incident.resolved_at) if status == Status.RESOLVED else None
        )
        wanted = agenda.of(story, timeline, waiting, resolved, self.book) if self.tenant.is_active else {}
        armed, columns["armed"] = self.incident.armed, agenda.as_json(wanted)
        pen.move(self.verb, **columns)
        pen.enter(self.entries)
        pen.run(story)
        kept.record(self.incident, story, past, self.entries, status, self.tenant, pen)
        agenda.arm(wanted, armed, self.tenant, self.now, pen)
        index.write(self.incident, self.tenant, pen)
        pen.record(self.entries, self.tenant, by=(self.by.user_id or self.by.pk) if self.by else None)
        write_letters(self)
        pen.finish(self.verb)
        indexing.write(self.incident, self.entries)


def look_again(incident: "Incident") -> bool:
    """Works everything out anew and arms all its timers; tells whether it should have any."""
    with act(incident, "alarm", by=None):
        incident.armed = {}
    return bool(incident.armed)


def find_again(incident: "Incident", lost: Collection[str] = ()) -> list[str]:
    """Works everything out anew and arms the timers that were lost; tells which of them it should have."""
    with act(incident, "alarm", by=None):
        for key in lost:
            incident.armed.pop(key, None)
    return [key for key in lost if key in incident.armed]
