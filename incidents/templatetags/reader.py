"""A request in the words of whoever of the company reads it."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from helpdesk.ui import hot
from incidents.models import Incident
from incidents.standing import waits_for

register = template.Library()


@register.simple_tag(takes_context=True)
def status_read(context: Context, incident: Incident) -> SafeString:
    """Shows the status; a request that waits for a colleague says so by name, and not "for you"."""
    waited = waits_for(incident, context["request"].person)
    return hot.status(incident.status, side="customer", waits_for=waited)
