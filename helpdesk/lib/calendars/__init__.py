"""Business calendars: opening hours in a zone, and the open time between instants."""

from helpdesk.lib.calendars.calendar import BeyondHorizon, Calendar, Window, always, short_days, working_week
from helpdesk.lib.calendars.hours import Day, Opening, parse_day

__all__ = [
    "BeyondHorizon",
    "Calendar",
    "Day",
    "Opening",
    "Window",
    "always",
    "parse_day",
    "short_days",
    "working_week",
]
