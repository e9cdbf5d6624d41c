"""The clocks of a request: a pure answer to "what is due, since when, and why"."""

from incidents.sla.facts import Fact, FactId, tried_twice
from incidents.sla.replay import clocks
from incidents.sla.spans import Pause, Span
from incidents.sla.story import ClockRun, Rank, Story, Threshold, next_repeat
from incidents.sla.terms import DEFAULT_GOALS, Goal, Goals, Terms, hour, in_force

__all__ = [
    "DEFAULT_GOALS",
    "ClockRun",
    "Fact",
    "FactId",
    "Goal",
    "Goals",
    "Pause",
    "Rank",
    "Span",
    "Story",
    "Terms",
    "Threshold",
    "clocks",
    "hour",
    "in_force",
    "next_repeat",
    "tried_twice",
]
