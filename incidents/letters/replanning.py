"""What somebody wishes to be told, and how, is kept; what waits of their mail is planned anew by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from helpdesk import timers
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from helpdesk.timers.models import Timer
from incidents.desk import desk
from incidents.letters import readers, waiting
from incidents.letters.kinds import KINDS, way
from incidents.letters.readers import Reader
from incidents.letters.writing import post
from incidents.models.event import Event
from incidents.models.notice import Notice, Way
from incidents.models.policy import ServicePolicy
from tenants.door import in_tenant
from tenants.models import Tenant

if TYPE_CHECKING:
    from incidents.models.people import Person

# An act that had read somebody's wishes before they changed writes its letters by the old ones, and they may
# not be seen yet when the new ones are kept. So they are looked for once more when each such act is over.
AGAIN = "incidents.wishes"
LONGEST_ACT = timedelta(minutes=1)

# The letters that somebody's quiet hours may hold back.
ORDINARY = [f"incidents.{kind}" for kind, about in KINDS.items() if not about.is_promised]


@dataclass(frozen=True)
class Planning:
    """When and where it is planned, and the terms and calendars there."""

    now: datetime
    tenant: Tenant
    book: Any


@dataclass(frozen=True)
class Held:
    """One thing of which the mail waits, by itself or with others."""

    kind: str
    event: UUID
    gathered: bool


def wish(person: "Person", *, wishes: dict[str, str], rest: dict[str, Any]) -> None:
    """Keeps what somebody wishes; what waits of their mail goes out by it, each thing once and none lost."""
    with transaction.atomic():
        # Two pages of theirs, or one and the second look: one after the other.
        timers.lock(person.pk)
        person.wishes, person.rest = wishes, rest
        person.save(update_fields=["wishes", "rest"])
        planning = Planning(clock.now(), desk(), ServicePolicy.book())
        for reader in readers.of_people([person]):
            _replan(reader, planning)
            timers.arm(AGAIN, person.pk, planning.now + LONGEST_ACT, tenant=planning.tenant.pk, again=True)


@timers.handler(AGAIN)
def look_again(timer: Timer) -> None:
    """What was said while somebody changed their wishes goes out by the new ones, too."""
    from incidents.models.people import Person  # the models import this room of letters

    if timer.tenant_id is None:
        raise ValueError("A timer of somebody's wishes belongs to a help desk.")
    with in_tenant(timer.tenant_id) as tenant:
        people = Person.objects.filter(pk=timer.subject_id)
        for reader in readers.of_people(people) if tenant.is_active else ():
            _replan(reader, Planning(clock.now(), tenant, ServicePolicy.book()))


def _replan(reader: Reader, planning: Planning) -> None:
    held = list(_taken_out(reader, planning))
    ids = {one.event for one in held}
    events = {one.pk: one for one in Event.objects.select_related("incident").filter(pk__in=ids)}
    told = set(Notice.objects.filter(person=reader.person, event__in=ids).values_list("kind", "event"))
    later = waiting.Later(planning)
    for one in held:
        event, chosen = events[one.event], way(reader.person, one.kind)
        if chosen == Way.WINDOW and (one.kind, one.event) in told:
            continue  # no mail is wanted any more, and the bell has told it
        if chosen.is_gathered and not waiting.breaks_through(one.kind, event):
            later.gather(one.kind, reader, event, chosen)
        elif one.gathered:  # one letter more, and not as many as there are things in it
            later.gather(one.kind, reader, event, Way.MAIL)
        else:
            post(one.kind, reader, event, planning.tenant, later.until(one.kind, reader, event))
    later.write()


def _taken_out(reader: Reader, planning: Planning) -> Iterator[Held]:
    """What waits for this reader in this help desk; what a sender has in hand goes out as it is."""
    alone = Q(letter__in=ORDINARY, data__has_key="event", key__endswith=f":{reader.id}")
    theirs = Q(letter=waiting.GATHERED, subject_id=reader.id) | alone
    held = Letter.objects.held(planning.now).filter(theirs, tenant_id=planning.tenant.pk, to=reader.email)
    # In the order in which acts gather into them, so that nobody waits for somebody else in a circle.
    rows = list(held.order_by("key").select_for_update())
    Letter.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in sorted(rows, key=lambda row: (row.written_at, row.pk)):
        if row.letter == waiting.GATHERED:
            yield from (Held(one["kind"], UUID(one["event"]), True) for one in row.data["entries"])
        else:
            yield Held(row.letter.removeprefix("incidents."), UUID(row.data["event"]), False)
