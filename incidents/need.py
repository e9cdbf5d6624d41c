"""What an act needs to be told, and the sentence for whoever did not say it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.dates import local_date

if TYPE_CHECKING:
    from incidents.models.incident import Incident


class Unclear(ValueError):
    """The act was not told what it needs; `field` is where, `sentence` says it to the person who tried."""

    def __init__(self, sentence: str | Promise, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field

    def __str__(self) -> str:
        return str(self.sentence)


SENTENCES = {
    "line": _("Say in one line what you do first; the customer sees it."),
    "text": _("Write something."),
    "question": _("Ask the question that the customer should answer."),
    "reason": _("Give the reason; the customer sees it."),
    "subject": _("Say in a few words what it is about."),
    "phone": _("Give the number that we call."),
    "topic": _("Say in a few words what it was about."),
}


ONE_LINE = frozenset({"subject", "topic"})  # what lists and letters say in one

# How far ahead somebody is called, or the goals can wait for an answer.
FURTHEST = timedelta(days=31)
TOO_FAR = _("Name a day within 31 days from now.")
INSTANT = timedelta(microseconds=1)  # the end of a day is the first instant of the next


def need(words: str, field: str) -> str:
    """The words without blanks around them, or Unclear where there are none."""
    if not words.strip():
        refuse(SENTENCES[field], field)
    return " ".join(words.split()) if field in ONE_LINE else words.strip()


def need_either(words: str, files: Collection[UUID], field: str) -> str:
    """The words, which may be none where files come in their place."""
    return words.strip() if files else need(words, field)


def refuse(sentence: str | Promise, field: str | None = None) -> NoReturn:
    """Raises with the sentence for the person who tried."""
    raise Unclear(sentence, field)


def sooner(at: datetime | None, now: datetime) -> datetime:
    """When a call began: as told, or now; never in the future."""
    if at is not None and at > now:
        refuse(_("A call cannot have begun in the future."), "began_at")
    return at or now


def later(at: datetime, now: datetime, zone: ZoneInfo | str) -> datetime:
    """A time that is still to come, on a day not too far away."""
    if at <= now:
        refuse(_("Name a time that is still to come."), "until")
    if local_date(at - INSTANT, zone) > local_date(now, zone) + FURTHEST:
        refuse(TOO_FAR, "until")
    return at


def nearer(at: datetime | None, now: datetime) -> dict[str, Any]:
    """When the customer will hear again, if the agent named a time."""
    if at is None:
        return {}
    if at <= now:
        refuse(_("Name a time that is still to come."), "next_word_at")
    return {"next_word_at": at.isoformat()}


def no_workaround(incident: Incident) -> dict[str, None]:
    """The columns of a workaround that is no longer one."""
    return dict.fromkeys(("workaround", "workaround_given_at", "workaround_confirmed_at"))
