"""Tags for forms: fields with their hints and errors."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from helpdesk.ui import fields as fields_drawn

register = template.Library()

register.simple_tag(fields_drawn.control, name="widget")


@register.simple_tag
def field(
    bound: BoundField, label: str = "", before: str = "", after: str = "", hint: bool = True
) -> SafeString:
    """Shows label, control, hint and error of one field; after: text such as ".langelis.lt"."""
    if not hint:
        bound.help_text = ""  # or the control would point at a hint that is not there
    return fields_drawn.field(bound, label, before, after)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Shows on top what is to be mended, each with a link to its field."""
    if not form.is_bound:  # nothing was sent, so nothing is wrong
        return {"errors": [], "others": []}
    errors = [
        (f"{f.auto_id}_{place}" if place else f.id_for_label or f.auto_id, _before(str(f.label)), said)
        for f in form
        if not f.is_hidden and f.errors
        for place, sentences in fields_drawn.errors_of(f).items()
        for said in sentences
    ]
    hidden = [e for f in form.hidden_fields() for e in f.errors]
    return {"errors": errors, "others": [*form.non_field_errors(), *hidden]}


def _before(label: str) -> str:
    """A label as it stands before the sentence about its field: a question is not followed by a colon."""
    return label if label.endswith("?") else f"{label.rstrip('.:')}:"


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Shows a whole form's fields, with the error summary on top."""
    wrong = render_to_string("components/error_summary.html", error_summary(form)) if form.is_bound else ""
    drawn = [*map(str, form.hidden_fields()), *map(fields_drawn.field, form.visible_fields())]
    return SafeString(wrong + "".join(drawn))
