"""Fields with label, control, hint and error, drawn in Python: the page of a request has a score of them."""

from collections.abc import Iterable
from typing import Any

from django.forms import BoundField
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    MultiWidget,
    RadioSelect,
    Select,
)
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from helpdesk.ui.hot import esc


def control(field: BoundField) -> SafeString:
    """Draws a field's control with the class its kind needs."""
    attrs = field.field.widget.attrs
    if attrs.get("placeholder") == field.label:
        del attrs["placeholder"]  # it says nothing that the label does not
    return field.as_widget(attrs={"class": _css(field)})


def field(bound: BoundField, label: str = "", before: str = "", after: str = "") -> SafeString:
    """Draws one field; hidden ones are their control alone."""
    if bound.is_hidden:
        return SafeString(str(bound))
    said = esc(label or bound.label or "")
    kind = bound.field.widget
    if isinstance(kind, (RadioSelect, CheckboxSelectMultiple)):
        return SafeString(_choices(bound, said))
    if isinstance(kind, CheckboxInput):
        tick = f'<label class="form-check-label" for="{esc(bound.id_for_label)}">{said}</label>'
        return SafeString(
            f'<div class="field"><div class="form-check">{control(bound)}{tick}</div>{_notes(bound)}</div>'
        )
    if isinstance(kind, MultiWidget):
        return SafeString(_several(bound, said))
    drawn: str = control(bound)
    if before or after:
        sides = [f"<span>{esc(one)}</span>" if one else "" for one in (before, after)]
        drawn = f'<div class="affix">{sides[0]}{drawn}{sides[1]}</div>'
    return SafeString(
        f'<div class="field">\n  <label class="form-label" for="{esc(bound.id_for_label)}">{said}'
        f"{_optional(bound)}</label>\n  {drawn}\n  {_notes(bound)}\n</div>"
    )


def _choices(bound: BoundField, label: str) -> str:
    wrong = " is-invalid" if bound.errors else ""
    ticks = "".join(
        f'<div class="form-check"><input type="{esc(one.data["type"])}" class="form-check-input{wrong}"'
        f' name="{esc(one.data["name"])}" value="{esc(one.data["value"])}" id="{esc(one.id_for_label)}"'
        f"{' checked' if one.data['selected'] else ''}>"
        f'<label class="form-check-label" for="{esc(one.id_for_label)}">{esc(one.choice_label)}</label></div>'
        for one in bound.subwidgets
    )
    told = f' aria-describedby="{esc(bound.aria_describedby)}"' if bound.aria_describedby else ""
    return (
        f'<fieldset class="field" id="{esc(bound.auto_id)}"{told}>'
        f"\n  <legend>{label}{_optional(bound)}</legend>"
        f'\n  <div class="check-row">{ticks}</div>\n  {_notes(bound)}\n</fieldset>'
    )


def _several(bound: BoundField, label: str) -> str:
    """A field of several controls: each has its name, and what is wrong with it alone stands below it."""
    wrong, told = errors_of(bound), f"{bound.auto_id}_helptext" if bound.help_text else ""
    whole = wrong.get("", [])
    drawn = ""
    field: Any = bound.field
    context = field.widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})
    for place, (one, part) in enumerate(zip(context["widget"]["subwidgets"], field.fields, strict=True)):
        mine, its_id = wrong.get(str(place), []), one["attrs"]["id"]
        ids = [told, f"{its_id}_error" if mine else "", f"{bound.auto_id}_error" if whole else ""]
        one["attrs"]["class"] = "form-control" + " is-invalid" * bool(mine or whole)
        one["attrs"] |= {"aria-describedby": " ".join(filter(None, ids))} if any(ids) else {}
        one["attrs"] |= {"aria-invalid": "true"} if mine or whole else {}
        drawn += (
            f'<div><label class="part-label" for="{esc(its_id)}">{esc(part.label)}</label>'
            f"{bound.form.renderer.render(one['template_name'], {'widget': one})}{_wrong(its_id, mine)}</div>"
        )
    return (
        f'<fieldset class="field" id="{esc(bound.auto_id)}">\n  <legend>{label}{_optional(bound)}</legend>'
        f'\n  <div class="field-parts">{drawn}</div>\n  '
        f"{_wrong(bound.auto_id, whole)}{_hint(bound)}"
        "\n</fieldset>"
    )


def errors_of(bound: BoundField) -> dict[str, list[str]]:
    """What is wrong, by the place of the control within its field; under no name, what is so of the whole."""
    found: dict[str, list[str]] = {}
    several = isinstance(bound.field.widget, MultiWidget)
    for one in bound.errors.as_data():
        place = one.code if several and str(one.code).isdecimal() else ""
        found.setdefault(place or "", []).extend(one.messages)
    return found


def _optional(bound: BoundField) -> str:
    return "" if bound.field.required else f' <span class="optional">{esc(gettext("optional"))}</span>'


def _notes(bound: BoundField) -> str:
    """What is wrong, then the hint; components/field_notes.html says the same for pages that draw by hand."""
    return _wrong(bound.auto_id, map(str, bound.errors)) + _hint(bound)


def _wrong(its_id: str, errors: Iterable[str]) -> str:
    said = "".join(f'<p class="field-error">{esc(one)}</p>' for one in errors)
    return f'<div id="{esc(its_id)}_error">{said}</div>' if said else ""


def _hint(bound: BoundField) -> str:
    # As in a template: a hint may hold markup only if its text says so.
    hint = f'<div class="field-text" id="{esc(bound.auto_id)}_helptext">{esc(bound.help_text)}</div>'
    return hint if bound.help_text else ""


def _css(field: BoundField) -> str:
    kind = field.field.widget
    given = kind.attrs.get("class", "")
    if isinstance(kind, (RadioSelect, CheckboxSelectMultiple, CheckboxInput)):
        own = "form-check-input"
    else:
        own = "form-select" if isinstance(kind, Select) else "form-control"
    wrong = " is-invalid" if field.errors and not isinstance(kind, FileInput) else ""
    return f"{own} {given}{wrong}".replace("  ", " ").strip()
