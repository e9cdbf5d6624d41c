"""When a call is to be made that somebody waits for: at the time that was named, or as soon as we can."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from helpdesk.ui import moments
from incidents.models.event import Event

BEFORE = timedelta(minutes=10)  # so long before a named time somebody is reminded of it
LATE_AFTER = timedelta(minutes=30)


class Wish(NamedTuple):
    """A call that a request waits for, as its timeline tells it."""

    asked_at: datetime
    aim_at: datetime
    soon: bool


def aim(wanted_at: datetime, *, soon: bool) -> datetime:
    """The time that we aim for: as soon as we can means within half an hour."""
    return wanted_at + LATE_AFTER if soon else wanted_at


def is_late(aim_at: datetime, now: datetime, *, soon: bool) -> bool:
    """Whether it counts as not made in time: half an hour after a named time, or after it was asked for."""
    return now >= (aim_at if soon else aim_at + LATE_AFTER)


def in_words(
    aim_at: datetime, now: datetime, *, soon: bool, in_letter: bool = False, brief: bool = False
) -> str:
    """Says it the way it stands in a sentence: "by 10:30" of as soon as we can, else "at 14:00"."""
    if not soon:
        return moments.at(aim_at, now, in_letter=in_letter, brief=brief)
    latest = moments.dated(aim_at, now, brief=brief) if in_letter else moments.by(aim_at, now)
    return _("by %(due)s") % {"due": latest}


def wish_of(timeline: Sequence[Event]) -> Wish | None:
    """The call that is still to be made: the last that was asked for, unless it was made or taken back."""
    for event in reversed(timeline):
        if event.kind == Event.Kind.CALL_WITHDRAWN or _is_answered(event):
            return None
        if event.kind == Event.Kind.CALL_ASKED:
            soon = event.data["soon"]
            return Wish(event.at, aim(datetime.fromisoformat(event.data["wanted_at"]), soon=soon), soon)
    return None


def _is_answered(event: Event) -> bool:
    return event.kind == Event.Kind.CALL_LOGGED and bool(event.data["answered"])
