"""What has happened to a request, as far as a clock cares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

FactId = UUID | str | int

# Giving a workaround and resolving imply that work has started, at that moment.
STARTS_WORK = frozenset({"started", "workaround_given", "resolved"})
# The question that sends a request to wait is a reply too.
REPLIES = frozenset({"replied", "waited"})
# What the customer hears from an agent. A cancellation and a merge carry their reason.
WORDS = STARTS_WORK | REPLIES | {"cancelled", "merged"}
# What the customer can see being done; notes and assignments are not among it.
VISIBLE_ACTS = WORDS | {"call_logged", "reclassified"}
# The customer's answer, in whichever form, ends a pause; so do expiry and the agent's own "resumed".
ENDS_A_PAUSE = frozenset({"resumed", "customer_replied", "workaround_confirmed", "workaround_failed"})

ATTEMPTS_APART = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of the timeline: what, when, and which side did it."""

    kind: str
    at: datetime
    id: FactId
    by_side: str = "system"  # "agent", "customer", "first_line" or "system"
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def starts_work(self) -> bool:
        """Whether a person of the vendor's side has begun to work by this; nothing else meets the hour."""
        return self.by_side == "agent" and self.kind in STARTS_WORK

    @property
    def answers(self) -> bool:
        """Whether this is work begun, or a reply that a person wrote: not a canned text sent unchanged."""
        wrote = self.by_side == "agent" and self.kind in REPLIES and not self.data.get("canned")
        return wrote or self.starts_work

    @property
    def is_a_word(self) -> bool:
        """Whether the customer hears from an agent by this."""
        spoke = self.kind in WORDS or (self.kind == "call_logged" and bool(self.data.get("answered")))
        return self.by_side == "agent" and spoke

    @property
    def is_a_visible_act(self) -> bool:
        """Whether the customer can see by this that somebody is at it."""
        return self.by_side == "agent" and self.kind in VISIBLE_ACTS

    @property
    def is_the_customers_own_click(self) -> bool:
        """Whether the customer did this, or agreed to it by a click of their own."""
        return self.by_side == "customer" or self.data.get("agreed") is True

    @property
    def next_word_at(self) -> datetime | None:
        """When the agent said that the customer would hear again, if they named a time."""
        named = self.data.get("next_word_at")
        return datetime.fromisoformat(named) if isinstance(named, str) else named

    def names_clock(self, kind: str, generation: int) -> bool:
        """Whether a decision about deadlines is about this clock."""
        return [kind, generation] in [list(one) for one in self.data.get("clocks", ())]


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """The facts as they happened; what happened in the same instant, as it was written down."""
    return sorted(facts, key=lambda fact: (fact.at, fact.id))


def tried_twice(facts: Iterable[Fact]) -> bool:
    """Whether the customer was called twice in vain, 15 minutes apart, since they last said anything."""
    vain: list[datetime] = []
    for fact in in_order(facts):
        if fact.by_side == "customer" or (fact.kind == "call_logged" and fact.data.get("answered")):
            vain.clear()
        elif fact.kind == "call_logged" and fact.by_side == "agent":
            vain.append(fact.at)
    return bool(vain) and vain[-1] - vain[0] >= ATTEMPTS_APART
