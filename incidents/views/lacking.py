"""What is not known yet of a Critical, as the desk reads it: what is missing is named, and nothing else."""

from django.utils.translation import gettext_lazy as _

from incidents.models import Incident

# Which of the contact, the second one and the way in are missing → the sentence.
LACKING = {
    (True, True, True): _(
        "It is critical, and we do not know yet whom to call, whom else, and how to reach the system: ask."
    ),
    (True, True, False): _("It is critical, and we do not know yet whom to call, and whom else: ask."),
    (True, False, True): _(
        "It is critical, and we do not know yet whom to call, and how to reach the system: ask."
    ),
    (False, True, True): _(
        "It is critical, and we do not know yet whom else to call, and how to reach the system: ask."
    ),
    (True, False, False): _("It is critical, and we do not know yet whom to call: ask."),
    (False, True, False): _("It is critical, and we do not know yet whom else to call: ask."),
    (False, False, True): _("It is critical, and we do not know yet how to reach the system: ask."),
}


def lacking(incident: Incident) -> str:
    """What an open Critical still misses."""
    if not (incident.is_open and incident.lacks_contacts):
        return ""
    return str(LACKING[not incident.contact, not incident.second_contact, not incident.access])
