"""The opening hours of one day: intervals of minutes, several if need be, past midnight if need be."""

from itertools import pairwise
from typing import NamedTuple

DAY_MINUTES = 24 * 60
SHORTER_BY = 60  # minutes a short day ends earlier


class Opening(NamedTuple):
    """Open hours that begin on a day, in minutes from its midnight; past 24:00 they run into the next day."""

    opens: int
    closes: int

    @classmethod
    def parse(cls, text: str) -> "Opening":
        """Reads "08:00-17:00"; a closing time that is not later than the opening one is the next day's."""
        opens, closes = (int(part[:-3]) * 60 + int(part[-2:]) for part in text.split("-"))
        return cls(opens, closes if closes > opens else closes + DAY_MINUTES)

    def __str__(self) -> str:
        ends = self.closes if self.closes <= DAY_MINUTES else self.closes - DAY_MINUTES
        return f"{self.opens // 60:02}:{self.opens % 60:02}-{ends // 60:02}:{ends % 60:02}"


Day = tuple[Opening, ...]


def parse_day(text: str) -> Day:
    """Reads the hours of a day as people write them: "08:00-12:00, 13:00-17:00"; nothing means closed."""
    return tuple(sorted(Opening.parse(part.strip()) for part in text.split(",") if part.strip()))


def shortened(day: Day) -> Day:
    """The day without its last open hour, taken from the last interval and on from the one before."""
    left, hours = SHORTER_BY, list(day)
    while hours and left:
        opens, closes = hours.pop()
        if closes - opens > left:
            hours.append(Opening(opens, closes - left))
            break
        left -= closes - opens
    return tuple(hours)


def covers_the_day(day: Day) -> bool:
    """Whether the day is open from midnight to midnight."""
    reached = 0
    for opens, closes in day:
        if opens > reached:
            return False
        reached = max(reached, closes)
    return reached >= DAY_MINUTES


def refuse_crooked(day: Day) -> None:
    """Raises ValueError for hours that no door could keep."""
    for opens, closes in day:
        if not 0 <= opens < DAY_MINUTES or not opens < closes <= opens + DAY_MINUTES:
            raise ValueError("Hours begin within their day, end after they begin, and last 24 hours at most.")
    if any(later.opens < earlier.closes for earlier, later in pairwise(day)):
        raise ValueError("The hours of a day come in order and do not overlap.")
