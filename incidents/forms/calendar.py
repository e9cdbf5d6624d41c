"""The calendar of the help desk, as an operator admin edits it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.calendars import parse_day
from helpdesk.lib.calendars.hours import refuse_crooked
from incidents.forms.fields import Day, Words
from incidents.proposing import Names, OtherHours, Proposal

INTERVAL = re.compile(r"\d{1,2}:[0-5]\d-\d{1,2}:[0-5]\d")
NEW_HOLIDAYS, NEW_EXCEPTIONS = 3, 2


class Hours(forms.CharField):
    """The opening hours of a day: several intervals with commas; nothing is closed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"placeholder": "08:00-12:00, 13:00-17:00", "autocomplete": "off"})
        super().__init__(max_length=120, required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Reads the hours and writes them in one way."""
        text = str(super().clean(value)).replace("–", "-").replace(" ", "")
        parts = [part for part in text.split(",") if part]
        try:
            if not all(INTERVAL.fullmatch(part) for part in parts):
                raise ValueError
            day = parse_day(",".join(parts))
            refuse_crooked(day)
        except ValueError as crooked:
            raise forms.ValidationError(
                _("Write hours as 08:00-12:00, 13:00-17:00, in order and apart; nothing means closed.")
            ) from crooked
        return ", ".join(str(opening) for opening in day)


class Ticked(forms.MultipleChoiceField):
    """The goals that are ticked to move; which there are is known once the edited calendar was tried."""

    def valid_value(self, value: str) -> bool:
        """Takes any: what is not among what was shown moves nothing."""
        return True


class CalendarForm(forms.Form):
    """The week, the days off, other hours on single days, and the reason for the change."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        weekdays: Iterable[tuple[str, str]],
        holidays: Iterable[tuple[date, str]],
        exceptions: Iterable[tuple[date, str]],
        years: Iterable[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for number, (name, hours) in enumerate(weekdays):
            self.fields[f"week-{number}"] = Hours(label=name, initial=hours)
        self.fields["shorten_eves"] = forms.BooleanField(
            label=_("The working day before a public holiday ends an hour earlier"), required=False
        )
        self.fields["removed"] = _days(_("Days off to take away"), holidays)
        for number in range(NEW_HOLIDAYS):
            self.fields[f"day-{number}"] = Day(label=_("New day off"), required=False)
            self.fields[f"lt-{number}"] = _line(_("Its name in Lithuanian"))
            self.fields[f"en-{number}"] = _line(_("Its name in English"))
        self.fields["filled_year"] = forms.TypedChoiceField(
            label=_("Add the public holidays of the year"),
            choices=[("", "–"), *((year, str(year)) for year in years)],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["unexcepted"] = _days(_("Other hours to take away"), exceptions)
        for number in range(NEW_EXCEPTIONS):
            self.fields[f"other-{number}"] = Day(label=_("Day with other hours"), required=False)
            self.fields[f"hours-{number}"] = Hours(label=_("Hours on that day"))
            self.fields[f"why-{number}"] = _line(_("Why"), 200)
        self.fields["reason"] = Words(
            label=_("Reason for the change"), rows=2, help_text=_("The company reads it.")
        )
        self.fields["move"] = Ticked(required=False)
        self.fields["move_reason"] = Words(
            label=_("Reason for moving the goals that are ticked"),
            rows=2,
            required=False,
            help_text=_("It stands on the timeline of each of these requests; their customers read it."),
        )

    @property
    def week(self) -> list[forms.BoundField]:
        """The seven days."""
        return [self[f"week-{number}"] for number in range(7)]

    @property
    def new_holidays(self) -> list[list[forms.BoundField]]:
        """The rows for days off that are added."""
        return [[self[f"{part}-{n}"] for part in ("day", "lt", "en")] for n in range(NEW_HOLIDAYS)]

    @property
    def new_exceptions(self) -> list[list[forms.BoundField]]:
        """The rows for other hours that are added."""
        return [[self[f"{part}-{n}"] for part in ("other", "hours", "why")] for n in range(NEW_EXCEPTIONS)]

    def clean(self) -> dict[str, Any]:
        """Refuses a calendar that is never open, and a new day without its words."""
        written = super().clean() or self.cleaned_data
        if all(written.get(f"week-{number}") == "" for number in range(7)):
            self.add_error(
                None,
                _("A calendar that is never open cannot hold anybody to anything: open one day at least."),
            )
        for number in range(NEW_HOLIDAYS):
            names = [part for part in ("lt", "en") if not written.get(f"{part}-{number}")]
            if written.get(f"day-{number}") and names:
                self.add_error(f"{names[0]}-{number}", _("Name the day in both languages."))
        for number in range(NEW_EXCEPTIONS):
            if written.get(f"other-{number}") and not written.get(f"why-{number}"):
                self.add_error(f"why-{number}", _("Say why the hours differ on that day."))
        return written

    @property
    def proposal(self) -> Proposal:
        """What was written, as one change."""
        said = self.cleaned_data
        return Proposal(
            week=tuple(said[f"week-{number}"] for number in range(7)),
            shorten_eves=said["shorten_eves"],
            added={
                said[f"day-{n}"]: Names(said[f"lt-{n}"], said[f"en-{n}"])
                for n in range(NEW_HOLIDAYS)
                if said[f"day-{n}"]
            },
            removed=frozenset(said["removed"]),
            filled_year=said["filled_year"],
            excepted={
                said[f"other-{n}"]: OtherHours(said[f"hours-{n}"], said[f"why-{n}"])
                for n in range(NEW_EXCEPTIONS)
                if said[f"other-{n}"]
            },
            unexcepted=frozenset(said["unexcepted"]),
        )


def _days(label: Any, days: Iterable[tuple[date, str]]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        choices=[(day.isoformat(), name) for day, name in days],
        coerce=date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _line(label: Any, max_length: int = 120) -> forms.CharField:
    return forms.CharField(label=label, max_length=max_length, required=False)
