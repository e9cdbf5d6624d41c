"""Draws the plain controls of forms in Python: the page of a request has a dozen forms.

What comes out is what Django's own templates draw, to the letter; every other control has its template.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Select
from django.utils import formats
from django.utils.safestring import SafeString

from helpdesk.ui.hot import esc

Widget = Mapping[str, Any]


class Renderer(TemplatesSetting):
    """Django's renderer over our templates, with the common controls drawn at once."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Draws one control, or whatever else a form is made of."""
        draw = DRAWN.get(template_name)
        if draw is None:
            return str(super().render(template_name, context, request))
        return SafeString(draw(context["widget"]).strip())


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {esc(name)}" if value is True else f' {esc(name)}="{esc(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{esc(widget["value"])}"'
    return f'<input type="{esc(widget["type"])}" name="{esc(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    said = esc(formats.localize(widget["value"])) if widget["value"] else ""
    return f'<textarea name="{esc(widget["name"])}"{_attributes(widget)}>\n{said}</textarea>'


class Listed(Select):
    """A list of choices whose options are drawn already."""

    def __init__(self, drawn: object) -> None:
        super().__init__()
        self.drawn = drawn

    def get_context(self, *args: Any) -> dict[str, Any]:
        """Gives its options as they are."""
        context = super().get_context(*args)
        context["widget"]["drawn"] = self.drawn
        return context


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a list, one of them chosen."""
    return SafeString("".join(_line(value, label, value == chosen) for value, label in choices))


def _line(value: str, label: str, is_chosen: bool) -> str:
    drawn = f'<option value="{esc(value)}"{" selected" * is_chosen}>{esc(label)}</option>'
    return f"\n  {drawn}\n"


def _select(widget: Widget) -> str:
    if "drawn" in widget:
        return f'<select name="{esc(widget["name"])}"{_attributes(widget)}>{esc(widget["drawn"])}\n</select>'
    drawn = [f'<select name="{esc(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            drawn.append(f'\n  <optgroup label="{esc(group)}">')
        drawn += [f"\n  {_option(option)}\n" for option in options]
        if group:
            drawn.append("\n  </optgroup>")
    return "".join(drawn) + "\n</select>"


def _option(option: Widget) -> str:
    label = esc(formats.localize(option["label"]))
    return f'<option value="{esc(option["value"])}"{_attributes(option)}>{label}</option>'


HERE = "django/forms/widgets/"
INPUTS = (
    "checkbox",
    "date",
    "datetime",
    "email",
    "hidden",
    "input",
    "number",
    "password",
    "text",
    "time",
    "url",
)
DRAWN: dict[str, Callable[[Widget], str]] = {f"{HERE}{name}.html": _input for name in INPUTS}
DRAWN |= {f"{HERE}textarea.html": _textarea, f"{HERE}select.html": _select}
