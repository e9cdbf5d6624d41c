"""Tags for the files that every page loads."""

from django import template

from helpdesk.ui import bundles

register = template.Library()

register.simple_tag(bundles.styles, name="styles")
register.simple_tag(bundles.scripts, name="scripts")
