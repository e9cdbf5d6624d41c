"""What is due next of a request, as a row of a list says it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from helpdesk.lib.calendars import Calendar
from helpdesk.ui import hot, moments
from incidents.models import OPEN, Status
from incidents.views.clocks import paused_until
from incidents.views.lines import Line

# What must be done by then
WHAT = {
    "hour": gettext_lazy("Start work"),
    "response": gettext_lazy("Answer"),
    "resolution": gettext_lazy("Resolve"),
    "next_word": gettext_lazy("Next word"),
    "call": pgettext_lazy("clock", "Call"),
}


@cache
def _label(kind: str, _language: str | None) -> str:
    return str(WHAT.get(kind, ""))


@dataclass
class Due:
    """The next thing due, running, resting or none."""

    incident: Line
    now: datetime
    business: Calendar

    @property
    def label(self) -> str:
        """What must be done."""
        return _label(self.incident.next_due_kind, get_language())

    @property
    def used(self) -> float | None:
        """The share of a goal's open time that is used up; None where wall time is the measure."""
        one = self.incident
        if one.impact == "critical" or one.next_due_kind in ("hour", "call"):
            return None
        if one.next_due_at is None or one.next_due_since is None:
            return None
        whole = self.business.elapsed(one.next_due_since, one.next_due_at)
        left = self.business.elapsed(self.now, one.next_due_at) if self.now < one.next_due_at else None
        return 1.0 if left is None or not whole else 1 - left / whole

    @property
    def cell(self) -> SafeString:
        """The cell of the list."""
        one = self.incident
        if one.status == Status.RESOLVED and one.resolved_at:
            said = _("Resolved %(when)s") % {"when": moments.relative(one.resolved_at, self.now)}
            return hot.countdown(self.now, None, state="met", text=said)
        if one.closed_at:
            said = _("Closed %(when)s") % {"when": moments.relative(one.closed_at, self.now)}
            return hot.countdown(self.now, None, state="met", text=said)
        if one.cancelled_at:
            said = _("Cancelled %(when)s") % {"when": moments.relative(one.cancelled_at, self.now)}
            return hot.countdown(self.now, None, state="none", text=said)
        if one.status not in OPEN:
            return hot.countdown(self.now, None, state="none")
        rests = one.next_due_kind == "waiting" or (one.paused and one.next_due_kind == "resolution")
        if rests or one.next_due_at is None:
            if one.waiting_until is None:
                return hot.countdown(self.now, None, state="none")
            return hot.countdown(
                self.now, None, state="paused", text=paused_until(one.waiting_until, self.now)
            )
        label = self.label
        return hot.countdown(
            self.now,
            one.next_due_at,
            label=label,
            since=one.next_due_since,
            used=self.used,
            name=f"{one.reference}: {label}",
        )
