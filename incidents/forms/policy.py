"""The goals of each level, as an operator admin writes them down."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.fields import Words
from incidents.impact import Impact
from incidents.models.policy import CLOCKS
from incidents.sla import Goal, Goals

UNITS = {"days": _("Days"), "hours": _("Hours"), "minutes": _("Minutes")}
CALENDARS = [("business", _("business hours")), ("always", _("around the clock"))]
CLOCK_NAMES = {
    "response": _("Answer"),
    "resolution": _("Solve"),
    "next_word": _("Next word"),
}
THE_HOUR = _("Start work")
OF_THE_HOUR = {0, 50, 75}  # at once, at 30 and at 45 minutes of the hour
LONGEST = 500
# Who is told: as it is written down, and in words.
TOLD = [
    ("agent", _("the agent who has it")),
    ("agents", _("all agents")),
    ("agent,manager", _("the agent and the manager")),
    ("agents,manager", _("all agents and the manager")),
]


class PolicyForm(forms.Form):
    """Every goal of every level, and the reason for the change."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goals: Mapping[Impact, Goals], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals: dict[Impact, Goals] = {}
        for level in Impact:
            for clock in CLOCKS:
                self._ask(f"{level}-{clock}", getattr(goals[level], clock))
        self.fields["reason"] = Words(
            label=_("Reason"), rows=2, help_text=_("The company reads it beside the new terms.")
        )

    def _ask(self, name: str, goal: Goal | None) -> None:
        for (unit, label), amount in zip(UNITS.items(), _written(goal), strict=True):
            self.fields[f"{name}-{unit}"] = forms.IntegerField(
                label=label,
                initial=amount,
                min_value=0,
                max_value=LONGEST,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.fields[f"{name}-calendar"] = forms.ChoiceField(
            label=_("Counted in"), choices=CALENDARS, initial=goal.calendar if goal else "business"
        )
        self.fields[f"{name}-warn"] = forms.CharField(
            label=_("Warn at, %"),
            initial=", ".join(str(share) for share in goal.warn) if goal else "75",
            max_length=40,
            required=False,
        )
        promise = name == "critical-response"
        for part, label, told in (
            ("tell", _("Then tell"), goal.tell if goal else ()),
            ("late", _("When it is over, tell"), goal.tell_late if goal else ()),
        ):
            least = {"agents", *(["manager"] if part == "late" else [])} if promise else set()
            self.fields[f"{name}-{part}"] = forms.ChoiceField(
                label=label,
                choices=[choice for choice in TOLD if least <= set(choice[0].split(","))],
                initial=",".join(sorted({*told, *least})) or "agent",
            )

    @property
    def levels(self) -> list[tuple[Impact, list[dict[str, Any]]]]:
        """The fields as the page lays them out: level by level, clock by clock."""
        parts = (*UNITS, "calendar", "warn", "tell", "late")

        def of(level: Impact, clock: str) -> dict[str, Any]:
            fields = [self[f"{level}-{clock}-{part}"] for part in parts]
            return {"name": _name(level, clock), "fields": fields}

        return [(level, [of(level, clock) for clock in CLOCKS]) for level in Impact]

    def clean(self) -> dict[str, Any]:
        """Makes goals of what was written, and sees that the promise stays within its hour."""
        written = super().clean() or self.cleaned_data
        made = {
            level: {clock: self._goal(f"{level}-{clock}", written) for clock in CLOCKS} for level in Impact
        }
        promise = made[Impact.CRITICAL]["response"]
        name = "critical-response"
        if not promise and not self.errors:
            self.add_error(f"{name}-hours", _("The promise of what is critical needs its time."))
        if promise and (promise.days or promise.duration > timedelta(hours=1)):
            self.add_error(
                f"{name}-hours",
                _("Work on what is critical starts within 1 hour; a policy cannot make it longer."),
            )
        if promise and not set(promise.warn) >= OF_THE_HOUR:
            self.add_error(
                f"{name}-warn",
                _("The agents hear of a critical request at 0, 50 and 75 % of the hour at least."),
            )
        if not self.errors:
            self.goals = {level: Goals(**goals) for level, goals in made.items()}
        return written

    def _goal(self, name: str, written: dict[str, Any]) -> Goal | None:
        days, hours, minutes = (written.get(f"{name}-{unit}") or 0 for unit in UNITS)
        calendar, warn = written.get(f"{name}-calendar"), self._shares(name, written)
        told = [tuple(written.get(f"{name}-{part}", "").split(",")) for part in ("tell", "late")]
        if not (days or hours or minutes) or calendar not in ("business", "always") or warn is None:
            return None
        if not all(map(all, told)):
            return None
        return Goal(timedelta(hours=hours, minutes=minutes), calendar, days, warn, *told)

    def _shares(self, name: str, written: dict[str, Any]) -> tuple[int, ...] | None:
        try:
            found = {
                int(share)
                for share in written.get(f"{name}-warn", "").replace("%", "").split(",")
                if share.strip()
            }
        except ValueError:
            found = {-1}
        if all(0 <= share < 100 for share in found):
            return tuple(sorted(found))
        self.add_error(f"{name}-warn", _("Write whole numbers from 0 to 99, with commas: 50, 75."))
        return None


def _name(level: Impact, clock: str) -> Any:
    return THE_HOUR if (level, clock) == (Impact.CRITICAL, "response") else CLOCK_NAMES[clock]


def _written(goal: Goal | None) -> tuple[int | None, int | None, int | None]:
    if goal is None:
        return None, None, None
    hours, minutes = divmod(int(goal.duration.total_seconds()) // 60, 60)
    return goal.days or None, hours or None, minutes or None
