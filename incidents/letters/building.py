"""What every letter of a request has in common: where it is read from, and its one template."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk import outbox
from helpdesk.accounts.models import User
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from incidents.letters import readers
from incidents.letters.kinds import KINDS
from incidents.letters.readers import may_read
from incidents.letters.writing import post
from incidents.models.clock import Clock
from incidents.models.comment import Comment
from incidents.models.complaint_event import ComplaintWords
from incidents.models.event import Event
from incidents.models.incident import Incident
from incidents.models.policy import ServicePolicy
from tenants.door import in_tenant
from tenants.models import Tenant

BODY = "mail/incidents/letter"


@dataclass(frozen=True)
class Told:
    """The entry of the timeline that a letter tells of, and where it stands."""

    event: Event
    tenant: Tenant
    to: str
    name: str

    @property
    def incident(self) -> Incident:
        """The request it is about."""
        return self.event.incident

    @property
    def goes_on_in(self) -> Incident | None:
        """The request that this one repeats, where the reader may read that one too."""
        other = self.incident.duplicate_of
        return other if other and may_read(self.to, self.tenant, other, KINDS[self.name].roles) else None

    @property
    def words(self) -> dict[str, Any]:
        """What sentences are filled with."""
        return {
            "number": self.incident.reference,
            "subject": self.incident.subject,
            "company": self.tenant.name,
            "requester": self.incident.requester.name,
            "who": self.event.by.name if self.event.by else "",
            "agent": self.incident.agent.name if self.incident.agent else "",
        }

    @property
    def is_requester(self) -> bool:
        """Whether the reader is the one for whom the request was registered."""
        return self.incident.requester.email == self.to

    @property
    def clock(self) -> Clock:
        """The clock that a warning or a breach is about."""
        name, generation = self.event.data["clock"], self.event.data["generation"]
        kind = "response" if name == "hour" else name
        return Clock.objects.get(incident=self.incident, kind=kind, generation=generation)

    @property
    def started_in_the_same_act(self) -> Event | None:
        """The start of work that was done in one step with this entry."""
        same = self.incident.events.filter(kind=Event.Kind.STARTED, at=self.event.at)
        return same.select_related("comment", "by").first()


@dataclass(frozen=True)
class Said:
    """What a letter says: sentences, somebody's own words, and sentences after them."""

    paragraphs: list[str]
    quote: Comment | None = None
    after: list[str] = field(default_factory=list)
    title: str = ""
    button: str = ""
    at_the_entry: bool = False  # the button leads to the entry itself


Builder = Callable[[Told], Said | None]  # none: there is nothing to say any more


def letter(name: str) -> Callable[[Builder], Builder]:
    """Marks the function that says what this letter of a request says, in the reader's language."""

    def register(function: Builder) -> Builder:
        @outbox.letter(f"incidents.{name}")
        def build(row: Letter) -> outbox.Rendered | None:
            tenant = Tenant.objects.filter(pk=row.tenant_id).exclude(status=Tenant.Status.ERASED).first()
            if tenant is None:
                return None  # nobody is left to read of it
            with in_tenant(tenant), timezone.override(tenant.zone):
                told = Told(_with_all(UUID(row.data["event"])), tenant, row.to, name)
                if not may_read(row.to, tenant, told.incident, KINDS[name].roles):
                    if name == "word":
                        _hand_on(told)
                    return None  # whoever left the company, or is no agent any more, reads no more of it
                said = function(told)
                return _rendered(said, told, row) if said else None

        return function

    return register


def _with_all(event: UUID) -> Event:
    about = ("incident__requester", "incident__agent", "incident__duplicate_of", "by", "comment")
    return Event.objects.select_related(*about).get(pk=event)


def _hand_on(told: Told) -> None:
    """What a customer said to an agent who is none any more is everybody's."""
    for reader in readers.agents(told.tenant):
        post("word", reader, told.event, told.tenant)


def _rendered(said: Said, told: Told, row: Letter) -> outbox.Rendered:
    quote = said.quote
    entry = f"#e{told.event.pk.hex}" if said.at_the_entry else ""
    return outbox.Rendered(
        # The same subject in every letter to the company keeps them in one thread in every mail program.
        subject=said.title or f"{told.incident.reference}: {told.incident.subject}",
        body_template=BODY,
        context={
            "paragraphs": said.paragraphs,
            "quote": text_of(quote) if quote else "",
            "quote_html": quote.html if quote else "",
            "after_words": [*files_of(quote), *said.after],
            "number": told.incident.reference,
            "around_the_clock": is_around_the_clock(told.incident),
            "button_url": told.tenant.url(told.incident.get_absolute_url()) + entry,
            "button_words": said.button or _("Open the request"),
            "settings_url": settings_of(row.to, told.tenant),
        },
    )


def settings_of(email: str, tenant: Tenant) -> str:
    """Where the reader says how to be told of what; a caller who cannot sign in has no such page."""
    here = Q(memberships__tenant=tenant) | ~Q(operator_role="")
    if not User.objects.filter(here, email=email).exists():
        return ""
    return tenant.url(reverse("incidents:notice_settings", urlconf=settings.ROOT_URLCONF))


def is_around_the_clock(incident: Incident) -> bool:
    """Whether the request is worked on while the help line is closed."""
    from incidents.promises import (
        is_worked_on_around_the_clock,
    )  # it is built upon requests, and they upon this

    return incident.is_critical and is_worked_on_around_the_clock(incident, ServicePolicy.book(), clock.now())


def text_of(comment: Comment) -> str:
    """What was said, or that it was taken out since; nothing where files came without a word."""
    return comment.text or ("" if comment.files_alone else _("(The text was taken out.)"))


def files_of(said: Comment | ComplaintWords | None) -> list[str]:
    """How many files came with what was said; nobody is sent a file by mail."""
    n = said.attachments.filter(redacted_at__isnull=True).count() if said else 0
    if not n:
        return []
    words = ngettext(
        "%(n)s file is attached; it is on the page.", "%(n)s files are attached; they are on the page.", n
    )
    return [words % {"n": n}]
