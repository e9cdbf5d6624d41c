"""By when a complaint is to be answered, and when the clock looks at it next."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from helpdesk.lib.calendars import Calendar
from incidents.models.policy import ServicePolicy

if TYPE_CHECKING:
    from incidents.models.complaint import Complaint

# Goals of the house, in business days. They are no part of the versioned terms: those are kept level by
# level, and a complaint has none.
ANSWER_IN = 5
ANSWER_AGAIN_IN = 3  # to somebody who did not agree: the matter is known by then
ASK_AGAIN_AFTER = 5  # when nobody says whether they agree; asked once, and never taken for a yes
# Open hours; then an alarm, again and again until somebody takes care of it.
OWNED_WITHIN = timedelta(hours=4)


def calendar_at(at: datetime, newest: UUID | None = None) -> Calendar:
    """The business calendar as it stood; who knows the newest terms is spared a statement."""
    book = ServicePolicy.book(newest)
    return book.calendars[book.now(at).business]


def days_of(turn: int) -> int:
    """How many business days an answer may take: the first, or one more."""
    return ANSWER_IN if turn == 1 else ANSWER_AGAIN_IN


def due_at(since: datetime, turn: int, calendar: Calendar) -> datetime:
    """By when we aim to answer: closing time of the last of those days."""
    return calendar.business_day_end(since, days_of(turn))


def warn_at(since: datetime, turn: int, calendar: Calendar) -> datetime:
    """When the owner is warned: at closing time of the day before, so that a whole business day is left."""
    return calendar.business_day_end(since, days_of(turn) - 1)


def ask_again_at(answered_at: datetime, calendar: Calendar) -> datetime:
    """When the customer is asked once more whether they agree."""
    return calendar.business_day_end(answered_at, ASK_AGAIN_AFTER)


def alarm_at(complaint: "Complaint", calendar: Calendar) -> datetime:
    """When everybody hears that nobody takes care of it."""
    return calendar.add(max(complaint.since, complaint.alarmed_at or complaint.since), OWNED_WITHIN)


def next_at(complaint: "Complaint", calendar: Calendar) -> datetime | None:
    """When the clock looks at it next; never where nothing can fall due any more."""
    moments: list[datetime] = []
    if complaint.is_open:
        if complaint.owner_id is None:
            moments.append(alarm_at(complaint, calendar))
        if complaint.overdue_at is None:
            moments.append(complaint.due_at)
            if complaint.warned_at is None:
                moments.append(warn_at(complaint.since, complaint.turn, calendar))
    elif complaint.status == "answered" and complaint.answered_at and complaint.reminded_at is None:
        moments.append(ask_again_at(complaint.answered_at, calendar))
    return min(moments, default=None)
