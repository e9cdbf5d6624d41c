"""A line break is one letter wherever somebody writes more than one line."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from django import forms

from helpdesk.ui.areas import Area
from incidents.forms.answers import CustomerReplyForm
from incidents.forms.desk import NoteForm

LOG = "\r\n".join(["2026-11-29 klaida"] * 1_105)  # 19,889 letters as they are counted on the page
ROOMS = ("incidents", "helpdesk", "trials", "console", "tenants", "onewindow")


def every_form() -> Iterator[type[Any]]:
    """Each form of the product."""
    for room in ROOMS:
        for found in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            if "forms" in found.name or found.name.endswith("gallery"):
                importlib.import_module(found.name)
    waiting: list[type[Any]] = [forms.Form, forms.ModelForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.split(".")[0] in ROOMS:
            yield one


def test_a_pasted_log_within_the_limit_is_taken_whole_and_kept_with_single_breaks():
    form = CustomerReplyForm({"text": LOG})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == LOG.replace("\r\n", "\n")


def test_what_is_too_long_by_what_one_sees_is_refused_still():
    assert not CustomerReplyForm({"text": "a\r\n" * 10_000 + "b" * 2}).is_valid()


def test_the_browser_counts_to_the_same_number():
    assert 'maxlength="20000"' in str(CustomerReplyForm()["text"])


def test_a_text_that_comes_back_refused_keeps_its_lines():
    assert "a\nb" in str(NoteForm({"text": "a\r\nb\rc"})["text"])


def test_every_field_of_several_lines_in_the_product_counts_so():
    fields = [(form, name, field) for form in every_form() for name, field in form.base_fields.items()]
    areas = [one for one in fields if isinstance(one[2].widget, forms.Textarea)]
    assert len(areas) > 30
    assert not [(form, name) for form, name, field in areas if not isinstance(field.widget, Area)]
