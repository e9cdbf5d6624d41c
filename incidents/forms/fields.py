"""The fields that several forms share."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Words(forms.CharField):
    """Words of somebody, of more than one line."""

    def __init__(self, *, rows: int = 4, max_length: int = 20_000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class Line(forms.CharField):
    """One line, "what I do first", which the customer sees."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {"label": _("What you do first"), "max_length": 200} | kwargs
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **given)


YEARS = range(2000, 2100)  # before and after these, zones and calendars run out of numbers


class Moment(forms.DateTimeField):
    """A day and a time, in the zone of the page."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """Takes only a moment that somebody could live to see."""
        moment: datetime | None = super().to_python(value)
        if moment is not None and moment.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class Day(forms.DateField):
    """A day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Takes only a day that somebody could live to see."""
        day: date | None = super().to_python(value)
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def day_to_wait_for(now: datetime) -> date:
    """The day until whose end an answer is waited for if nobody names another: the third working day."""
    day, left = timezone.localtime(now).date(), 3
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day
