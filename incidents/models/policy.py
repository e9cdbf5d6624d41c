"""What the vendor promises and aims for in this help desk, version by version."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.lib import schema
from helpdesk.lib.calendars import Calendar, parse_day
from incidents.impact import Impact
from incidents.sla import DEFAULT_GOALS, Goal, Goals, Terms, in_force
from tenants.guard import TenantModel

CLOCKS = ("response", "resolution", "next_word")
COLUMNS = ("id", "version", "valid_from", "goals", "calendar")
MOST_BOOKS = 1_000


class Book(NamedTuple):
    """All versions of the terms, and the business calendar of each."""

    terms: tuple[Terms, ...]
    calendars: Mapping[str, Calendar]

    def now(self, at: datetime) -> Terms:
        """The terms in force."""
        return in_force(self.terms, at)


# By help desk and newest version: no two help desks ever share a book.
_read_up_to: dict[tuple[str, UUID], Book] = {}


class ServicePolicy(TenantModel):
    """One version of the terms, with its business calendar as it stood; a new version is a new row.

    A clock finishes under the version it started under, so neither a new goal nor an edited calendar moves a
    promise that was given.
    """

    version = models.PositiveIntegerField(unique=True)
    valid_from = models.DateTimeField()
    goals = models.JSONField(help_text=_("Response, resolution and next word of each level."))
    calendar = models.JSONField(help_text=_("The business calendar as it stood."))
    by = models.ForeignKey("incidents.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["version"]

    def __str__(self) -> str:
        return f"#{self.version}"

    @classmethod
    def book(cls, newest: UUID | None = None) -> Book:
        """Every version there is, as the clocks read them.

        Who knows which version is the newest is spared the statement where this process has read up to it: a
        version is written once and never changed.
        """
        known = _read_up_to.get((schema.here(), newest)) if newest else None
        if known is not None:
            return known
        rows = list(cls.objects.order_by("version").values_list(*COLUMNS))
        texts = [(number, since, json.dumps(g), json.dumps(c)) for _id, number, since, g, c in rows]
        book = _book(tuple(texts))
        if newest and rows and rows[-1][0] == newest:
            if len(_read_up_to) >= MOST_BOOKS:
                _read_up_to.clear()
            _read_up_to[schema.here(), newest] = book
        return book

    @classmethod
    def newest(cls) -> models.Subquery:
        """The newest version's id, for a statement that is made anyway."""
        return models.Subquery(cls.objects.order_by("-version").values("pk")[:1])

    @classmethod
    def revise(
        cls,
        *,
        at: datetime,
        by: Any = None,
        reason: str = "",
        goals: Mapping[Impact, Goals] | None = None,
        calendar: Mapping[str, Any] | None = None,
    ) -> Self:
        """Writes the next version; what is not given stays. ValueError for crooked terms."""
        last = cls.objects.order_by("-version").first()
        row = cls(
            version=last.version + 1 if last else 1,
            valid_from=at,
            goals=goals_as_json(goals) if goals or not last else last.goals,
            calendar=dict(calendar) if calendar is not None else last.calendar if last else {},
            by=by,
            reason=reason,
        )
        _read(row.version, at, json.dumps(row.goals), json.dumps(row.calendar))
        row.save(force_insert=True)
        return row


def goals_as_json(goals: Mapping[Impact, Goals] | None = None) -> dict[str, Any]:
    """The goals as a row keeps them; the house's defaults when none are given."""
    return {
        str(level): {clock: _goal_as_json(getattr(of_level, clock)) for clock in CLOCKS}
        for level, of_level in (goals or DEFAULT_GOALS).items()
    }


def _goal_as_json(goal: Goal | None) -> dict[str, Any] | None:
    if goal is None:
        return None
    minutes = int(goal.duration.total_seconds() // 60)
    return {
        "minutes": minutes,
        "days": goal.days,
        "calendar": goal.calendar,
        "warn": list(goal.warn),
        "tell": list(goal.tell),
        "tell_late": list(goal.tell_late),
    }


@lru_cache(maxsize=512)
def _book(rows: tuple[tuple[int, datetime, str, str], ...]) -> Book:
    read = [_read(*row) for row in rows]
    return Book(
        tuple(terms for terms, _calendar in read),
        {terms.business: calendar for terms, calendar in read},
    )


def _read(version: int, valid_from: datetime, goals: str, calendar: str) -> tuple[Terms, Calendar]:
    levels = {
        Impact(level): Goals(**{clock: _goal(of_level[clock]) for clock in CLOCKS})
        for level, of_level in json.loads(goals).items()
    }
    terms = Terms(version, valid_from, levels, business=f"business-{version}")
    return terms, calendar_of(json.loads(calendar))


def _goal(row: dict[str, Any] | None) -> Goal | None:
    if row is None:
        return None
    # Terms that were written down before somebody could be chosen tell the agent who has the request.
    tell, late = (tuple(row.get(name, ("agent",))) for name in ("tell", "tell_late"))
    length = timedelta(minutes=row["minutes"])
    return Goal(length, row["calendar"], row["days"], tuple(row["warn"]), tell, late)


def calendar_of(row: Mapping[str, Any]) -> Calendar:
    """The calendar that a version of the terms keeps; ValueError for one that is crooked or never open."""
    return Calendar(
        zone=ZoneInfo(row["zone"]),
        week=tuple(parse_day(hours) for hours in row["week"]),
        days_off=frozenset(date.fromisoformat(day) for day in row["days_off"]),
        short_days=frozenset(date.fromisoformat(day) for day in row["short_days"]),
        exceptions={date.fromisoformat(day): parse_day(hours) for day, hours in row["exceptions"].items()},
    )
