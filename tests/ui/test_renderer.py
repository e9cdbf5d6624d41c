"""Controls drawn in Python are, to the letter, what Django's templates draw."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from helpdesk.ui.renderer import DRAWN, Renderer

ODD = '<b>"it\'s" & ąžuolas</b>'
CHOICES = [("", gettext_lazy("Choose")), ("a", ODD), (1, 1234.5), (True, "Taip"), (None, "?")]
GROUPS = [("a", "A"), (ODD, [("b", "B"), ("c", mark_safe("<i>C</i>"))])]
WIDGETS = {
    "text": (
        forms.TextInput({"autofocus": True, "hidden": False, "maxlength": 5000}),
        [None, "", ODD, 1234567],
    ),
    "number": (forms.NumberInput(), [None, 0, 12345, Decimal("1.50")]),
    "email": (forms.EmailInput({"placeholder": ODD}), ["a@b.example"]),
    "url": (forms.URLInput(), ["https://langelis.test/?a=1&b=2"]),
    "password": (forms.PasswordInput(render_value=True), ["x", None]),
    "hidden": (forms.HiddenInput(), [ODD, None]),
    "date": (forms.DateInput({"type": "date"}), [date(2027, 3, 1), "vakar"]),
    "datetime": (forms.DateTimeInput(), ["2027-03-01 10:00"]),
    "time": (forms.TimeInput(), ["10:00"]),
    "checkbox": (forms.CheckboxInput({"class": ODD}), [True, False, "on", None]),
    "textarea": (forms.Textarea({"rows": 6}), [None, "", "\n pirma\nantra", ODD, 12345, mark_safe("<i>")]),
    "select": (forms.Select(choices=CHOICES), [None, "", "a", 1, True]),
    "groups": (forms.Select(choices=GROUPS), ["b", None]),
    "many": (forms.SelectMultiple(choices=GROUPS), [["a", "c"], []]),
    "file": (forms.ClearableFileInput(), [None]),
}


@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize("name", WIDGETS)
def test_a_control_is_what_djangos_template_draws(name, language):
    widget, values = WIDGETS[name]
    with override(language):
        for value in values:
            for attrs in ({}, {"id": "id_x", "class": "form-control is-invalid", "aria-invalid": "true"}):
                ours = widget.render("pavadinimas", value, attrs, renderer=Renderer())
                assert ours == widget.render("pavadinimas", value, attrs, renderer=TemplatesSetting())
                assert hasattr(ours, "__html__")


def test_the_common_controls_are_drawn_at_once():
    assert {forms.TextInput.template_name, forms.Select.template_name} <= set(DRAWN)
    assert forms.RadioSelect.template_name not in DRAWN
