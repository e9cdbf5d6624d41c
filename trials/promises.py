"""The one business day: when it ends, how long before its end the admins are warned, and how it stands."""

from datetime import datetime, timedelta
from enum import StrEnum

from tenants.helpline import vendor_calendar

WARN_BEFORE = timedelta(hours=3)
JUST_AFTER = timedelta(seconds=1)  # what arrives in the last second is still kept


class State(StrEnum):
    """How a promise stands."""

    RUNNING = "running"
    KEPT = "kept"
    BROKEN = "broken"
    NONE = "none"


def due(received_at: datetime, *, days: int = 1) -> datetime:
    """Closing time of the next business day after the vendor's local date, whatever the hour (UTC)."""
    return vendor_calendar().business_day_end(received_at, days=days)


def state(due_at: datetime, met_at: datetime | None, *, now: datetime) -> State:
    """Says how a promise stands: kept to the whole second, broken after it."""
    if (met_at or now) >= due_at + JUST_AFTER:
        return State.BROKEN
    return State.KEPT if met_at else State.RUNNING
