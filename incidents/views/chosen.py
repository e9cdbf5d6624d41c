"""The address of the queue as somebody has chosen it, and what it is called."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.views.rows import LABELS, Choice


def address(choice: Choice, **other: Any) -> str:
    """The address of the queue as chosen, with something else than now."""
    return reverse("incidents:queue") + query(choice, **other)


def query(choice: Choice, **other: Any) -> str:
    """What follows the question mark of such an address, and it too."""
    asked = {
        "q": choice.words,
        "view": "" if choice.view == "open" else choice.view,
        "product": choice.products,
        "impact": choice.impacts,
        "status": choice.statuses,
        "agent": choice.agents,
        "requester": choice.requester,
        "sort": "" if choice.sort == "due" else choice.sort,
    } | other
    said = urlencode({name: value for name, value in asked.items() if value}, doseq=True)
    return f"?{said}" if said else ""


def title(choice: Choice, marked: Mapping[str, str]) -> str:
    """What the list is called: by its saved name, else by its words or its view."""
    if marked:
        return marked["name"]
    if choice.words:
        return _("Found: “%(words)s”") % {"words": choice.words}
    return str(LABELS[choice.view][1])
