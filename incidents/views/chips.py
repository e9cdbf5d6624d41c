"""The filters of the queue that are on, and the agents that one can choose from."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.models import Incident, Person
from incidents.views.chosen import address
from incidents.views.lines import Beside, Line
from incidents.views.rows import Choice
from incidents.views.whose import ME, NOBODY


def of(choice: Choice, beside: Beside, page: list[Line]) -> list[dict[str, Any]]:
    """The filters that are on; each leads to the list without it."""
    labels = dict(Incident.Impact.choices) | dict(Incident.Status.choices)
    agents = _names(beside, page) if choice.agents else {}
    found = [
        _chip(choice, name, value, chosen, labels.get(value, value))
        for name, chosen in (
            ("product", choice.products),
            ("impact", choice.impacts),
            ("status", choice.statuses),
        )
        for value in chosen
    ]
    for value in choice.agents:
        who = agents.get(value, _("somebody who serves here no more"))
        found.append(_chip(choice, "agent", value, choice.agents, _("Agent: %(who)s") % {"who": who}))
    if choice.requester:
        whose = _("Requester: %(who)s") % {"who": beside.requester}
        found.append(_chip(choice, "requester", choice.requester, (choice.requester,), whose))
    return found


def agents(beside: Beside, reader: Person) -> list[tuple[str, str]]:
    """Nobody, the reader and their colleagues, as a filter offers them; the company has no agents to name."""
    first = [(NOBODY, _("Nobody"))]
    if not reader.is_agent:
        return first
    others = [(one["pk"], one["name"]) for one in beside.agents if one["pk"] != str(reader.pk)]
    return [*first, (ME, pgettext("agent", "Me")), *others]


def _chip(choice: Choice, name: str, value: str, chosen: tuple[str, ...], label: Any) -> dict[str, Any]:
    rest = [other for other in chosen if other != value]
    return {"label": label, "url": address(choice, **{name: rest}), "active": True}


def _names(beside: Beside, page: list[Line]) -> dict[str, Any]:
    """The agents by their ids: those who serve, and whoever has one of the requests."""
    here = {str(one.agent_id): one.agent__name for one in page if one.agent_id}
    serving = {one["pk"]: one["name"] for one in beside.agents}
    return here | serving | {NOBODY: _("Nobody"), ME: pgettext("agent", "Me")}
