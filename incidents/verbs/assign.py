"""Who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from helpdesk.lib.lifecycle import NotNow
from incidents.act import act
from incidents.models.event import Event
from incidents.need import refuse

HAS_IT = _("Already with the same agent.")

if TYPE_CHECKING:
    from incidents.models.incident import Incident
    from incidents.models.people import Person


def assign(self: Incident, agent: Person, *, by: Person) -> None:
    """Gives the request to an agent; that is no start of work."""
    with act(self, "assign", by=by) as doing:
        # Whoever takes it has just come through the door.
        here = agent.pk == by.pk or type(agent).objects.serving(doing.tenant).filter(pk=agent.pk).exists()
        if not (agent.is_agent and here):
            refuse(_("Only an agent can have a request."))
        if self.agent_id == agent.pk:
            raise NotNow(HAS_IT)
        doing.set(agent=agent, released_at=None)
        doing.enter(Event.Kind.ASSIGNED, agent=str(agent.pk))
