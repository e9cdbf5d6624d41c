"""How the level of a request is found from what the customer ticked."""

from collections.abc import Iterable
from enum import StrEnum


class Impact(StrEnum):
    """How hard a request hits the business: the level by which it is served."""

    CRITICAL = "critical"
    IMPORTANT = "important"
    MINIMAL = "minimal"

    @property
    def rank(self) -> int:
        """0 for the gravest level, growing as it gets lighter."""
        return list(Impact).index(self)

    def graver_than(self, other: "Impact") -> bool:
        """Whether this level outranks the other one."""
        return self.rank < other.rank


class Mark(StrEnum):
    """What a customer can tick as true; the words they read live with the forms."""

    MAIN_SERVICE = "main_service"
    MAIN_DEPARTMENTS = "main_departments"
    MAIN_BUSINESS_UNTOUCHED = "main_business_untouched"
    CRITICAL_FUNCTION_DOWN = "critical_function_down"
    DATA_LOST = "data_lost"
    BUSINESS_STOPPED = "business_stopped"
    PART_BROKEN_NO_WORKAROUND = "part_broken_no_workaround"
    CAN_CARRY_ON = "can_carry_on"
    HAS_WORKAROUND = "has_workaround"
    MINOR_BEHAVIOUR = "minor_behaviour"
    QUESTION_ONLY = "question_only"


CONTEXT = frozenset({Mark.MAIN_SERVICE, Mark.MAIN_DEPARTMENTS, Mark.MAIN_BUSINESS_UNTOUCHED})
"""Evidence of how the program is used; it never raises a level, else every question would be critical."""

EFFECTS = {
    Impact.CRITICAL: frozenset({Mark.CRITICAL_FUNCTION_DOWN, Mark.DATA_LOST, Mark.BUSINESS_STOPPED}),
    Impact.IMPORTANT: frozenset({Mark.PART_BROKEN_NO_WORKAROUND}),
    Impact.MINIMAL: frozenset(
        {Mark.CAN_CARRY_ON, Mark.HAS_WORKAROUND, Mark.MINOR_BEHAVIOUR, Mark.QUESTION_ONLY}
    ),
}
"""The marks that decide, by the level they make; of ticks that contradict each other the graver counts."""


def level(marks: Iterable[str]) -> Impact:
    """The level that the ticked marks make; ValueError for a mark nobody could have ticked."""
    ticked = {Mark(mark) for mark in marks}
    return next((impact for impact in Impact if EFFECTS[impact] & ticked), Impact.MINIMAL)
