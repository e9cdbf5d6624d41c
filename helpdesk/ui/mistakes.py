"""What a form says of a mistake where its field has no sentence of its own: what to do, in our words.

Django's own sentences ask to fill in what is chosen from, and speak of values.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

INVALID_CHOICE = {"invalid_choice": _("Choose one of those that are offered.")}
SENTENCES: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {
        "required": _("Fill this in."),
        "min_value": _("Write a number that is not less than %(limit_value)s."),
        "max_value": _("Write a number that is not greater than %(limit_value)s."),
        "max_length": _("Shorten it: at most %(limit_value)s characters fit, and these are %(show_value)s."),
    },
    forms.IntegerField: {"invalid": _("Write a whole number, in digits.")},
    forms.DateField: {
        "required": _("Name the day."),
        "invalid": _("Write the day as year, month and day: 2026-12-28."),
    },
    forms.TimeField: {
        "required": _("Name the time."),
        "invalid": _("Write the time as hours and minutes: 14:30."),
    },
    forms.EmailField: {"invalid": _("Write the whole e-mail address: ona@company.lt.")},
    forms.BooleanField: {"required": _("Tick this, if you agree.")},
    forms.ChoiceField: {"required": _("Choose one."), **INVALID_CHOICE},
    forms.ModelChoiceField: {"required": _("Choose one."), **INVALID_CHOICE},
    forms.MultipleChoiceField: {"required": _("Choose at least one."), **INVALID_CHOICE},
    forms.FileField: {"required": _("Choose a file.")},
}


def speak() -> None:
    """Gives the fields these sentences; a field that has its own keeps it."""
    for field, said in SENTENCES.items():
        field.default_error_messages = {**field.default_error_messages, **said}
