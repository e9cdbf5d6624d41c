"""What the letters of a complaint say: to the company, and to the desk."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk import outbox
from helpdesk.accounts.models import User
from helpdesk.outbox.models import Letter
from helpdesk.ui import moments
from incidents.desk import desk
from incidents.letters.building import BODY, files_of, settings_of
from incidents.models import ComplaintEvent, Person
from tenants.door import in_tenant
from tenants.models import Role, Tenant

Kind = ComplaintEvent.Kind
Said = dict[str, str]
Sentences = Callable[[Said], list[str]]


def _received(said: Said) -> list[str]:
    return [
        _("We have received your complaint %(number)s.") % said
        if said["mine"]
        else _("We have received the complaint %(number)s of %(name)s.") % said,
        _("We aim to answer it by %(due)s.") % said,
        _(
            "One of our people takes care of it until you agree with the answer: "
            "only your company can close it."
        ),
    ]


def _late(said: Said) -> list[str]:
    return [
        _("We aimed to answer the complaint %(number)s by %(due)s, and have not.") % said,
        _("It is on record, and those who answer for our help are told."),
    ]


def _answered(said: Said) -> list[str]:
    return [
        _("%(who)s answers the complaint %(number)s:") % said,
    ]


def _disputed(said: Said) -> list[str]:
    return [
        _("%(who)s does not agree with the answer to the complaint %(number)s.") % said,
        _("Our administrator looks after it now, too. We aim to answer again by %(due)s.") % said,
    ]


def _disinfected(said: Said) -> list[str]:
    return [_("A virus was found in a file of the complaint %(number)s, and the file was removed.") % said]


TO_THE_COMPANY: dict[str, Sentences] = {
    Kind.COMPLAINED: _received,
    Kind.OWNED: lambda said: [_("%(owner)s takes care of the complaint %(number)s.") % said],
    Kind.ANSWERED: _answered,
    Kind.AGREED: lambda said: [
        _("%(who)s agrees with the answer: the complaint %(number)s is closed.") % said
    ],
    Kind.DISPUTED: _disputed,
    Kind.WITHDRAWN: lambda said: [_("%(who)s has withdrawn the complaint %(number)s.") % said],
    Kind.ADDED: lambda said: [_("%(who)s added something to the complaint %(number)s:") % said],
    Kind.DISINFECTED: _disinfected,
    Kind.OVERDUE: _late,
    Kind.REMINDED: lambda said: [
        _("We have answered the complaint %(number)s. Do you agree with the answer?") % said,
        _("It stays open until you say so.") % said,
    ],
}
TO_THE_DESK: dict[str, Sentences] = {
    Kind.COMPLAINED: lambda said: [
        _("%(name)s complains about our help: %(number)s.") % said,
        _("Nobody takes care of it yet. We aim to answer by %(due)s.") % said,
    ],
    Kind.OWNED: lambda said: [
        _("The complaint %(number)s is yours: %(who)s gave it to you.") % said,
        _("We aim to answer by %(due)s.") % said,
    ],
    Kind.DISPUTED: lambda said: [
        _("%(who)s does not agree with the answer to the complaint %(number)s.") % said,
        _("It is escalated: an operator admin is told, and we aim to answer again by %(due)s.") % said,
    ],
    Kind.ADDED: lambda said: [_("%(who)s added something to the complaint %(number)s:") % said],
    Kind.AGREED: lambda said: [
        _("%(who)s agrees with the answer: the complaint %(number)s is closed.") % said
    ],
    Kind.WITHDRAWN: lambda said: [_("%(who)s has withdrawn the complaint %(number)s.") % said],
    Kind.DISINFECTED: _disinfected,
    Kind.WARNED: lambda said: [_("The complaint %(number)s is to be answered by %(due)s.") % said],
    Kind.OVERDUE: lambda said: [
        _("The complaint %(number)s was to be answered by %(due)s, and nobody has.") % said,
        _("It is on record, and the company is told."),
    ],
    Kind.ALARMED: lambda said: [
        _("Nobody takes care of the complaint %(number)s.") % said,
        _("This comes again until somebody does. We aim to answer by %(due)s.") % said,
    ],
}
LOUD: dict[str, Callable[[], str]] = {
    Kind.ALARMED: lambda: _("Nobody takes care of the complaint %(number)s: %(company)s"),
    Kind.OVERDUE: lambda: _("Complaint not answered in time: %(number)s %(company)s"),
    Kind.WARNED: lambda: _("Answer the complaint soon: %(number)s %(company)s"),
    Kind.DISPUTED: lambda: _("Complaint escalated: %(number)s %(company)s"),
}
AFTER: dict[str, Callable[[], str]] = {
    Kind.ANSWERED: lambda: _("Say on the page whether you agree: only your company can close it."),
    Kind.DISINFECTED: lambda: _(
        "Please look for viruses on the computer that it came from, and attach a clean copy."
    ),
}
QUOTED = frozenset({Kind.COMPLAINED, Kind.ANSWERED, Kind.DISPUTED, Kind.ADDED})


def sentence(event: ComplaintEvent, *, for_desk: bool) -> str:
    """What the list behind the bell says: the first sentence of the letter."""
    sentences = TO_THE_DESK if for_desk else TO_THE_COMPANY
    first = sentences[event.kind](_said(event, desk()))[0]
    return first.removesuffix(":") + "." if first.endswith(":") else first


@outbox.letter("incidents.complaint")
def to_the_company(row: Letter) -> outbox.Rendered | None:
    """A letter to who complained, or to who answers for their company."""
    return _build(row, TO_THE_COMPANY)


@outbox.letter("incidents.complaint_work")
def to_the_desk(row: Letter) -> outbox.Rendered | None:
    """A letter to who takes care of a complaint, or should."""
    return _build(row, TO_THE_DESK)


def _build(row: Letter, sentences: dict[str, Sentences]) -> outbox.Rendered | None:
    tenant = Tenant.objects.filter(pk=row.tenant_id).exclude(status=Tenant.Status.ERASED).first()
    if tenant is None:
        return None  # nobody is left to read of it
    with in_tenant(tenant), timezone.override(tenant.zone):
        about = ("complaint__complainant", "complaint__owner", "by", "words")
        event = ComplaintEvent.objects.select_related(*about).get(pk=UUID(row.data["complaint_event"]))
        for_desk = sentences is TO_THE_DESK
        if not _may_read(row.to, tenant, event, for_desk=for_desk):
            return None
        said = _said(event, tenant, reader=row.to)
        words = event.words if event.kind in QUOTED else None
        answered = event.kind in (Kind.ANSWERED, Kind.REMINDED) and not for_desk
        loud = LOUD.get(event.kind) if for_desk else None
        after = [AFTER[event.kind]()] if event.kind in AFTER and not for_desk else []
        return outbox.Rendered(
            # The same subject in every letter keeps them in one thread in every mail program.
            subject=(loud() if loud else _("Complaint %(number)s, %(company)s")) % said,
            body_template=BODY,
            context={
                "paragraphs": sentences[event.kind](said),
                "quote": (words.text or _("(The text was taken out.)")) if words else "",
                "quote_html": words.html if words else "",
                "after_words": [*files_of(words), *after],
                "number": event.complaint.reference,
                "button_url": tenant.url(event.complaint.get_absolute_url()),
                "button_words": _("Read the answer") if answered else _("Open the complaint"),
                "settings_url": settings_of(row.to, tenant),
            },
        )


def _said(event: ComplaintEvent, tenant: Tenant, *, reader: str = "") -> Said:
    """What sentences are filled with; the due time as it stood then where the entry knows it."""
    complaint = event.complaint
    return {
        "number": complaint.reference,
        "company": tenant.name,
        "name": complaint.complainant.name,
        "mine": "yes" if reader and reader == complaint.complainant.email else "",
        "who": event.by.name if event.by else "",
        "owner": complaint.owner.name if complaint.owner else "",
        "due": moments.dated(complaint.due_at, event.at),
    }


def _may_read(email: str, tenant: Tenant, event: ComplaintEvent, *, for_desk: bool) -> bool:
    """Whether whoever has this address may still read it: much can have happened since it was written."""
    user = User.objects.filter(email=email).first()
    complainant = event.complaint.complainant
    if user is None:
        return not for_desk and complainant.user_id is None and complainant.email == email
    membership = user.memberships.filter(tenant=tenant).first()
    role = membership.role if membership else Role.AGENT if user.is_operator_agent else ""
    if not user.is_active or not role:
        return False
    if for_desk or role == Role.AGENT:
        return for_desk and role == Role.AGENT
    person = Person.objects.filter(user_id=user.pk).first()
    return role == Role.MANAGER or (person is not None and person.pk == complainant.pk)
