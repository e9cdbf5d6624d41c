"""Whom to call about a Critical, whom else, and how its system is reached: what is known, what is not yet."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from incidents.models import Event, Incident
from incidents.models.lifecycle import Channel

ASKED = {
    "contact": _("whom to call"),
    "second_contact": _("whom else to call"),
    "access": _("how to reach the system"),
}


def missing(incident: Incident) -> list[str]:
    """What is asked for a Critical and was not said yet."""
    return [name for name in ASKED if not getattr(incident, name)]


def in_words(names: Iterable[str]) -> str:
    """What is still to be said, one after the other."""
    return ", ".join(str(ASKED[name]) for name in names)


def are_taken_over(incident: Incident, events: Iterable[Event]) -> bool:
    """Whether nobody gave them for this request: filing filled them in from an earlier one."""
    if incident.channel != Channel.WEB or not incident.contact:
        return False
    if any(event.kind == Event.Kind.CONTACTS_GIVEN for event in events):
        return False
    same = {name: getattr(incident, name) for name in ASKED}
    earlier = Incident.objects.filter(requester=incident.requester_id, number__lt=incident.number)
    return earlier.filter(**same).exists()
