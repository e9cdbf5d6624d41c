"""The letter that gathers what happened: by request, while it is true and its reader may still read it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk import outbox
from helpdesk.outbox.models import Letter
from incidents import mentions
from incidents.letters import readers
from incidents.letters.building import settings_of
from incidents.letters.kinds import KINDS
from incidents.letters.readers import may_read
from incidents.letters.waiting import GATHERED
from incidents.letters.writing import post
from incidents.models.event import Event
from incidents.models.incident import Incident
from incidents.models.notice import Notice
from incidents.notices import in_words
from tenants.door import in_tenant
from tenants.models import Tenant

LONGEST = 300  # letters of somebody's own words; the rest is on the page


@dataclass(frozen=True)
class Line:
    """One thing that happened."""

    at: datetime
    sentence: str
    words: str
    url: str


@dataclass(frozen=True)
class Group:
    """A request, and what happened to it."""

    incident: Incident
    url: str
    lines: list[Line] = field(default_factory=list)


@outbox.letter(GATHERED)
def gathered(row: Letter) -> outbox.Rendered | None:
    """Tells what happened since the last such letter; None when nothing is left to tell."""
    tenant = Tenant.objects.filter(pk=row.tenant_id).exclude(status=Tenant.Status.ERASED).first()
    if tenant is None:
        return None
    with in_tenant(tenant), timezone.override(tenant.zone):
        groups = _groups(row, tenant)
        return _rendered(groups, tenant, row.to) if groups else None


def _groups(row: Letter, tenant: Tenant) -> list[Group]:
    """What the reader may still read, by request, each in the order in which it happened."""
    kinds = {UUID(entry["event"]): entry["kind"] for entry in row.data["entries"]}
    about = ("incident__requester", "incident__agent", "incident__duplicate_of", "by", "comment")
    groups: dict[UUID, Group] = {}
    may: dict[tuple[UUID, Any], bool] = {}
    for event in Event.objects.select_related(*about).filter(pk__in=kinds).in_order():
        kind = kinds[event.pk]
        asked = event.incident_id, KINDS[kind].roles
        if asked not in may:
            may[asked] = may_read(row.to, tenant, event.incident, KINDS[kind].roles)
        if kind == Notice.Kind.MENTIONED and not mentions.kept(event):
            continue  # its words were taken out, and name nobody any more
        if may[asked]:
            url = tenant.url(event.incident.get_absolute_url())
            group = groups.setdefault(event.incident_id, Group(event.incident, url))
            group.lines.append(_line(kind, event, url))
        elif kind == Notice.Kind.WORD:
            for reader in readers.agents(tenant):  # said to somebody who is no agent any more
                post(kind, reader, event, tenant)
    return list(groups.values())


def _line(kind: str, event: Event, url: str) -> Line:
    sentence = in_words(Notice(kind=kind, event=event, incident=event.incident))
    words = Truncator(event.comment.text if event.comment else "").chars(LONGEST)
    return Line(event.at, sentence, words, f"{url}#e{event.pk.hex}")


def _rendered(groups: list[Group], tenant: Tenant, email: str) -> outbox.Rendered:
    said = {"company": tenant.name, "count": len(groups)}
    numbers = ", ".join(group.incident.reference for group in groups)
    return outbox.Rendered(
        subject=ngettext(
            "%(company)s: what happened to %(count)s request",
            "%(company)s: what happened to %(count)s requests",
            len(groups),
        )
        % said,
        body_template="mail/incidents/gathered",
        context={
            "groups": groups,
            "number": numbers if len(groups) <= 3 else groups[0].incident.reference,
            "button_url": tenant.url(reverse("incidents:notices", urlconf=settings.ROOT_URLCONF)),
            "button_words": _("Open your notices"),
            "settings_url": settings_of(email, tenant),
        },
    )
