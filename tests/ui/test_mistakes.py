"""What a form says of a mistake, where its field has no sentence of its own: what to do, in our words."""

import pytest
from django import forms
from django.utils.translation import override

CHOICES = [("a", "A")]


class Everything(forms.Form):
    """One field of each kind."""

    name = forms.CharField(max_length=3)
    one = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    number = forms.TypedChoiceField(choices=CHOICES)
    several = forms.MultipleChoiceField(choices=CHOICES)
    agree = forms.BooleanField()
    email = forms.EmailField()
    minutes = forms.IntegerField(min_value=1, max_value=600)
    day = forms.DateField()
    time = forms.TimeField()
    own = forms.CharField(error_messages={"required": "Say why."})


EMPTY = {
    "name": "Fill this in.",
    "one": "Choose one.",
    "number": "Choose one.",
    "several": "Choose at least one.",
    "agree": "Tick this, if you agree.",
    "email": "Fill this in.",
    "minutes": "Fill this in.",
    "day": "Name the day.",
    "time": "Name the time.",
    "own": "Say why.",
}


@pytest.mark.parametrize("name", EMPTY)
def test_what_is_left_out_is_asked_for_as_it_is_given(name):
    with override("en"):
        assert Everything({}).errors[name] == [EMPTY[name]]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("minutes", "601", "Write a number that is not greater than 600."),
        ("minutes", "0", "Write a number that is not less than 1."),
        ("minutes", "ten", "Write a whole number, in digits."),
        ("name", "Anna", "Shorten it: at most 3 characters fit, and these are 4."),
        ("one", "b", "Choose one of those that are offered."),
        ("several", "b", "Choose one of those that are offered."),
        ("email", "ona", "Write the whole e-mail address: ona@company.lt."),
        ("day", "soon", "Write the day as year, month and day: 2026-12-28."),
    ],
)
def test_what_does_not_fit_is_told_how_it_would(name, value, said):
    with override("en"):
        assert Everything({name: [value] if name == "several" else value}).errors[name] == [said]


def test_lithuanian_says_the_same():
    with override("lt"):
        errors = Everything({"minutes": "601"}).errors
        assert errors["one"] == ["Pasirinkite vieną."]
        assert errors["minutes"] == ["Įrašykite ne didesnį skaičių kaip 600."]
