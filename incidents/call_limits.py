"""How often a company may ask to be called: the desk is not flooded with calls that nobody can make."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext_lazy as _

from helpdesk import timers
from incidents.models.callback import Callback
from incidents.need import refuse

if TYPE_CHECKING:
    from incidents.models.people import Person
    from tenants.models import Tenant

A_DAY = 5  # calls that one person asks for; each can be withdrawn once, so this limits that, too
AN_HOUR = 20  # calls that the people of one company ask for

OF_A_PERSON = _(
    "You have asked for as many calls as we take from one person in a day. Nothing you typed is lost: call "
    "us, or ask again tomorrow."
)
OF_A_COMPANY = _(
    "Your company has asked for as many calls as we take in an hour. Nothing you typed is lost: call us, or "
    "ask again later."
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def refuse_or_go_on(by: Person, tenant: Tenant, now: datetime) -> None:
    """Raises Unclear for whoever has asked as often as we can call; agents, who call, plan as they need.

    Of two who ask in the same moment the second waits here for the first.
    """
    if by.is_agent:
        return
    timers.lock(uuid5(NAMESPACE_URL, f"incidents.calls_asked:{tenant.pk}"))
    asked = Callback.objects.exclude(asked_by__side=by.Side.AGENT)
    if asked.filter(asked_by=by, asked_at__gt=now - DAY).count() >= A_DAY:
        refuse(OF_A_PERSON, "phone")
    if asked.filter(asked_at__gt=now - HOUR).count() >= AN_HOUR:
        refuse(OF_A_COMPANY, "phone")
