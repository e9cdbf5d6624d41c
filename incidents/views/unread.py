"""Whom words to the customer do not reach: a caller without an account and without an e-mail address."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.templatetags.phones import phones


def hint(incident: Incident) -> str:
    """That the requester cannot read what is written here, and where to call them; empty where they can."""
    person = incident.requester
    if person.can_read:
        return ""
    said = {"name": person.name, "number": person.phone}
    if person.phone:
        return _("%(name)s has no e-mail address and cannot read it here: call %(number)s.") % said
    return (
        _("%(name)s has no e-mail address and cannot read it here, and no telephone number is known.") % said
    )


def shown(incident: Incident) -> SafeString:
    """The same for a page: the number is called at a click."""
    said = hint(incident)
    return phones(said) if said else SafeString("")
