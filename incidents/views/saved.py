"""The views of the queue that were saved: beside the list, with how many each of them holds."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.models import Person, SavedView

if TYPE_CHECKING:
    from incidents.views.rows import Counts

Kept = list[dict[str, str]]


def offered(reader: Person) -> ArraySubquery:
    """Somebody's saved views as a column: the same for every row, the database works it out once."""
    return ArraySubquery(named(reader))


def shown(kept: Kept, here: str, reader: Person) -> dict[str, str]:
    """The saved view that the list is, one's own before a colleague's; empty where it is none."""
    same = [one for one in kept if one["query"] == here]
    return next((one for one in same if one["by"] == str(reader.pk)), same[0] if same else {})


def group(kept: Kept, marked: dict[str, str], counts: "Counts", reader: Person) -> list[dict[str, Any]]:
    """The part of the sidebar that they stand in; counted from what is counted anyway."""
    from incidents.views.rows import Choice  # which reads these as a column

    items = []
    for one in kept:
        choice = Choice.of(QueryDict(one["query"].removeprefix("?")))
        theirs = one["by"] != str(reader.pk)
        # Words and people are not among what is counted.
        told = choice.is_counted and not choice.words and not choice.agents
        items.append(
            {
                "label": f"{one['name']} · {one['whose']}" if theirs else one["name"],
                "url": reverse("incidents:queue") + one["query"],
                "count": counts.total(choice.view, choice) if told else None,
                "active": one is marked,
                "hot": False,
            }
        )
    return [{"title": _("Saved"), "items": items}] if items else []


def change_at(marked: dict[str, str], reader: Person) -> str:
    """Where the reader's own saved view that the list is now is changed; empty where it is none."""
    own = marked and marked["by"] == str(reader.pk)
    return reverse("incidents:saved_view", args=[marked["pk"]]) if own else ""


def named(reader: Person) -> Any:
    """Somebody's saved views as the list tells them."""
    what = JSONObject(pk="pk", name="name", query="query", by="by_id", whose="by__name")
    return SavedView.objects.offered_to(reader).values_list(what, flat=True)
