"""Who is told of what happens to a complaint, in the window and by mail: rows of the same transaction."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from helpdesk import outbox
from helpdesk.accounts.models import Operator, User
from incidents.letters import readers
from incidents.letters.kinds import way
from incidents.letters.readers import Reader
from incidents.models.complaint_event import ComplaintEvent
from incidents.models.notice import Notice, Way
from tenants.models import Tenant

if TYPE_CHECKING:
    from incidents.complaints.act import Act
    from incidents.models.complaint import Complaint

Kind = ComplaintEvent.Kind
COMPANY, DESK = Notice.Kind.COMPLAINT, Notice.Kind.COMPLAINT_WORK

# What the company hears: who complained, or they and whoever answers for the company.
TO_WHO_COMPLAINED = frozenset(
    {Kind.OWNED, Kind.ANSWERED, Kind.AGREED, Kind.DISPUTED, Kind.WITHDRAWN, Kind.REMINDED, Kind.ADDED}
)
TO_THE_COMPANY = frozenset({Kind.COMPLAINED, Kind.OVERDUE})
# What the desk hears: everybody, the owner, or the owner and the operator admins.
TO_EVERYBODY = frozenset({Kind.COMPLAINED, Kind.ALARMED})
TO_THE_OWNER = frozenset({Kind.OWNED, Kind.ADDED, Kind.AGREED, Kind.WITHDRAWN, Kind.WARNED})
TO_ADMINS_TOO = frozenset({Kind.DISPUTED, Kind.OVERDUE})


def tell(doing: "Act") -> None:
    """Writes the notices and the letters that the entries of an act cause."""
    notices = []
    for event in doing.entries:
        for kind, people in _told(event, doing):
            for reader in people:
                own = reader.person is not None and reader.person.pk == event.by_id
                if own and event.kind != Kind.COMPLAINED:
                    continue  # only what was complained of is confirmed to whoever did it
                chosen = way(reader.person, kind)
                if chosen != Way.WINDOW and not (own and kind == DESK):
                    _post(kind, reader, event, doing.tenant)
                if chosen != Way.MAIL and reader.person and not own:
                    notices.append(
                        Notice(
                            person=reader.person,
                            kind=kind,
                            complaint=doing.complaint,
                            complaint_event=event,
                            at=doing.now,
                        )
                    )
    if notices:
        Notice.objects.bulk_create(notices)


def _told(event: ComplaintEvent, doing: "Act") -> Iterable[tuple[str, list[Reader]]]:
    complaint, tenant = doing.complaint, doing.tenant
    if event.kind in TO_THE_COMPANY:
        yield COMPANY, _once(_complainant(complaint, tenant), readers.managers(tenant))
    elif event.kind in TO_WHO_COMPLAINED:
        yield COMPANY, _complainant(complaint, tenant)
    if event.kind in TO_EVERYBODY:
        yield DESK, readers.agents(tenant)
    elif event.kind in TO_THE_OWNER:
        yield DESK, _owner(complaint, tenant)
    elif event.kind in TO_ADMINS_TOO:
        yield DESK, _once(_owner(complaint, tenant), admins())
    elif event.kind == Kind.DISINFECTED:
        # Whoever sent it has a virus, whichever side they are on.
        sender = readers.named(event.data["person"], but=None)
        yield COMPANY, [one for one in sender if not _is_of_the_desk(one)]
        yield DESK, _once(_owner(complaint, tenant), (one for one in sender if _is_of_the_desk(one)))


def admins() -> list[Reader]:
    """The operator admins: whoever is not satisfied is heard by them too."""
    return readers.of_users(User.objects.filter(operator_role=Operator.ADMIN, is_active=True).order_by("id"))


def _complainant(complaint: "Complaint", tenant: Tenant) -> list[Reader]:
    """Who complained; and where they cannot come in to say whether they agree, those who can for them."""
    own = readers.of_people([complaint.complainant])
    return _once(own, readers.managers(tenant)) if complaint.complainant.user_id is None else own


def _owner(complaint: "Complaint", tenant: Tenant) -> list[Reader]:
    """Who takes care of it; everybody while nobody does, or when whoever did is no agent any more."""
    everybody = readers.agents(tenant)
    owner = complaint.owner
    return [one for one in everybody if owner and one.id == owner.user_id] or everybody


def _is_of_the_desk(reader: Reader) -> bool:
    return reader.person is not None and reader.person.is_agent


def _once(*groups: Iterable[Reader]) -> list[Reader]:
    return list({one.id: one for group in groups for one in group}.values())


def _post(kind: str, reader: Reader, event: ComplaintEvent, tenant: Tenant) -> None:
    thread = f"complaint:{event.complaint_id}:{reader.id}"
    outbox.write(
        f"incidents.{kind}",
        to=reader.email,
        name=reader.name,
        language=reader.language,
        # The first letter of a complaint has the name of its thread, so that all others answer it.
        key=f"thread:{thread}"
        if event.kind == Kind.COMPLAINED
        else f"incidents.{kind}:{event.pk}:{reader.id}",
        tenant=tenant.pk,
        subject=event.complaint_id,
        thread=thread,
        data={"complaint_event": str(event.pk)},
    )
