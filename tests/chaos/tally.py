"""The count at the end: what was promised, what happened, and how late."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection

from helpdesk.outbox.building import message_id
from tests.chaos.promises import letter_key
from tests.chaos.sink import Mailboxes


@dataclass(frozen=True)
class Tally:
    """Promises and letters, counted."""

    once: int
    missed: int
    repeated: int
    mails_once: int
    mails_missing: int
    mails_repeated: int
    handed_over_again: int
    lateness: list[timedelta]

    @property
    def is_clean(self) -> bool:
        """Nothing missed, nothing repeated."""
        return not (self.missed or self.repeated or self.mails_missing or self.mails_repeated)

    def __str__(self) -> str:
        p50, p95, worst = (self._late(share) for share in (0.5, 0.95, 1.0))
        return (
            f"timers  once {self.once}  missed {self.missed}  repeated {self.repeated}\n"
            f"mails   once {self.mails_once}  missing {self.mails_missing}  repeated {self.mails_repeated}"
            f"  (handed over again under the same Message-ID: {self.handed_over_again})\n"
            f"late    p50 {p50:.3f} s  p95 {p95:.3f} s  max {worst:.3f} s"
        )

    def _late(self, share: float) -> float:
        return share_of(self.lateness, share).total_seconds()


def share_of(ordered: Sequence[timedelta], share: float) -> timedelta:
    """The value below which that share of them lies; none is none late."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else timedelta()


def facts() -> list[tuple[UUID, timedelta]]:
    """Every time a promise was kept, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, late FROM chaos_fact ORDER BY late")
        return cursor.fetchall()


def count(promised: set[UUID], mailboxes: Mailboxes) -> Tally:
    """Compares what was promised with what happened."""
    seen = facts()
    kept = Counter(subject for subject, _late in seen)
    expected = {message_id(letter_key(str(subject))) for subject in promised}
    arrived = mailboxes.handed_over
    return Tally(
        once=sum(kept[subject] == 1 for subject in promised),
        missed=sum(kept[subject] == 0 for subject in promised),
        repeated=sum(times > 1 for times in kept.values()) + len(kept.keys() - promised),
        mails_once=sum(arrived[key] > 0 for key in expected),
        mails_missing=sum(arrived[key] == 0 for key in expected),
        # A reader sees a letter twice when it comes under two Message-IDs; under one, the mailbox folds it.
        mails_repeated=len(arrived.keys() - expected),
        handed_over_again=sum(arrived.values()) - len(arrived),
        lateness=[late for _subject, late in seen],
    )
