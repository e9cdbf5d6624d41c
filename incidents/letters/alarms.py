"""Whom an alarm goes to, as the terms say under which its clock runs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from incidents import agenda
from incidents.letters import readers
from incidents.letters.readers import Reader
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.act import Act

Kind = Event.Kind


def told(event: Event, doing: "Act") -> Iterable[tuple[str, list[Reader]]]:
    """The letters of a warning, a breach, a silence or an alarm, and who reads each."""
    chosen = audience(event, doing)
    if event.data["clock"] in ("hour", "idle"):
        yield "alarm", readers.agents(doing.tenant)
        if "manager" in chosen:
            yield ("aim" if event.kind == Kind.WARNED else "breached"), readers.managers(doing.tenant)
        return
    if "agents" in chosen:
        yield "goal", readers.agents(doing.tenant)
    else:
        yield "goal", readers.responsible(event.incident, doing.tenant)
    if "manager" in chosen:
        yield "aim", readers.managers(doing.tenant)


def audience(event: Event, doing: "Act") -> frozenset[str]:
    """Who hears of it: the agent who has the request, all agents, the manager."""
    for run in doing.story().runs:
        if (agenda.clock_name(run), run.generation) == (event.data["clock"], event.data["generation"]):
            terms = next(terms for terms in doing.book.terms if terms.version == run.terms_version)
            return terms.told(run.level, run.kind, late=event.kind != Kind.WARNED)
    return frozenset({"agents"})  # of a Critical that lies still
