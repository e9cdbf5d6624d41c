"""Which mail waits: for the end of somebody's quiet hours, or to be gathered into one letter with others."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from helpdesk import outbox
from helpdesk.lib.calendars import Calendar
from incidents.impact import Impact
from incidents.letters.kinds import KINDS
from incidents.letters.readers import Reader
from incidents.models.event import Event
from incidents.models.notice import Way
from incidents.rest import Rest

if TYPE_CHECKING:
    from incidents.act import Act
    from incidents.letters.replanning import Planning

GATHERED = "incidents.gathered"
SECOND = timedelta(seconds=1)
TRIES = 100  # the next letter is begun when one is under way; a hundred at once are not


class Gathered(NamedTuple):
    """One thing to be told in the next letter of somebody who has their mail gathered."""

    key: str
    reader: Reader
    event: Event
    kind: str
    way: Way


def breaks_through(kind: str, event: Event) -> bool:
    """Whether a mail goes out at once, whatever its reader wishes: a promise, or about a Critical."""
    critical = event.incident.is_critical or event.data.get("from") == Impact.CRITICAL
    return critical or KINDS[kind].is_promised


def turns_critical(event: Event) -> bool:
    """Whether the request is Critical from this entry on."""
    return event.kind == Event.Kind.RECLASSIFIED and event.data.get("to") == Impact.CRITICAL


class Later:
    """What of the mail of an act, or of somebody whose wishes change, waits, and until when."""

    def __init__(self, doing: "Act | Planning") -> None:
        self.doing = doing
        self.gathered: list[Gathered] = []

    def until(self, kind: str, reader: Reader, event: Event) -> datetime | None:
        """When the quiet hours of the reader are over; None for what goes out now."""
        if reader.person is None or not reader.person.rest or breaks_through(kind, event):
            return None
        over = Rest.of(reader.person.rest).over(self.doing.now, self.doing.tenant.zone, self._calendar)
        return over if over > self.doing.now else None

    def gather(self, kind: str, reader: Reader, event: Event, way: Way) -> None:
        """Puts something aside for the next letter of this reader."""
        self.gathered.append(Gathered(f"{reader.id}:{way}", reader, event, kind, way))

    def write(self) -> None:
        """Adds what was put aside to the letters that gather, in an order in which no two acts can meet."""
        for one in sorted(self.gathered, key=lambda one: one.key):
            self._add(one)

    def _add(self, one: Gathered) -> None:
        tenant, form = self.doing.tenant.pk, "%Y%m%dT%H%M" if one.way.is_gathered else "%Y%m%dT%H%M%S.%f"
        entry = {"kind": one.kind, "event": str(one.event.pk), "incident": str(one.event.incident_id)}
        for due in islice(self._times(one), TRIES):
            if outbox.gather(
                GATHERED,
                entry,
                to=one.reader.email,
                name=one.reader.name,
                language=one.reader.language,
                key=f"{GATHERED}:{tenant}:{one.reader.id}:{due.strftime(form)}",
                tenant=tenant,
                subject=one.reader.id,
                hold_until=due,
            ):
                return
        raise RuntimeError("Every letter that gathers is under way.")

    def _times(self, one: Gathered) -> Iterator[datetime]:
        """When its letter may go out; the next time is for where that one is under way already."""
        rest = Rest.of(one.reader.person.rest if one.reader.person else {})
        due, zone = self.doing.now, self.doing.tenant.zone
        while True:
            match one.way:
                case Way.HOURLY:
                    due = rest.hourly(due, zone, self._calendar)
                case Way.MORNING:
                    due = rest.daily(due, zone, self._calendar)
                case _:  # it is to wait for others no longer
                    due = rest.over(due, zone, self._calendar)
            yield due
            due += timedelta(0) if one.way.is_gathered else SECOND

    @property
    def _calendar(self) -> Calendar:
        """The business calendar in force."""
        calendar: Calendar = self.doing.book.calendars[self.doing.book.now(self.doing.now).business]
        return calendar
