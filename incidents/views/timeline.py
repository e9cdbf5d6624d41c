"""The timeline of a request, entry by entry, as one side reads it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents import checklists, links, mentions
from incidents.forms.marks import words_of
from incidents.forms.redacting import FILED_WORDS
from incidents.models import Cause, Code, Event, Incident, Person
from incidents.sla import Story
from incidents.views import taken_out
from incidents.views.attached import Shown, of_entries

K = Event.Kind
CALLS = frozenset({K.CALL_LOGGED, K.CALL_ASKED, K.CALL_MISSED, K.CALL_WITHDRAWN})
CONVERSATION = CALLS | {
    K.REPORTED,
    K.STARTED,
    K.REPLIED,
    K.CUSTOMER_REPLIED,
    K.NOTED,
    K.WAITED,
    K.WORKAROUND_GIVEN,
    K.WORKAROUND_FAILED,
    K.RESOLVED,
    K.STILL_FAILED,
    K.REOPENED,
    K.RATED,
}
FILTERS: dict[str, tuple[Any, frozenset[Any] | None]] = {
    "all": (pgettext_lazy("timeline", "All"), None),
    "conversation": (pgettext_lazy("timeline", "Conversation"), CONVERSATION),
    "changes": (pgettext_lazy("timeline", "Changes"), frozenset(K) - CONVERSATION),
    "calls": (pgettext_lazy("timeline", "Calls"), CALLS),
}
CLOCKS = {
    "hour": _("Start work"),
    "response": _("Answer"),
    "resolution": _("Resolve"),
    "next_word": _("Next word"),
    "idle": _("Start work"),
}


@dataclass(frozen=True)
class Entry:
    """One entry of the timeline, with what its template needs to say."""

    event: Event
    incident: Incident
    names: Mapping[str, str]
    hour_due: datetime | None = None  # of the hour that this entry opened
    others: Mapping[str, Incident] | None = None
    files: Sequence[Shown] = ()
    taken_out: Event | None = None  # the act by which its words, or the number to be called, were taken out
    may_redact: bool = False
    reader: UUID | None = None
    steps: Mapping[str, checklists.Step] | None = None

    @property
    def template(self) -> str:
        """The template that draws this kind of entry."""
        return self.event.template

    @property
    def anchor(self) -> str:
        """The name by which a link reaches it."""
        return f"e{self.event.pk.hex}"

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.event.at

    @property
    def by(self) -> str:
        """Who did it; nobody's name for the system."""
        return self.event.by.name if self.event.by else ""

    @property
    def side(self) -> str:
        """How the person is drawn: agents round, the company's people with corners."""
        side = self.event.by_side
        return "customer" if side == "first_line" else side

    @property
    def said(self) -> SafeString | str:
        """What was said, as the page shows it."""
        if self.event.comment and self.event.data.get("mentions"):
            return mentions.html(self.event.comment.text, mentions.kept(self.event), self.reader)
        return mark_safe(self.event.comment.html) if self.event.comment else ""  # noqa: S308 - cleaned there

    @property
    def line(self) -> str:
        """What was said, as one line of plain text."""
        return " ".join(self.event.comment.text.split()) if self.event.comment else ""

    @property
    def lines(self) -> str:
        """What was said, line by line, in one line."""
        return " · ".join(self.event.comment.text.splitlines()) if self.event.comment else ""

    @property
    def step(self) -> str:
        """The step of the desk's own list that the entry is about."""
        found = (self.steps or {}).get(self.event.data.get("step", ""))
        return found.said if found else ""

    @property
    def redacted_at(self) -> datetime | None:
        """When the words were taken out."""
        return self.event.comment.redacted_at if self.event.comment else None

    @property
    def why_taken_out(self) -> str:
        """Why the words were taken out, as whoever did it said."""
        why = self.taken_out.comment if self.taken_out else None
        return " ".join(why.text.split()) if why and why.text else str(_("(The text was taken out.)"))

    @property
    def of_anchor(self) -> str:
        """The entry that something was taken out of."""
        return f"e{UUID(self.event.data['entry']).hex}" if "entry" in self.event.data else ""

    @property
    def filed(self) -> str:
        """What was taken out of that which was filed with the request, in words."""
        gone = self.event.data.get("filed") or ()
        return ", ".join(str(words) for part, words in FILED_WORDS.items() if part in gone).lower()

    @property
    def in_person(self) -> bool:
        """Whether somebody told it face to face, and an agent wrote it down."""
        return self.event.data.get("channel") == "desk"

    @property
    def is_root_cause(self) -> bool:
        """Whether the note says what the trouble came from, written as it was resolved."""
        return bool(self.event.data.get("root_cause"))

    @property
    def is_call(self) -> bool:
        """Whether it began on the telephone."""
        return self.event.data.get("channel") == "phone"

    @property
    def marks(self) -> list[str]:
        """What was ticked as true."""
        return words_of(self.event.data.get("marks", []))

    @property
    def impact(self) -> str:
        """The level it came to by this."""
        return str(self.event.data.get("to") or self.event.data.get("impact", ""))

    @property
    def impact_before(self) -> str:
        """The level it had before."""
        return str(self.event.data.get("from", ""))

    @property
    def code(self) -> str:
        """How it was resolved, in words."""
        return str(Code(self.event.data["code"]).label) if self.event.data.get("code") in Code.values else ""

    @property
    def cause(self) -> str:
        """What a breach came from, in words."""
        found = self.event.data.get("cause")
        return str(Cause(found).label) if found in Cause.values else ""

    @property
    def named(self) -> str:
        """The person whom the entry is about."""
        return self.names.get(self.event.data.get("agent") or self.event.data.get("person") or "", "")

    @property
    def repeats(self) -> str:
        """The request that this one repeats."""
        original = (self.others or {}).get(str(self.event.data.get("duplicate_of")))
        return original.reference if original else ""

    @property
    def clock(self) -> str:
        """The clock it is about, in words."""
        return str(CLOCKS.get(self.event.data.get("clock", ""), ""))

    @property
    def other(self) -> Incident | None:
        """The other request that the entry is about, as far as the reader may see it."""
        return (self.others or {}).get(str(self.event.data.get("other")))

    @property
    def tie(self) -> str:
        """How it hangs together with the other one."""
        return str(links.of(self.event).words)

    @property
    def moves(self) -> list[dict[str, Any]]:
        """The goals that a decision has moved: which, from when, to when."""
        return [
            {"clock": CLOCKS[one["clock"]], "from": _read(one["from"]), "to": _read(one["to"])}
            for one in self.event.data.get("moves", [])
        ]

    @property
    def next_word_at(self) -> datetime | None:
        """When the customer was told they would hear again."""
        return self._moment("next_word_at")

    @property
    def wanted_at(self) -> datetime | None:
        """When a call was wanted."""
        return self._moment("wanted_at")

    @property
    def wish(self) -> str:
        """The call that was asked for here."""
        return str(self.event.data.get("callback", ""))

    @property
    def out_of_wish(self) -> frozenset[str]:
        """What was taken out of a call that somebody asked for: its number, its words."""
        return frozenset(self.event.data.get("wish") or ())

    @property
    def is_soon(self) -> bool:
        """Whether it was wanted as soon as possible."""
        return bool(self.event.data.get("soon"))

    @property
    def until(self) -> datetime | None:
        """Until when an answer is waited for."""
        return self._moment("until")

    def _moment(self, name: str) -> datetime | None:
        return _read(self.event.data.get(name))


def _read(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def timeline(
    incident: Incident,
    events: Iterable[Event],
    *,
    people: Iterable[Person] = (),
    story: Story | None = None,
    only: str = "all",
    reader: Person | None = None,
    others: Mapping[str, Incident] | None = None,
) -> list[Entry]:
    """The entries as they happened, all or one kind; people and others are those that entries may name."""
    hours = {run.opened_by: run.due_at for run in story.runs if run.promise} if story else {}
    names = {str(person.pk): person.name for person in people}
    kinds = FILTERS[only][1]
    files = of_entries(incident)
    events = list(events)
    gone = taken_out.acts(events)
    steps = checklists.standing(events).every
    return [
        Entry(
            event,
            incident,
            names,
            hours.get(event.pk),
            others,
            files.get(str(event.comment_id), ()),
            gone.get(taken_out.key_of(event)),
            may_redact=taken_out.may_redact(reader, event, files.get(str(event.comment_id), ())),
            reader=reader.pk if reader else None,
            steps=steps,
        )
        for event in events
        if kinds is None or event.kind in kinds or (only == "calls" and event.data.get("channel") == "phone")
    ]


def ids_named(events: Iterable[Event]) -> set[UUID]:
    """The people whom entries name without being by them."""
    found = (event.data.get("agent") or event.data.get("person") for event in events)
    return {UUID(person) for person in found if person and person != "None"}
