"""The desk's own list of steps on a request: told from its timeline, never seen by a customer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.ids import uuid7
from helpdesk.lib.lifecycle import NotNow
from incidents.models.checklist import LONGEST, MOST
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.need import refuse

if TYPE_CHECKING:
    from incidents.act import Act
    from incidents.models.people import Person

K = Event.Kind
TICKS = frozenset({K.TICKED, K.UNTICKED, K.STEP_DROPPED, K.STEP_RESTORED})
KINDS = TICKS | {K.STEPS_ADDED}


@dataclass
class Step:
    """One step as it stands: whether it is done, by whom and when, or that it was taken away."""

    id: str
    added: Event
    place: int  # its line among those that were added with it
    ticked: Event | None = None
    dropped: Event | None = None
    last: Event | None = None

    @property
    def said(self) -> str:
        """Its words, or that they were taken out."""
        comment = self.added.comment
        lines = comment.text.split("\n") if comment and comment.text else []
        return lines[self.place] if self.place < len(lines) else str(_("(The text was taken out.)"))

    @property
    def key(self) -> str:
        """Its name as a part of a page."""
        return UUID(self.id).hex


@dataclass
class Checklist:
    """All steps of a request, in the order in which they were put on it."""

    every: dict[str, Step] = field(default_factory=dict)

    @property
    def steps(self) -> list[Step]:
        """Those that stand on it."""
        return [step for step in self.every.values() if not step.dropped]

    @property
    def dropped(self) -> list[Step]:
        """Those that were taken away."""
        return [step for step in self.every.values() if step.dropped]

    @property
    def ticked(self) -> int:
        """How many are done."""
        return sum(1 for step in self.steps if step.ticked)

    @property
    def open(self) -> list[Step]:
        """Those that are left to do."""
        return [step for step in self.steps if not step.ticked]

    def find(self, step: str) -> Step:
        """A step of this list by its id, or Unclear."""
        found = self.every.get(step)
        if found is None:
            refuse(_("This step is not on the list."), "step")
        return found


def standing(events: Iterable[Event]) -> Checklist:
    """The list that a timeline leaves standing; words and people are read only where they are asked for."""
    found = Checklist()
    for event in events:
        if event.kind == K.STEPS_ADDED:
            for place, step in enumerate(event.data["steps"]):
                found.every[step] = Step(step, event, place)
        elif event.kind in TICKS:
            _change(found.every[event.data["step"]], event)
    return found


def _change(step: Step, event: Event) -> None:
    step.last = event
    match event.kind:
        case K.TICKED:
            step.ticked = event
        case K.UNTICKED:
            step.ticked = None
        case K.STEP_DROPPED:
            step.dropped = event
        case K.STEP_RESTORED:
            step.dropped = None


def just_dropped(events: Sequence[Event], reader: "Person") -> bool:
    """Whether the last thing that happened is that the reader took a step away: it is easily put back."""
    return bool(events) and events[-1].kind == K.STEP_DROPPED and events[-1].by_id == reader.pk


def add(doing: "Act", lines: Sequence[str]) -> None:
    """Puts steps at the end of the list."""
    if any(len(line) > LONGEST for line in lines):
        refuse(_("A step is one short line: this one is too long."), "steps")
    if len(standing(doing.past).steps) + len(lines) > MOST:
        refuse(_("This list would be too long: who would read it?"), "steps")
    said = doing.write(Comment.Kind.NOTE, "\n".join(lines))
    doing.enter(K.STEPS_ADDED, said, steps=[str(uuid7()) for _line in lines])
    count(doing)


def enter(doing: "Act", kind: Event.Kind, step: Step) -> None:
    """Says on the timeline what was done with a step."""
    doing.enter(kind, step=step.id)
    count(doing)


def count(doing: "Act") -> None:
    """Keeps with the request how many steps there are by this act, and how many are ticked."""
    now = standing([*doing.past, *doing.entries])
    doing.set(steps=len(now.steps), steps_ticked=now.ticked)


def is_done(step: Step, doing: "Act") -> bool:
    """Whether the same person has done the same a moment ago: pressed twice, it is done once."""
    return bool(doing.by and step.last and step.last.by_id == doing.by.pk)


def late(sentence: str | Promise, step: Step) -> NoReturn:
    """Somebody else was there before."""
    who = step.last.by.name if step.last and step.last.by else ""
    raise NotNow(sentence % {"who": who})


def carry(doing: "Act", events: Iterable[Event]) -> None:
    """Steps that are left to do in a request go on in the one into which it is merged."""
    left = [step.said for step in standing(events).open if step.added.comment and step.added.comment.text]
    room = MOST - len(standing(doing.past).steps)
    if left[:room]:
        add(doing, left[:room])
