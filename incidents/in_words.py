"""The service policy in words that a customer understands, with an example worked out by the real maths."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils.dateformat import format as date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.lib.calendars import Calendar
from helpdesk.ui import durations, moments
from incidents.impact import Impact
from incidents.models.policy import Book, ServicePolicy
from incidents.promises import LEVELS
from incidents.sla import Goal, Goals, Terms
from incidents.sla.terms import ClockKind

FRIDAY, HALF_PAST_FOUR = 4, time(16, 30)


@dataclass(frozen=True)
class Level:
    """What one level means in this help desk, sentence by sentence."""

    level: Impact
    words: str | Promise
    promise: str
    narrowed: ServicePolicy | None
    goals: list[str]
    reported: str
    example: list[str]
    told: list[str]


def levels(book: Book, versions: Sequence[ServicePolicy], now: datetime) -> list[Level]:
    """The three levels under the terms in force, gravest first."""
    terms = book.now(now)
    calendar = book.calendars[terms.business]
    reported = example_moment(calendar, now)
    return [
        Level(
            level=level,
            words=LEVELS[level],
            promise=_promise(terms) if level == Impact.CRITICAL else "",
            narrowed=narrowed_by(book, versions, now) if level == Impact.CRITICAL else None,
            goals=_goals(terms.goals[level], level),
            reported=_moment(reported),
            example=_example(terms, book, level, reported),
            told=_told(terms, level),
        )
        for level in Impact
    ]


def example_moment(calendar: Calendar, now: datetime) -> datetime:
    """The next Friday at half past four by the clock on the company's wall."""
    today = now.astimezone(calendar.zone).date()
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return datetime.combine(friday, HALF_PAST_FOUR, calendar.zone)


def length(goal: Goal) -> str:
    """How long a goal is, to stand after "within"."""
    if goal.days and goal.duration:
        parts = {"days": length(replace(goal, duration=timedelta())), "hours": length(replace(goal, days=0))}
        return _("%(days)s and %(hours)s") % parts
    business = goal.calendar == "business"
    if goal.days:
        form = (
            ngettext("%(n)s business day", "%(n)s business days", goal.days)
            if business
            else ngettext("%(n)s day", "%(n)s days", goal.days)
        )
        return form % {"n": goal.days}
    hours, rest = divmod(int(goal.duration.total_seconds()), 3600)
    if not business:
        return durations.words(goal.duration)
    if rest:
        return _("%(time)s of business hours") % {"time": durations.words(goal.duration)}
    return ngettext("%(n)s business hour", "%(n)s business hours", hours) % {"n": hours}


def runs_on(goal: Goal) -> str:
    """The calendar of a goal."""
    return _("in business hours") if goal.calendar == "business" else _("around the clock")


def narrowed_by(book: Book, versions: Sequence[ServicePolicy], now: datetime) -> ServicePolicy | None:
    """The decision by which the promised hour runs in business hours only, while it does."""
    found: ServicePolicy | None = None
    for terms, version in zip(book.terms, versions, strict=True):
        if terms.valid_from <= now:
            found = None if terms.hour_calendar == "always" else found or version
    return found


def open_days(calendar: Calendar) -> list[tuple[str, str]]:
    """The week, day by day: its name and its hours."""
    monday = date(2024, 1, 1)  # a Monday, for the names of the days alone
    return [
        (_weekday(monday + timedelta(days=number)), ", ".join(str(opening) for opening in hours))
        for number, hours in enumerate(calendar.week)
    ]


def hours(written: str) -> str:
    """Opening hours as people write them: 08:00–17:00."""
    return written.replace("-", "–")


def clock_of(zone: str) -> str:
    """By which clock times are meant, as people say it where there is a word for it."""
    if zone == "Europe/Vilnius":
        return _("By Vilnius time.")
    return _("By the time of %(zone)s.") % {"zone": zone}


def _weekday(day: date) -> str:
    return date_format(day, "l").capitalize()


def _promise(terms: Terms) -> str:
    goal = terms.goals[Impact.CRITICAL].response
    if goal is None:  # no terms are without it
        return ""
    return _("We promise that work starts within %(length)s, %(calendar)s.") % {
        "length": durations.words(goal.duration),
        "calendar": runs_on(goal),
    }


def _goals(goals: Goals, level: Impact) -> list[str]:
    said = []
    if goals.response and level != Impact.CRITICAL:
        said.append(_("We aim to answer within %(length)s.") % {"length": length(goals.response)})
    if goals.resolution:
        solved = {"length": length(goals.resolution), "calendar": runs_on(goals.resolution)}
        said.append(
            _("We aim to solve it within %(length)s.") % solved
            if goals.resolution.calendar == "business"
            else _("We aim to solve it within %(length)s, %(calendar)s.") % solved
        )
    if goals.next_word:
        said.append(
            _("We aim to write again within %(length)s, even if nothing is new.")
            % {"length": length(goals.next_word)}
        )
    return said


def _example(terms: Terms, book: Book, level: Impact, reported: datetime) -> list[str]:
    answer = terms.due(level, "response", reported, book.calendars)
    solve = terms.due(level, "resolution", reported, book.calendars)
    said = []
    if answer:
        form = (
            _("we promise that work starts by %(moment)s")
            if level == Impact.CRITICAL
            else _("we aim to answer by %(moment)s")
        )
        said.append(form % {"moment": _moment(answer)})
    if solve:
        said.append(_("we aim to solve it by %(moment)s") % {"moment": _moment(solve)})
    return said


def _moment(at: datetime) -> str:
    return f"{moments.day(at)}, {moments.clock_time(at)}"


def _told(terms: Terms, level: Impact) -> list[str]:
    """Who is told when, goal by goal."""
    goals = terms.goals[level]
    said = []
    if goals.response and level == Impact.CRITICAL:
        said += _told_of_the_hour(terms, goals.response)
    elif goals.response:
        said.append(_told_of(terms, level, "response", _("Answer")))
    if goals.resolution:
        said.append(_told_of(terms, level, "resolution", _("Solve")))
    if goals.next_word:
        said.append(_told_of(terms, level, "next_word", _("Next word")))
    said.append(
        _("A goal that is missed stays on the timeline of the request, and we owe you the reason for it.")
    )
    return said


def _told_of_the_hour(terms: Terms, promise: Goal) -> list[str]:
    at = [durations.short(promise.duration * share / 100) for share in promise.warn if share]
    said = [
        _("Our agents are told at once, and again after %(times)s.") % {"times": ", ".join(at)}
        if at
        else _("Our agents are told at once.")
    ]
    if "manager" in terms.told(Impact.CRITICAL, "response", late=False):
        said.append(_("Your manager is told each time too."))
    said.append(
        _(
            "When the time is over and nobody has started: all our agents, your manager and the people in"
            " charge at our company, and again every 30 minutes until work starts."
        )
    )
    return said


def _told_of(terms: Terms, level: Impact, clock: ClockKind, name: str) -> str:
    goal = terms.goal(level, clock)
    said = {
        "goal": name,
        "shares": ", ".join(f"{share} %" for share in goal.warn) if goal else "",
        "who": _audience(terms.told(level, clock, late=False)),
        "late": _audience(terms.told(level, clock, late=True)),
    }
    if said["shares"] and said["who"] == said["late"]:
        return _("%(goal)s: at %(shares)s of the time, and when it is over, we tell %(late)s.") % said
    if said["shares"]:
        return _("%(goal)s: at %(shares)s of the time we tell %(who)s; when it is over, %(late)s.") % said
    return _("%(goal)s: when the time is over we tell %(late)s.") % said


def _audience(told: frozenset[str]) -> str:
    if "agents" in told:
        return _("all our agents and your manager") if "manager" in told else _("all our agents")
    return _("the agent and your manager") if "manager" in told else _("the agent who has it")
