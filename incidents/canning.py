"""Canned replies as they stand filled in for one request, in the language of whoever will read them."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from incidents.models import CannedReply, Incident, Person
from incidents.models.canned import filled, is_same


class Ready(NamedTuple):
    """A canned reply for one request, ready to be sent or, better, to be changed first."""

    id: UUID
    name: str
    text: str


def ready(incident: Incident, by: Person) -> list[Ready]:
    """Those in use, in the requester's language, under the names that the desk reads."""
    values, language = _values(incident, by), incident.requester.language
    used = CannedReply.objects.filter(retired_at=None)
    return [Ready(one.pk, one.name, filled(one.text(language), values)) for one in used]


def is_unchanged(text: str, incident: Incident, by: Person, canned: Iterable[str]) -> bool:
    """Whether somebody sends a canned reply as it is; one that was retired meanwhile is one too."""
    values = _values(incident, by)
    return any(is_same(text, filled(one, values)) for one in canned)


def _values(incident: Incident, by: Person) -> dict[str, str]:
    product = f"{incident.product_name} {incident.product_version}".strip()
    return {
        "customer": incident.requester.name,
        "number": incident.reference,
        "subject": incident.subject,
        "product": product,
        "agent": by.name,
        "help_line": settings.HELP_LINE,
    }
