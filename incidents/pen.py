"""What an act writes, all in one statement: the request, what was said, its timeline, and what follows."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import connection, models

from helpdesk import audit, outbox, timers
from helpdesk.lib.lifecycle import NotNow
from helpdesk.lib.together import Part, Sheet, Together, columns, inserting, row_of
from incidents.models.clock import Clock
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.models.held import HeldReply
from incidents.models.lifecycle import LIFE
from incidents.models.notice import Notice
from incidents.sla import Story
from onewindow.writing import GONE, PROMISES, ROWS
from tenants.models import Tenant

if TYPE_CHECKING:
    from incidents.models.incident import Incident

COMMENTS, EVENTS, NOTICES, HELD = map(inserting, (Comment, Event, Notice, HeldReply))

_key = ("id", "incident_id", "kind", "generation")
_ran = [name for name, _attribute in columns(Clock) if name not in _key]
# A clock that is as it was is not written again.
CLOCKS = inserting(
    Clock,
    conflict="ON CONFLICT (incident_id, kind, generation) DO UPDATE SET "
    + ", ".join(f"{name} = EXCLUDED.{name}" for name in _ran)
    + " WHERE ({}) IS DISTINCT FROM ({})".format(
        ", ".join(f"it.{name}" for name in _ran), ", ".join(f"EXCLUDED.{name}" for name in _ran)
    ),
)


def _moved(model: type[models.Model]) -> Part:
    """The columns that an act sets, in the one statement that compares and swaps the status."""
    table = model._meta.db_table
    names = ", ".join(f'"{name}"' for name, _attribute in columns(model) if name not in ("id", "number"))
    return Part(
        "moved",
        f"""UPDATE {table} AS it
   SET ({names}) = (SELECT {names} FROM jsonb_populate_record(it, %(moved)s::jsonb -> 0 -> 'columns'))
 WHERE it.id = (%(moved)s::jsonb -> 0 ->> 'id')::uuid
   AND %(moved)s::jsonb -> 0 -> 'froms' ? it.status""",  # noqa: S608 - made of our own columns
    )


class Pen(Sheet):
    """Writes down one act."""

    # The request's model is made of its verbs, and they of this; so its parts are found when first asked for.
    kinds: ClassVar[Together | None] = None
    new: ClassVar[Part]
    moved: ClassVar[Part]

    def __init__(self, incident: "Incident") -> None:
        cls, model = type(self), type(incident)
        if cls.kinds is None:
            cls.new, cls.moved = inserting(model), _moved(model)
            cls.kinds = Together(
                *(cls.new, cls.moved, COMMENTS, EVENTS, CLOCKS, PROMISES, timers.ARMED, timers.CALLED_OFF),
                *(ROWS, GONE, NOTICES, HELD, outbox.LETTERS, audit.RECORDED),
            )
        super().__init__(cls.kinds)
        self.incident = incident
        self._begun: list[models.Model] = []

    def say(self, comment: Comment) -> None:
        """Keeps what was said."""
        self.add(COMMENTS, row_of(comment))
        self._begun.append(comment)

    def enter(self, entries: list[Event]) -> None:
        """Adds entries to the timeline."""
        self.add(EVENTS, *map(row_of, entries))
        self._begun += entries

    def tell(self, notice: Notice) -> None:
        """Tells somebody in the window."""
        self.add(NOTICES, row_of(notice))

    def run(self, story: Story) -> None:
        """Keeps the clocks as they are told now."""
        self.add(CLOCKS, *(row_of(Clock.of(self.incident.pk, run)) for run in story.runs))

    def record(self, entries: list[Event], tenant: Tenant, *, by: UUID | None) -> None:
        """Writes the entries down in the record of acts."""
        for event in entries:
            about: dict[str, Any] = {"subject": event.incident_id, "data": {"event": str(event.pk)}}
            row = audit.recorded(f"incident.{event.kind}", tenant=tenant.pk, by=by, at=event.at, **about)
            self.add(audit.RECORDED, row)

    def move(self, verb: str, **changed: Any) -> None:
        """Moves the request by an act, in memory at once; `finish` refuses where it could not be moved."""
        froms, to = LIFE.transitions[verb]
        if to is not None:
            changed[LIFE.field] = to
        for name, value in changed.items():
            setattr(self.incident, name, value)
        if self.incident._state.adding:
            self.add(self.new, row_of(self.incident))
            self._begun.append(self.incident)
            return
        given = {}
        for name in changed:
            column: Any = self.incident._meta.get_field(name)
            given[column.column] = getattr(self.incident, column.attname)
        self.add(self.moved, {"id": self.incident.pk, "froms": sorted(froms), "columns": given})

    def touch(self, at: datetime) -> None:
        """Lets open pages look anew, whatever the request's status."""
        self.incident.changed_at = at
        statuses, columns = sorted(LIFE.statuses.values), {"changed_at": at}
        self.add(self.moved, {"id": self.incident.pk, "froms": statuses, "columns": columns})

    def arm(self, kind: str, due_at: datetime, tenant: Tenant, *, at: datetime, generation: int = 1) -> None:
        """Arms a timer of the request."""
        given: dict[str, Any] = {"tenant": tenant.pk, "generation": generation, "at": at}
        self.add(timers.ARMED, timers.armed(kind, self.incident.pk, due_at, **given))
        if due_at < at + timers.SOON:
            self.ring(timers.BELL)

    def call_off(self, kind: str, *, at: datetime, generation: int = 1, why: str = "") -> None:
        """Calls a timer of the request off."""
        given: dict[str, Any] = {"generation": generation, "at": at, "why": why}
        self.add(timers.CALLED_OFF, timers.called_off(kind, self.incident.pk, **given))

    def finish(self, verb: str) -> None:
        """Writes everything; raises NotNow, and nothing stays written, where somebody was quicker."""
        self.incident._guard()
        written = self.write()
        if not (written[self.new.name] or written[self.moved.name]):
            self.incident.refresh_from_db()
            raise NotNow(LIFE.refusal(verb, self.incident.status))
        for one in self._begun:
            one._state.adding, one._state.db = False, connection.alias
