"""The views of the queue that were saved: beside the list, with how many each of them holds."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.models import Person, SavedView

if TYPE_CHECKING:
    from incidents.views.lines import Line
    from incidents.views.rows import Counts


def offered(reader: Person) -> ArraySubquery:
    """Somebody's saved views as a column: the same for every row, the database works it out once."""
    return ArraySubquery(_named(reader))


def of(page: Sequence["Line"], reader: Person) -> list[dict[str, Any]]:
    """The saved views that came with the list; an empty list brings none, so they are asked for."""
    if page:
        return list(json.loads(page[0].saved))
    return list(_named(reader))


def group(kept: list[dict[str, str]], here: str, counts: "Counts", reader: Person) -> list[dict[str, Any]]:
    """The part of the sidebar that they stand in; counted from what is counted anyway, words excepted."""
    from incidents.views.rows import Choice  # which reads these as a column

    items = []
    for one in kept:
        choice = Choice.of(QueryDict(one["query"].removeprefix("?")))
        theirs = one["by"] != str(reader.pk)
        items.append(
            {
                "label": f"{one['name']} · {one['whose']}" if theirs else one["name"],
                "url": reverse("incidents:queue") + one["query"],
                "count": None if choice.words else counts.total(choice.view, choice),
                "active": one["query"] == here,
                "hot": False,
            }
        )
    return [{"title": _("Saved"), "items": items}] if items else []


def mine(kept: list[dict[str, str]], here: str, reader: Person) -> str:
    """Where the reader's own saved view that the list shows now is changed; empty where it is none."""
    pk = next((one["pk"] for one in kept if one["query"] == here and one["by"] == str(reader.pk)), "")
    return reverse("incidents:saved_view", args=[pk]) if pk else ""


def _named(reader: Person) -> Any:
    what = JSONObject(pk="pk", name="name", query="query", by="by_id", whose="by__name")
    return SavedView.objects.offered_to(reader).values_list(what, flat=True)
