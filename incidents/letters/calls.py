"""What people are told of a call that somebody waits for: in the window and by mail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk import outbox
from helpdesk.outbox.models import Letter, LetterQuerySet
from incidents import call_times
from incidents.letters import readers
from incidents.letters.building import BODY, is_around_the_clock, settings_of
from incidents.letters.kinds import KINDS, way
from incidents.letters.readers import Reader, may_read
from incidents.models.callback import WAITED_FOR, Callback
from incidents.models.notice import Notice, Way
from tenants.door import in_tenant
from tenants.models import Tenant

Kind = Notice.Kind
FOR_AGENTS = (Kind.CALL_NEAR, Kind.CALL_DUE, Kind.CALL_LATE)
Sentence = Callable[[], str]

ABOUT: dict[str, Sentence] = {
    Kind.CALL_PLANNED: lambda: _("%(by)s aims to call you %(when)s about %(number)s."),
    Kind.CALL_MISSED: lambda: _(
        "We aimed to call you %(when)s about %(number)s, and have not. We are sorry; we still will."
    ),
    Kind.CALL_OVERDUE: lambda: _("%(who)s was to be called %(when)s about %(number)s, and was not."),
    Kind.CALL_NEAR: lambda: _("Call %(who)s %(when)s about %(number)s: %(phone)s"),
    Kind.CALL_DUE: lambda: _("Call %(who)s now about %(number)s: %(phone)s"),
    Kind.CALL_LATE: lambda: _(
        "%(who)s was to be called %(when)s about %(number)s, and still waits: %(phone)s"
    ),
}
ABOUT_NOTHING: dict[str, Sentence] = {
    Kind.CALL_PLANNED: lambda: _("%(by)s aims to call you %(when)s."),
    Kind.CALL_MISSED: lambda: _("We aimed to call you %(when)s, and have not. We are sorry; we still will."),
    Kind.CALL_OVERDUE: lambda: _("%(who)s was to be called %(when)s, and was not."),
    Kind.CALL_NEAR: lambda: _("Call %(who)s %(when)s: %(phone)s"),
    Kind.CALL_DUE: lambda: _("Call %(who)s now: %(phone)s"),
    Kind.CALL_LATE: lambda: _("%(who)s was to be called %(when)s, and still waits: %(phone)s"),
}
TITLES: dict[str, Sentence] = {
    Kind.CALL_NEAR: lambda: _("Call %(when)s: %(who)s, %(company)s"),
    Kind.CALL_DUE: lambda: _("Call now: %(who)s, %(company)s"),
    Kind.CALL_LATE: lambda: _("Not called in time: %(who)s, %(company)s"),
    Kind.CALL_OVERDUE: lambda: _("Not called in time: %(who)s"),
    Kind.CALL_PLANNED: lambda: _("When we aim to call you"),
    Kind.CALL_MISSED: lambda: _("We have not called you yet"),
}


def tell(kind: str, wanted: Callback, tenant: Tenant, now: datetime) -> None:
    """Writes the notices and the letters of a kind; each reader hears of it once."""
    notices = []
    for reader in _told(kind, wanted, tenant):
        chosen = way(reader.person, kind)
        if chosen != Way.WINDOW:
            _post(kind, wanted, reader, tenant)
        if chosen != Way.MAIL and reader.person:
            about = {"callback": wanted, "incident_id": wanted.incident_id, "at": now}
            notices.append(Notice(person=reader.person, kind=kind, **about))
    Notice.objects.bulk_create(notices)


def _told(kind: str, wanted: Callback, tenant: Tenant) -> Iterable[Reader]:
    match kind:
        case Kind.CALL_NEAR | Kind.CALL_DUE if wanted.incident:
            return readers.responsible(wanted.incident, tenant)
        case Kind.CALL_NEAR | Kind.CALL_DUE | Kind.CALL_LATE:
            return readers.agents(tenant)
        case Kind.CALL_OVERDUE:
            # Who waits is told of it as somebody who waits.
            return [one for one in readers.managers(tenant) if one.id != wanted.person.user_id]
    return readers.of_people([wanted.person])


def _post(kind: str, wanted: Callback, reader: Reader, tenant: Tenant) -> None:
    subject = wanted.subject_id
    outbox.write(
        f"incidents.{kind}",
        to=reader.email,
        name=reader.name,
        language=reader.language,
        key=f"incidents.{kind}:{wanted.pk}:{reader.id}",
        tenant=tenant.pk,
        subject=subject,
        thread=f"incident:{subject}:{reader.id}",
        data={"callback": str(wanted.pk)},
    )


def telling(wanted: Callback, parts: Collection[str]) -> LetterQuerySet:
    """The letters in which these parts of it are read: its number by agents, its words where it is alone."""
    kinds = {kind for kind in ABOUT if wanted.incident_id is None and "words" in parts}
    kinds |= {kind for kind in FOR_AGENTS if "phone" in parts}
    theirs = Q(pk__in=[])
    for kind in sorted(kinds):
        theirs |= Q(key__startswith=f"incidents.{kind}:{wanted.pk}:")
    return Letter.objects.filter(theirs)


def sentence(kind: str, wanted: Callback, *, brief: bool = True) -> str:
    """What is told, in the reader's language; in brief, a time of its own day goes without the date."""
    said = {
        "who": wanted.person.name,
        "by": wanted.asked_by.name,
        "phone": wanted.phone or _("the number was taken out"),
        "when": _when(kind, wanted, brief=brief),
        "number": wanted.incident.reference if wanted.incident else "",
    }
    return (ABOUT if wanted.incident else ABOUT_NOTHING)[kind]() % said


def _when(kind: str, wanted: Callback, *, brief: bool) -> str:
    """When we aimed to call, as it was said at the moment of telling."""
    told = wanted.missed_at
    if kind in (Kind.CALL_PLANNED, Kind.CALL_NEAR):
        told = wanted.warned_at if kind == Kind.CALL_NEAR else wanted.asked_at
    said_at = told or wanted.asked_at
    return call_times.in_words(wanted.aim_at, said_at, soon=wanted.soon, in_letter=True, brief=brief)


def _built(kind: str) -> Callable[[Letter], outbox.Rendered | None]:
    def build(row: Letter) -> outbox.Rendered | None:
        tenant = Tenant.objects.filter(pk=row.tenant_id).exclude(status=Tenant.Status.ERASED).first()
        if tenant is None:
            return None  # nobody is left to read of it
        with in_tenant(tenant), timezone.override(tenant.zone):
            wanted = Callback.objects.with_people().get(pk=UUID(row.data["callback"]))
            # Called meanwhile: whoever was to call need not hear of it any more.
            if wanted.status not in WAITED_FOR or not may_read(
                row.to, tenant, wanted.incident, KINDS[kind].roles
            ):
                return None
            return _rendered(kind, wanted, tenant, row.to)

    return build


for _kind in ABOUT:
    outbox.letter(f"incidents.{_kind}")(_built(_kind))


def _rendered(kind: str, wanted: Callback, tenant: Tenant, to: str) -> outbox.Rendered:
    incident, for_agents = wanted.incident, kind in FOR_AGENTS
    # A subject is short: it is read in a list of mails that says their day.
    when = _when(kind, wanted, brief=True)
    said: dict[str, Any] = {"who": wanted.person.name, "company": tenant.name, "when": when}
    title = TITLES[kind]() % said
    page = "incidents:calls" if for_agents else "incidents:home"
    words = [sentence(kind, wanted, brief=False), incident.subject if incident else wanted.words]
    number = incident.reference if incident else ""
    if incident and not for_agents:
        # The same subject in every letter to the company keeps them in one thread in every mail program.
        title = f"{number}: {incident.subject}"
    return outbox.Rendered(
        subject=f"{number} {title}" if incident and for_agents else title,
        body_template=BODY,
        context={
            "paragraphs": [one for one in words if one],
            "quote": "",
            "quote_html": "",
            "after_words": [],
            "number": number,
            "around_the_clock": incident is not None and is_around_the_clock(incident),
            "button_url": tenant.url(
                incident.get_absolute_url() if incident else reverse(page, urlconf=settings.ROOT_URLCONF)
            ),
            "button_words": _("Open the request") if incident else _("Open the page"),
            "settings_url": settings_of(to, tenant),
        },
    )
