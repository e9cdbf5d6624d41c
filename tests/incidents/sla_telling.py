"""A short way to tell what happened to a request: minutes since the report, and what was done."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from helpdesk.lib.calendars import working_week
from incidents.impact import Impact
from incidents.sla import DEFAULT_GOALS, ClockRun, Fact, Goals, Story, Terms, clocks, hour

VILNIUS = ZoneInfo("Europe/Vilnius")
BUSINESS = working_week(VILNIUS, "08:00-17:00")
CALENDARS = {"business": BUSINESS}
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=VILNIUS)

TERMS = [Terms(version=1, valid_from=datetime(2026, 1, 1, tzinfo=VILNIUS))]
NARROWED = [
    Terms(
        version=1,
        valid_from=datetime(2026, 1, 1, tzinfo=VILNIUS),
        goals={
            **DEFAULT_GOALS,
            Impact.CRITICAL: Goals(
                hour("business"),
                DEFAULT_GOALS[Impact.CRITICAL].resolution,
                DEFAULT_GOALS[Impact.CRITICAL].next_word,
            ),
        },
    )
]

CUSTOMERS = {
    "reported",
    "agreed",
    "customer_replied",
    "confirmed",
    "still_failed",
    "reopened",
    "workaround_failed",
    "workaround_confirmed",
}
SYSTEMS = {"closed", "resumed", "warned", "breached", "silence"}


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def fact(
    after: float | datetime, kind: str, side: str | None = None, *, start: datetime = MONDAY, **data: Any
):
    """A fact some minutes after the report (or at an instant), by the side that usually does such a thing."""
    usual = "customer" if kind in CUSTOMERS else "system" if kind in SYSTEMS else "agent"
    at = after if isinstance(after, datetime) else start + minutes(after)
    return Fact(kind, at, "", side or usual, data)


def tell(
    *facts: Fact, level: str = "critical", start: datetime = MONDAY, terms=None, calendars=None, **data
) -> Story:
    """The story of a request that was reported at the start and to which these things happened."""
    every = [Fact("reported", start, "", "customer", {"impact": level, **data}), *facts]
    numbered = [Fact(f.kind, f.at, number, f.by_side, f.data) for number, f in enumerate(every)]
    return clocks(numbered, terms or TERMS, calendars or CALENDARS)


def hours(story: Story) -> list[ClockRun]:
    """Every hour there was."""
    return [run for run in story.runs if run.promise]


def goals(story: Story, kind: str) -> list[ClockRun]:
    """Every clock of a kind but the hours."""
    return [run for run in story.runs if run.kind == kind and not run.promise]


def last(story: Story, kind: str) -> ClockRun:
    """The latest clock of a kind but the hours."""
    return goals(story, kind)[-1]


def after(run_or_at: ClockRun | datetime | None, start: datetime = MONDAY) -> float | None:
    """Minutes from the start until an instant, or until a clock is due."""
    at = run_or_at.due_at if isinstance(run_or_at, ClockRun) else run_or_at
    return at and (at - start) / minutes(1)
