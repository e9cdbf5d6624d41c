"""The people by whom a list of the queue is narrowed: agents, nobody, the reader, and a requester."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

NOBODY, ME = "nobody", "me"  # in place of an agent; a shared view of “me” is everybody's own
AT_MOST = 20  # agents in one filter


class Whose(NamedTuple):
    """Agents and requesters by their ids, as a question takes them."""

    agents: tuple[UUID, ...] = ()
    requesters: tuple[UUID, ...] = ()

    def has(self, *, nobody: bool) -> Q:
        """What is theirs, and with `nobody` what nobody has."""
        wanted = Q(agent_id__in=self.agents) if self.agents else Q()
        if nobody:
            wanted |= Q(agent=None)
        return wanted & Q(requester_id__in=self.requesters) if self.requesters else wanted


def of(agents: tuple[str, ...], requester: str, reader: UUID) -> Whose:
    """Those that an address names, read by somebody."""
    ids = (reader if one == ME else UUID(one) for one in agents if one != NOBODY)
    return Whose(tuple(ids), (UUID(requester),) if requester else ())


def agents_in(asked: Any) -> tuple[str, ...]:
    """The agents that an address names."""
    named = dict.fromkeys(one for one in asked.getlist("agent") if one in (NOBODY, ME) or _is_id(one))
    return tuple(named)[:AT_MOST]


def requester_in(asked: Any) -> str:
    """The requester that an address names; empty for none."""
    named: str = asked.get("requester", "")
    return named if _is_id(named) else ""


def _is_id(written: str) -> bool:
    try:
        return str(UUID(written)) == written
    except ValueError:
        return False
