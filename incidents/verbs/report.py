"""Report: how a request begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from incidents.act import act
from incidents.impact import Impact, level
from incidents.models.call import Call
from incidents.models.comment import Comment
from incidents.models.event import Event
from incidents.models.lifecycle import Channel, Kind
from incidents.need import need, sooner

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person

# Somebody told it, and an agent writes it down: it counts from when they began to.
TOLD = (Channel.PHONE, Channel.DESK)


def report(
    cls: type[Incident],
    subject: str,
    text: str,
    *,
    by: Person,
    marks: Iterable[str] = (),
    kind: str = Kind.INCIDENT,
    requester: Person | None = None,
    product_id: UUID | None = None,
    product_name: str = "",
    product_version: str = "",
    channel: str = Channel.WEB,
    began_at: datetime | None = None,
    contact: str = "",
    second_contact: str = "",
    access: str = "",
    line: str = "",
    key: UUID | None = None,
    call: Call | None = None,
    minutes: int = 0,
    files: Collection[UUID] = (),
) -> Incident:
    """Registers a request: what is ticked makes its level, and its clocks start.

    A call's clocks start when the call began, never when somebody typed it in; with a line, the agent on the
    telephone starts work in the same act. A key makes a form sent twice one request.
    """
    # Whoever wants something new has a wish, not a fault: its level is the lightest.
    ticked = [] if kind == Kind.DEVELOPMENT else sorted({str(mark) for mark in marks})
    incident = cls(
        **({"id": key} if key else {}),
        kind=kind,
        subject=need(subject, "subject"),
        impact=str(level(ticked) if ticked else Impact.MINIMAL),
        marks=ticked,
        channel=channel,
        product_id=product_id,
        product_name=product_name,
        product_version=product_version,
        requester=requester or by,
        contact=contact,
        second_contact=second_contact,
        access=access,
    )
    with act(incident, "report", by=by, new=True) as doing:
        began = call.began_at if call else began_at
        incident.reported_at = sooner(began, doing.now) if channel in TOLD else doing.now
        if call:
            call.settle("become_request", incident, by=by, minutes=minutes)
        elif channel == Channel.PHONE and by.is_agent:
            began = incident.reported_at
            Call.written("become_request", incident, by=by, began_at=began, minutes=minutes, answered=True)
        opening = doing.write(Comment.Kind.OPENING, need(text, "text"), files)
        doing.enter(
            Event.Kind.REPORTED,
            opening,
            at=incident.reported_at,
            kind=incident.kind,
            impact=incident.impact,
            marks=ticked,
            channel=channel,
        )
        if line and by.is_agent:
            doing.verb = "start"
            doing.start(doing.write(Comment.Kind.LINE, line))
    return incident
