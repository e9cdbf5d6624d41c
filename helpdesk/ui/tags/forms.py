"""Tags for forms: fields with their hints and errors."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """Draws a field's control with the class its kind needs."""
    attrs = field.field.widget.attrs
    if attrs.get("placeholder") == field.label:
        del attrs["placeholder"]  # it says nothing that the label does not
    return field.as_widget(attrs={"class": _css(field)})


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField, label: str = "", before: str = "", after: str = "", hint: bool = True
) -> dict[str, Any]:
    """Shows label, control, hint and error of one field; after: text such as ".langelis.lt"."""
    if not hint:
        bound.help_text = ""  # or the control would point at a hint that is not there
    kind = bound.field.widget
    many = isinstance(kind, (RadioSelect, CheckboxSelectMultiple))
    single = isinstance(kind, CheckboxInput)
    return {
        "field": bound,
        "label": label or bound.label,
        "many": many,
        "single": single,
        "before": before,
        "after": after,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Shows on top what is to be mended, each with a link to its field."""
    if not form.is_bound:  # nothing was sent, so nothing is wrong
        return {"errors": [], "others": []}
    errors = [(f, str(f.label).rstrip(".:?"), e) for f in form if not f.is_hidden for e in f.errors]
    hidden = [e for f in form.hidden_fields() for e in f.errors]
    return {"errors": errors, "others": [*form.non_field_errors(), *hidden]}


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Shows a whole form's fields, with the error summary on top."""
    return {"form": form}


def _css(field: BoundField) -> str:
    kind = field.field.widget
    given = kind.attrs.get("class", "")
    if isinstance(kind, (RadioSelect, CheckboxSelectMultiple, CheckboxInput)):
        own = "form-check-input"
    else:
        own = "form-select" if isinstance(kind, Select) else "form-control"
    wrong = " is-invalid" if field.errors and not isinstance(kind, FileInput) else ""
    return f"{own} {given}{wrong}".replace("  ", " ").strip()
