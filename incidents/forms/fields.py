"""The fields that several forms share."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.forms.utils import from_current_timezone, to_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.ui.areas import Area
from incidents.need import SENTENCES


class Words(forms.CharField):
    """Words of somebody, of more than one line."""

    default_error_messages: ClassVar[Any] = {"required": SENTENCES["text"]}

    def __init__(self, *, rows: int = 4, max_length: int = 20_000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=Area(attrs={"rows": rows}), **kwargs)


class Reason(Words):
    """Why something is done, for the customer to read."""

    default_error_messages: ClassVar[Any] = {"required": SENTENCES["reason"]}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Reason"), rows=2, help_text=_("The customer sees it."), **kwargs)


class Line(forms.CharField):
    """One line, "what I do first", which the customer sees."""

    default_error_messages: ClassVar[Any] = {"required": SENTENCES["line"]}

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {"label": _("What you do first"), "max_length": 200} | kwargs
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **given)


YEARS = range(2000, 2100)  # before and after these, zones and calendars run out of numbers


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


class TimeOfDay(forms.TimeField):
    """A time of the day; where the browser has no field for it, a point between the numbers does as well."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S", "%H.%M"], **kwargs)


PARTS = ("day", "time")


class DayAndTime(forms.MultiWidget):
    """Two controls beside each other: not every browser has one for both that keys can fill in."""

    def __init__(self, day: forms.Field, time: forms.Field) -> None:
        super().__init__(dict(zip(PARTS, (day.widget, time.widget), strict=True)))

    def id_for_label(self, id_: str) -> str:
        """The first of the two."""
        return f"{id_}_0"

    def decompress(self, value: Any) -> list[Any]:
        """A moment in the zone of the page, or what was typed, as `kept` has put it together."""
        if isinstance(value, datetime):
            here = to_current_timezone(value)
            return [here.date(), here.time()]
        return re.split("[ T]", str(value or " "), maxsplit=1)

    def kept(self, name: str, typed: Callable[[str], str]) -> str:
        """What was typed into both, in one line; nothing where both are empty."""
        line = " ".join(typed(f"{name}_{part}") for part in PARTS)
        return line if line.strip() else ""


class Moment(forms.MultiValueField):
    """A day and a time, in the zone of the page; what is wrong with one of them is said of that one."""

    def __init__(self, **kwargs: Any) -> None:
        day, time = Day(label=_("Day")), TimeOfDay(label=pgettext_lazy("of the day", "Time"))
        super().__init__((day, time), widget=DayAndTime(day, time), require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime | None:
        """Takes both, or neither where it can be left out."""
        typed = value or ["", ""]
        if not any(typed) and not self.required:
            return None
        said: list[Any] = []
        wrong = []
        for place, (part, one) in enumerate(zip(self.fields, typed, strict=True)):
            try:
                said.append(part.clean(one))
            except forms.ValidationError as no:
                wrong.append(forms.ValidationError(no.messages[0], code=str(place)))
        if wrong:
            raise forms.ValidationError(wrong)
        return self.compress(said)

    def compress(self, said: list[Any]) -> datetime | None:
        """The moment that both make."""
        moment: datetime | None = from_current_timezone(datetime.combine(*said))
        return moment


def day_to_wait_for(now: datetime) -> date:
    """The day until whose end an answer is waited for if nobody names another: the third working day."""
    day, left = timezone.localtime(now).date(), 3
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


class Telephone(forms.CharField):
    """A number that can be called, in whichever way it is written; words may stand beside it."""

    FEWEST = 5  # digits

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        super().__init__(
            max_length=40,
            widget=forms.TextInput({"inputmode": "tel", "autocomplete": autocomplete}),
            error_messages={"required": _("Give the number that we call.")},
            **kwargs,
        )

    def validate(self, value: str) -> None:
        """Sees that there is a number in it."""
        super().validate(value)
        if sum(sign.isdecimal() for sign in value) < self.FEWEST:
            raise forms.ValidationError(_("Write the number with digits, for example +370 600 00000."))
