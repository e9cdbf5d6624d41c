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
from incidents.views.rows import SORTS, Choice, held


def tools(
    choice: Choice,
    products: Iterable[str],
    agents: Iterable[tuple[str, str]],
    address: Callable[..., str],
    *,
    has_rows: bool,
    **said: str,
) -> SafeString:
    """Filter, sort, export and save; `address` gives the list as chosen, with something else than now."""
    boxes = {
        "products": _boxes("product", [(name, name) for name in products], choice.products),
        "agents": _boxes("agent", agents, choice.agents),
    }
    ways = {f"by_{sort}": address(sort="" if sort == "due" else sort) for sort in SORTS}
    can_hold = held(choice.view, choice.words)
    narrowed = can_hold if len(can_hold) > 1 else ()
    shape = (choice.view, choice.sort, choice.impacts, narrowed, choice.statuses, choice.is_over, has_rows)
    return _tools(*shape, words=choice.words, requester=choice.requester, **boxes, **ways, **said)


@drawn
def _tools(
    view: str,
    sort: str,
    impacts: tuple[str, ...],
    held: tuple[str, ...],
    statuses: tuple[str, ...],
    is_over: bool,
    has_rows: bool,
    **said: Any,
) -> str:
    can_be = [(value, label) for value, label in Incident.Status.choices if value in held]
    boxes = {
        "impacts": _boxes("impact", Incident.Impact.choices, impacts),
        "statuses": _boxes("status", can_be, statuses),
    }
    sorts = [] if is_over else [(said[f"by_{name}"], label, name == sort) for name, label in SORTS.items()]
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
