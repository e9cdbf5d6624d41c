"""How requests hang together: told from their timelines, shown to whoever may read the other one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk import timers
from incidents.models.event import Event

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person

K = Event.Kind
ABOUT_ANOTHER = frozenset({K.LINKED, K.UNLINKED, K.MERGED, K.TOOK_IN})


class Tie(models.TextChoices):
    """How one request hangs together with another."""

    RELATES = "relates", _("is related to")
    CAUSED_BY = "caused_by", _("is caused by")
    REPEATS = "repeats", _("repeats")
    PART_OF = "part_of", _("is part of")


# The same, read from the other request.
BACKWARDS: dict[str, str | Promise] = {
    Tie.RELATES: _("is related to"),
    Tie.CAUSED_BY: _("is the cause of"),
    Tie.REPEATS: _("is repeated by"),
    Tie.PART_OF: _("has the part"),
}


class Link(NamedTuple):
    """A link as one of its requests sees it: `way` is "to" where it was made and "from" on the other."""

    tie: str
    way: str
    other: str

    @property
    def words(self) -> str | Promise:
        """How it reads before the name of the other request."""
        return Tie(self.tie).label if self.way == "to" else BACKWARDS[self.tie]


def standing(events: Iterable[Event]) -> list[Link]:
    """The links that a timeline leaves standing, in the order in which they were made."""
    found: dict[Link, None] = {}
    for event in events:
        if event.kind == K.LINKED:
            found[of(event)] = None
        elif event.kind == K.UNLINKED:
            found.pop(of(event), None)
    return list(found)


def of(event: Event) -> Link:
    """The link that an entry is about."""
    return Link(event.data["tie"], event.data["way"], event.data["other"])


def others(events: Iterable[Event], incident: "Incident", person: "Person") -> Mapping[str, "Incident"]:
    """The requests that a timeline names, by id, as far as somebody may see them; no statement for none."""
    named = {event.data["other"] for event in events if event.kind in ABOUT_ANOTHER}
    if incident.duplicate_of_id:
        named.add(str(incident.duplicate_of_id))
    if not named:
        return {}
    seen = type(incident).objects.visible_to(person).filter(pk__in=named).select_related("agent", "requester")
    shown = ("number", "kind", "subject", "status", "impact", "hour_due_at", "agent__name", "requester__name")
    return {str(one.pk): one for one in seen.only(*shown)}


def shown(events: Iterable[Event], seen: Mapping[str, "Incident"]) -> list[dict[str, Any]]:
    """The links as the page lists them: those whose other request the reader may see."""
    return [
        {"words": link.words, "tie": link.tie, "way": link.way, "other": seen[link.other]}
        for link in standing(events)
        if link.other in seen
    ]


def where_it_goes_on(incident: "Incident", person: "Person") -> "Incident":
    """The request in which this one goes on, as far as somebody may see it; itself, for most."""
    passed = {incident.pk}
    while incident.duplicate_of_id and incident.duplicate_of_id not in passed:
        found = type(incident).objects.visible_to(person).filter(pk=incident.duplicate_of_id).first()
        if found is None:
            break
        incident = found
        passed.add(incident.pk)
    return incident


def leads_to(incident: "Incident", other: "Incident") -> bool:
    """Whether one request, by what it repeats, ends in the other: the two would point at each other."""
    passed = set()
    while incident.duplicate_of_id and incident.pk not in passed:
        passed.add(incident.pk)
        incident = type(incident).objects.get(pk=incident.duplicate_of_id)
        if incident.pk == other.pk:
            return True
    return False


def is_hidden(event: Event, seen: Mapping[str, "Incident"]) -> bool:
    """Whether an entry is about a request that the reader may not see, and is nothing to them."""
    return event.kind in ABOUT_ANOTHER - {K.MERGED} and event.data["other"] not in seen


@contextmanager
def both(one: "Incident", other: "Incident") -> Iterator[None]:
    """One transaction for an act upon two requests, locked in the order of their ids: never in a circle."""
    with transaction.atomic():
        for key in sorted([one.pk, other.pk]):
            timers.lock(key)
        yield
