"""What was taken out of the entries of a timeline, and what its reader may still take out of them."""

from collections.abc import Iterable, Sequence

from incidents.models import Event, Person
from incidents.policies import may_redact_of
from incidents.views.attached import Shown

K = Event.Kind


def acts(events: Iterable[Event]) -> dict[str, Event]:
    """The acts that took words, or the number of a call that was asked for, out; by what lost it."""
    redacted = [event for event in events if event.kind == K.REDACTED]
    words = {event.data["of"]: event for event in redacted if "text" in event.data}
    return words | {
        event.data["callback"]: event for event in redacted if "phone" in event.data.get("wish", ())
    }


def key_of(event: Event) -> str:
    """What an entry could lose: its words, or the number of the call that was asked for in it."""
    return str(event.data["callback"] if event.kind == K.CALL_ASKED else event.comment_id)


def may_redact(reader: Person | None, event: Event, files: Sequence[Shown]) -> bool:
    """Whether there is anything left in the entry that this reader may take out of it."""
    said = event.comment
    if reader and reader.is_agent and event.kind == K.CALL_ASKED:
        return True
    if reader is None or said is None:
        return False
    if reader.is_agent and event.kind == K.REPORTED:
        return True  # its request has a subject, whatever else is gone
    left = said.text or any(not one.is_redacted for one in files)
    return bool(left) and may_redact_of(reader, event)
