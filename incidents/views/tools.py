"""What is done with a list of the queue: narrowed, sorted, exported, saved, and with many rows at once.

The same for everybody but for addresses, products and names, so it is drawn once for each way to choose.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from helpdesk.ui.drawn import drawn
from helpdesk.ui.hot import esc
from helpdesk.ui.renderer import options
from incidents.models import Incident
from incidents.views.rows import SORTS, Choice

NARROWED = [
    (value, label) for value, label in Incident.Status.choices if value not in ("closed", "cancelled")
]


def tools(
    choice: Choice, products: Iterable[str], address: Callable[..., str], *, has_rows: bool, **said: str
) -> SafeString:
    """Filter, sort, export and save; `address` gives the list as chosen, with something else than now."""
    boxes = "".join(
        _box("product", name, str(place), name, name in choice.products)
        for place, name in enumerate(products, 1)
    )
    ways = {f"by_{sort}": address(sort="" if sort == "due" else sort) for sort in SORTS}
    shape = (choice.view, choice.sort, choice.impacts, choice.statuses, has_rows)
    return _tools(*shape, words=choice.words, products=SafeString(boxes), **ways, **said)


@drawn
def _tools(
    view: str, sort: str, impacts: tuple[str, ...], statuses: tuple[str, ...], has_rows: bool, **said: Any
) -> str:
    boxes = {
        "impacts": _boxes("impact", Incident.Impact.choices, impacts),
        "statuses": _boxes("status", NARROWED, statuses),
    }
    sorts = [(said[f"by_{name}"], label, name == sort) for name, label in SORTS.items()]
    chosen = {"view": view, "sort": sort, "sorts": sorts, "label": SORTS[sort], "has_rows": has_rows}
    return render_to_string("incidents/_tools.html", chosen | boxes | said)


def _boxes(name: str, choices: Iterable[tuple[str, Any]], on: tuple[str, ...]) -> SafeString:
    return SafeString(
        "".join(
            _box(name, value, str(place), label, value in on)
            for place, (value, label) in enumerate(choices, 1)
        )
    )


def _box(name: str, value: str, place: str, label: object, on: bool) -> str:
    where = f"f-{name}-{place}"
    return (
        f'<div class="form-check"><input class="form-check-input" type="checkbox" name="{name}"'
        f' value="{esc(value)}" id="{where}"{" checked" * on}>'
        f'<label class="form-check-label" for="{where}">{esc(label)}</label></div>'
    )


def bulk(agents: Iterable[Mapping[str, str]], **said: str) -> SafeString:
    """The bar that stands while something is ticked."""
    return _bulk(agents=options([(one["pk"], one["name"]) for one in agents], ""), **said)


@drawn
def _bulk(**said: Any) -> str:
    return render_to_string("incidents/_bulk.html", said)


@drawn
def head(may_start: bool) -> str:
    """The names of the columns."""
    return render_to_string("incidents/_queue_head.html", {"may_start": may_start})


@drawn
def keys(may_start: bool) -> str:
    """The keys of the list; the first line has none for what only agents do."""
    return render_to_string("incidents/_queue_keys.html", {"may_start": may_start})
