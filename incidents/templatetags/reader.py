"""A request in the words of whoever of the company reads it."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from helpdesk.ui import hot
from helpdesk.ui.tags.marks import tag
from incidents import outcomes
from incidents.impact import Impact
from incidents.models import Incident, Kind, Status
from incidents.standing import waits_for

register = template.Library()


@register.simple_tag(takes_context=True)
def status_read(context: Context, incident: Incident) -> SafeString:
    """Shows the status; a request that waits for a colleague says so by name, and not "for you";
    what is no repair is not called solved."""
    outcome = outcomes.of(incident.resolution_code)
    if incident.status == Status.RESOLVED and outcome is not outcomes.REPAIR:
        return tag(str(outcome.step), "ok")
    waited = waits_for(incident, context["request"].person)
    return hot.status(incident.status, side="customer", waits_for=waited)


@register.simple_tag
def level_read(kind: str, level: str) -> SafeString:
    """Shows the level; what is ordered has none, and says what it is, unless an agent has given it one."""
    if kind == Kind.DEVELOPMENT and level == Impact.MINIMAL:
        return tag(_("New function"))
    return hot.impact(level)
