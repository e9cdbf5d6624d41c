"""A clock on the screen: what it says, how much of it is used, and how loud it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from helpdesk.ui import durations

HOUR = timedelta(hours=1)
LAST_MINUTES = 15 * 60


@dataclass(frozen=True)
class Fuse:
    """How a running clock looks at one moment."""

    tone: str  # calm, warn, hot, late: the class is-<tone>
    used: int  # per cent, 0 to 100
    amber: int  # per cent from which it turns amber
    seconds: int  # left; below zero: late

    @property
    def left(self) -> str:
        """Says what is left or how late it is."""
        return durations.left(self.seconds)

    @property
    def bare(self) -> str:
        """Says the same without the word "left", for a card whose label already says it."""
        said = durations.left(self.seconds) if self.seconds < 0 else durations.short(self.seconds)
        return durations.unbroken(said)  # it stands large, and may take two lines


def light(due: datetime, now: datetime, since: datetime | None = None, used: float | None = None) -> Fuse:
    """Works out a fuse; `used` (0 to 1) overrides the plain share of wall time, as for business hours."""
    span = due - since if since else None
    if used is None:
        used = (now - since) / span if since and span else 0.0
    amber = 50 if span is not None and span <= HOUR else 75
    seconds = durations.whole_seconds(due - now)
    percent = 100 if seconds < 0 else max(0, min(100, round(used * 100)))
    return Fuse(_tone(seconds, percent, amber), percent, amber, seconds)


def _tone(seconds: int, percent: int, amber: int) -> str:
    if seconds < 0:
        return "late"
    if seconds <= LAST_MINUTES:
        return "hot"
    return "warn" if percent >= amber else "calm"
