"""The views of the queue that were saved: beside the list, with how many each of them holds."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from incidents.models import Incident, Person, SavedView


def offered(reader: Person) -> ArraySubquery:
    """Somebody's saved views as a column: the same for every row, the database works it out once."""
    return ArraySubquery(_named(reader))


def of(page: Sequence[Incident], reader: Person) -> list[dict[str, Any]]:
    """The saved views that came with the list; an empty list brings none, so they are asked for."""
    if page:
        return list(page[0].saved)  # type: ignore[attr-defined]  # annotated by the queue
    return list(_named(reader))


def _named(reader: Person) -> Any:
    what = JSONObject(pk="pk", name="name", query="query", by="by_id", whose="by__name")
    return SavedView.objects.offered_to(reader).values_list(what, flat=True)
