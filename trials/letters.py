"""The letters to whoever ordered and to the managers: what each says; all share one template."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk import outbox
from helpdesk.outbox.building import build
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from helpdesk.ui import moments
from tenants import hosts
from tenants.letters import invitation_url
from tenants.models import Invitation, Tenant
from trials.models import Order, Question, Wish

BODY = "mail/trials/letter"
PUBLIC = "helpdesk.urls_public"


def status_url(order: Order) -> str:
    """The page on which whoever ordered follows the order; only its link opens it."""
    return hosts.public_url(reverse("trials:status", args=[order.token], urlconf=PUBLIC))


def carry_on_url(tenant: Tenant) -> str:
    """Where a manager says the wish: in the help desk while it runs, on the public host after its end."""
    if tenant.is_active:
        return tenant.url(reverse("trials:carry_on", urlconf="helpdesk.urls_tenant"))
    return hosts.public_url(reverse("trials:ended", args=[tenant.address], urlconf=PUBLIC))


def _order(row: Letter) -> Order:
    return Order.objects.select_related("tenant", "offer", "terms").get(pk=UUID(row.data["order"]))


def still_ends_on(order: Order, row: Letter) -> date | None:
    """The last day that a letter was written about, if the help desk still ends with it by itself."""
    last_day = order.desk.ends_on
    if last_day is None or not order.desk.is_active or order.wish_stands():
        return None
    return last_day if row.data.get("until", last_day.isoformat()) == last_day.isoformat() else None


def _letter(
    subject: str, *paragraphs: str, button: str, url: str, after: list[str] | None = None
) -> outbox.Rendered:
    facts: dict[str, Any] = {"paragraphs": paragraphs, "after_words": after or []}
    facts |= {"button_url": url, "button_words": button}
    return outbox.Rendered(subject=subject, body_template=BODY, context=facts)


@outbox.letter("trials.received")
def received(row: Letter) -> outbox.Rendered:
    """Confirms the order and says by when the link comes."""
    order = _order(row)
    said = {"company": order.company, "offer": order.offer.name, "day": moments.day(order.due_at)}
    return _letter(
        _("We have your order: %(company)s") % said,
        _("Thank you. We received your order of the free month of %(offer)s for %(company)s.") % said,
        _("We promise one business day: the link comes by the end of %(day)s.") % said,
        button=_("See how the order stands"),
        url=status_url(order),
        after=[
            _(
                "The help desk works for a full month from your first sign-in. After it, the help desk "
                "switches itself off unless you say that you want to carry on."
            ),
            _("If it was not you who ordered, call us and we will remove it."),
        ],
    )


@outbox.letter("trials.link")
def link(row: Letter) -> outbox.Rendered:
    """Carries the link generated for one person alone; a preview of it shows everything but the link."""
    order = _order(row)
    if "invitation" in row.data:
        invitation = Invitation.objects.get(pk=UUID(row.data["invitation"]))
        host, url, until = order.desk.host, invitation_url(invitation), invitation.expires_at
    else:
        host = hosts.with_port(hosts.domain_of(row.data["address"]))
        url, until = hosts.public_url("/invitation/…/"), clock.now() + Invitation.LIFE
    said = {"company": order.company, "host": host, "day": moments.full_day(until)}
    return _letter(
        _("Your help desk is ready: %(company)s") % said,
        _("The help desk of %(company)s is ready at the address %(host)s.") % said,
        _("The link is made for you alone. Open it, choose a password, and you are in."),
        button=_("Open your help desk"),
        url=url,
        after=[
            _(
                "The link works once, until the end of %(day)s. "
                "If it has expired, the same page sends you a new one."
            )
            % said,
            _("Your free month begins with your first sign-in and lasts a full calendar month."),
        ],
    )


def preview_link(order: Order, *, address: str, language: str) -> EmailMultiAlternatives:
    """The mail that approving would send, with dots where the link for one person alone will be."""
    row = Letter(
        letter="trials.link",
        key=f"trials.link:preview:{order.pk}",
        to=order.email,
        name=order.contact_name,
        language=language,
        subject_id=order.pk,
        data={"order": str(order.pk), "address": address},
    )
    mail = build(row)
    if mail is None:
        raise ValueError("The letter with the link is always written.")
    return mail


@outbox.letter("trials.declined")
def declined(row: Letter) -> outbox.Rendered:
    """Says that there will be no free month, and why."""
    order = _order(row)
    said = {"company": order.company}
    return _letter(
        _("About your order: %(company)s") % said,
        _("We are sorry: we cannot open a help desk for %(company)s.") % said,
        order.decline_reason,
        button=_("See the order"),
        url=status_url(order),
        after=[_("If you think this is a mistake, please call us.")],
    )


@outbox.letter("trials.question")
def question(row: Letter) -> outbox.Rendered | None:
    """Asks whoever ordered; not sent when they answered meanwhile."""
    order, asked = _order(row), Question.objects.get(pk=UUID(row.data["question"]))
    if asked.answered_at:
        return None
    return _letter(
        _("A question about your order: %(company)s") % {"company": order.company},
        asked.text,
        button=_("Answer"),
        url=status_url(order),
        after=[_("The question does not put off the link: the promise of one business day stays.")],
    )


@outbox.letter("trials.reminder")
def reminder(row: Letter) -> outbox.Rendered | None:
    """Reminds the managers of the last day; not sent when the end was moved or a wish said meanwhile."""
    order = _order(row)
    last_day, days = still_ends_on(order, row), row.data["days"]
    if last_day is None:
        return None
    said = {"company": order.company, "day": moments.full_day(last_day)}
    subjects = {
        7: _("One week left: %(company)s") % said,
        1: _("Tomorrow is the last day: %(company)s") % said,
        0: _("Today is the last day: %(company)s") % said,
    }
    return _letter(
        subjects[days],
        _("The help desk of %(company)s works until the end of %(day)s and then switches itself off.") % said,
        _("Say that you want to carry on, and it keeps running until we answer you."),
        button=_("Carry on"),
        url=carry_on_url(order.desk),
        after=[_("After the end your data is kept for 90 days.")],
    )


@outbox.letter("trials.deactivated")
def deactivated(row: Letter) -> outbox.Rendered:
    """Says that the help desk is off, why, and how it comes back."""
    order = _order(row)
    why = Tenant.Why(order.desk.deactivated_why).label if order.desk.deactivated_why else ""
    said = {"company": order.company}
    return _letter(
        _("Your help desk was deactivated: %(company)s") % said,
        _("The help desk of %(company)s was deactivated.") % said,
        *([str(why)] if why else []),
        _("Your data is kept for 90 days. Say that you want to carry on, and we will answer."),
        button=_("Carry on"),
        url=carry_on_url(order.desk),
    )


@outbox.letter("trials.wish_noted")
def wish_noted(row: Letter) -> outbox.Rendered:
    """Confirms the wish to everybody who answers for the company."""
    order, wish = _order(row), Wish.objects.get(pk=UUID(row.data["wish"]))
    said = {"company": order.company, "day": moments.day(wish.due_at)}
    return _letter(
        _("You want to carry on: %(company)s") % said,
        _("We noted that %(company)s wants to carry on. Thank you.") % said,
        _("We will answer by the end of %(day)s.") % said,
        *([_("Until then your help desk keeps running.")] if order.desk.is_active else []),
        button=_("Open the help desk") if order.desk.is_active else _("See how it stands"),
        url=order.desk.url() if order.desk.is_active else carry_on_url(order.desk),
    )


@outbox.letter("trials.wish_answered")
def wish_answered(row: Letter) -> outbox.Rendered:
    """Carries the vendor's answer to the wish."""
    order, wish = _order(row), Wish.objects.get(pk=UUID(row.data["wish"]))
    last_day = wish.until
    said = {"company": order.company, "day": moments.full_day(last_day) if last_day else ""}
    answers = {
        "extended": _("Your help desk works on until the end of %(day)s.") % said,
        "subscribed": _("Your help desk works on, without an end date.") % said,
        "refused": _("We are sorry: we cannot let the help desk of %(company)s run on.") % said,
    }
    paragraphs = [answers[wish.answer]]
    if wish.answer == Wish.Answer.REFUSED and last_day:
        paragraphs.append(_("It still works until the end of %(day)s.") % said)
    if wish.reason:
        paragraphs.append(wish.reason)
    active = order.desk.is_active
    return _letter(
        _("Our answer to your wish to carry on: %(company)s") % said,
        *paragraphs,
        button=_("Open the help desk") if active else _("See how it stands"),
        url=order.desk.url() if active else carry_on_url(order.desk),
    )


@outbox.on_sent("trials.link")
def link_sent(row: Letter) -> None:
    """The mail server took the mail with the link: the promise of one business day is kept, or was not."""
    order = _order(row)
    if Order.LIFE.possible("link_sent", order.status) and row.accepted_at:
        order.link_sent(at=row.accepted_at)
