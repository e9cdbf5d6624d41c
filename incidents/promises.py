"""What each level would mean for a request filed now: the hour as a promise, the rest as goals."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.impact import Impact
from incidents.models.incident import Incident
from incidents.models.policy import Book
from incidents.sla.terms import AROUND_THE_CLOCK

LEVELS: dict[Impact, str | Promise] = {
    Impact.CRITICAL: _("A system you cannot do without stands still, data is lost, or your business stops."),
    Impact.IMPORTANT: _("A part does not work or gives a wrong result, and there is no other way."),
    Impact.MINIMAL: _("You can carry on. Questions too."),
}


@dataclass(frozen=True)
class Meaning:
    """One level as it stands now: by when somebody starts or answers, and by when it should be solved."""

    level: Impact
    words: str | Promise
    is_promise: bool
    narrowed: bool  # the promised hour runs in business hours only, by a decision on record
    answer_by: datetime | None
    solve_by: datetime | None


def meanings(book: Book, now: datetime) -> list[Meaning]:
    """What the three levels mean for something that is filed at this moment, gravest first."""
    terms = book.now(now)

    def by(goal_name: str, level: Impact) -> datetime | None:
        goal = getattr(terms.goals[level], goal_name)
        if goal is None:
            return None
        calendar = AROUND_THE_CLOCK if goal.calendar == "always" else book.calendars[terms.business]
        return calendar.add(now, goal.length(calendar))

    return [
        Meaning(
            level=level,
            words=LEVELS[level],
            is_promise=level == Impact.CRITICAL,
            narrowed=level == Impact.CRITICAL and _is_narrowed(terms.goals[level].response),
            answer_by=by("response", level),
            solve_by=by("resolution", level),
        )
        for level in Impact
    ]


def is_worked_on_around_the_clock(incident: Incident, book: Book, now: datetime) -> bool:
    """Whether a request is Critical, without a way around it, and our terms know no closing time for it."""
    comes_first = incident.is_critical and incident.is_open and not incident.workaround_confirmed_at
    return comes_first and book.now(now).hour_calendar == "always"


def _is_narrowed(goal: object) -> bool:
    return getattr(goal, "calendar", "always") == "business"
