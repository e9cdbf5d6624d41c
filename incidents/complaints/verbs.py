"""What can be done with a complaint. Each act is one word, here, in its address, and in its history."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from helpdesk import audit
from incidents import attaching
from incidents.complaints import goals, owners, policies
from incidents.complaints.act import Act, act
from incidents.desk import desk
from incidents.models.complaint_event import ComplaintEvent, ComplaintWords
from incidents.models.lifecycle import Channel
from incidents.models.people import Person
from incidents.need import need, refuse

if TYPE_CHECKING:
    from incidents.models.attachment import Attachment
    from incidents.models.complaint import Complaint
    from incidents.models.incident import Incident

Kind = ComplaintEvent.Kind
Words = ComplaintWords.Kind


def complain(
    cls: type[Complaint],
    text: str,
    *,
    by: Person,
    complainant: Person | None = None,
    incident: Incident | None = None,
    files: Collection[UUID] = (),
    key: UUID | None = None,
) -> Complaint:
    """Receives a complaint, perhaps about a request; an agent writes down what somebody said by phone.

    A key makes a form sent twice one complaint.
    """
    who = complainant or by
    if by.is_agent and who.side == Person.Side.AGENT:
        refuse(_("Say who of the company complains."), "complainant")
    if not by.is_agent and who.pk != by.pk:
        raise PermissionDenied
    if incident and not who.may_see(incident, desk()):
        # Else a complaint would show a request to somebody who may not read it.
        refuse(_("This person cannot see that request."), "incident")
    complaint = cls(
        **({"id": key} if key else {}),
        channel=Channel.PHONE if by.is_agent else Channel.WEB,
        complainant=who,
        incident=incident,
        about=incident.agent if incident else None,
    )
    with act(complaint, "complain", by=by, new=True) as doing:
        complaint.received_at = complaint.since = doing.now
        complaint.due_at = goals.due_at(doing.now, 1, doing.calendar)
        complaint.save(force_insert=True)
        said = doing.write(Words.COMPLAINT, text, files)
        doing.enter(Kind.COMPLAINED, said, channel=complaint.channel, due=complaint.due_at.isoformat())
    return complaint


def own(self: Complaint, owner: Person, *, by: Person) -> None:
    """From now on this agent answers for it: never the one it is about, where there is anybody else."""
    with act(self, "own", by=by) as doing:
        owners.ask(owner, self, doing.tenant)
        doing.set(owner=owner)
        doing.enter(Kind.OWNED, owner=str(owner.pk))


def answer(self: Complaint, text: str, *, by: Person, files: Collection[UUID] = ()) -> None:
    """Says what is done about it. The customer is asked whether they agree; only they can close it."""
    with act(self, "answer", by=by) as doing:
        said = doing.write(Words.ANSWER, text, files)
        late = doing.now > self.due_at
        if self.owner_id is None:  # an operator admin who answers takes care of it from now on
            doing.set(owner=by)
            doing.enter(Kind.OWNED, owner=str(by.pk))
        if self.in_time is None:
            doing.set(in_time=not late)
        doing.set(answered_at=doing.now, reminded_at=None)
        doing.enter(Kind.ANSWERED, said, turn=self.turn, late=late)


def agree(self: Complaint, *, by: Person) -> None:
    """The customer agrees: this alone closes it."""
    with act(self, "agree", by=by) as doing:
        doing.set(closed_at=doing.now, agreed_by=by)
        doing.enter(Kind.AGREED)


def dispute(self: Complaint, text: str, *, by: Person, files: Collection[UUID] = ()) -> None:
    """The customer does not agree: back to its owner, with an operator admin beside them and a new time."""
    with act(self, "dispute", by=by) as doing:
        said = doing.write(Words.DISPUTE, text, files)
        turn = self.turn + 1
        due = goals.due_at(doing.now, turn, doing.calendar)
        doing.set(turn=turn, since=doing.now, due_at=due, escalated_at=self.escalated_at or doing.now)
        doing.set(warned_at=None, overdue_at=None, alarmed_at=None, reminded_at=None)
        doing.enter(Kind.DISPUTED, said, turn=turn, due=due.isoformat())


def withdraw(self: Complaint, *, by: Person) -> None:
    """Who complained takes it back; nobody does it for them."""
    with act(self, "withdraw", by=by) as doing:
        doing.set(withdrawn_at=doing.now)
        doing.enter(Kind.WITHDRAWN)


def add(self: Complaint, text: str, *, by: Person, files: Collection[UUID] = ()) -> None:
    """The company says something more; neither its status nor its time changes by that."""
    with act(self, "add", by=by) as doing:
        doing.enter(Kind.ADDED, doing.write(Words.ADDITION, text, files))


def note(self: Complaint, text: str, *, by: Person, files: Collection[UUID] = ()) -> None:
    """A note for the desk alone: also how the one whom it is about tells their side."""
    with act(self, "note", by=by) as doing:
        doing.enter(Kind.NOTED, doing.write(Words.NOTE, text, files))


def redact(
    self: Complaint,
    reason: str,
    *,
    words: ComplaintWords,
    text: bool = True,
    files: Collection[UUID] = (),
    by: Person,
) -> None:
    """Takes words or files out of an entry for good; who, when, why and a digest stay."""
    with act(self, "redact", by=by) as doing:
        entry = self.events.filter(words=words).first()
        if entry is None or (entry.is_internal and not by.is_agent):
            raise PermissionDenied
        if not policies.may_redact_of(by, entry):
            raise PermissionDenied
        why = need(reason, "reason")
        words.refresh_from_db()
        taken = {"text": _blank(doing, words)} if text and words.text else {}
        gone = attaching.redact(words, files, at=doing.now, tenant=doing.tenant.pk)
        if not taken and not gone:
            refuse(_("Choose what is to be taken out; it may have been taken out already."), "what")
        said = doing.write(Words.NOTE if entry.is_internal else Words.REASON, why)
        doing.enter(
            Kind.REDACTED, said, of=str(words.pk), entry=str(entry.pk), files=gone, **taken, **_inside(entry)
        )


def disinfect(self: Complaint, found: Attachment) -> None:
    """Says that a file with a virus was removed; only the search for viruses does this."""
    with act(self, "disinfect", by=None) as doing:
        entry = self.events.get(words=found.words_id)
        about = {"file": str(found.pk), "person": str(found.by_id), "entry": str(entry.pk)}
        doing.enter(Kind.DISINFECTED, **about, **_inside(entry))


def _inside(entry: ComplaintEvent) -> dict[str, bool]:
    """Whoever does not read an entry does not even read what became of it."""
    return {"inside": True} if entry.is_internal else {}


def _blank(doing: Act, words: ComplaintWords) -> str:
    """Blanks the words and gives their digest."""
    digest = audit.digest(words.text, tenant=doing.tenant.pk)
    words.text, words.redacted_at = "", doing.now
    words.save(update_fields=["text", "redacted_at"])
    return digest
