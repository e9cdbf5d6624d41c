"""The letters of this room: the invitation of a colleague."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk import outbox
from helpdesk.accounts.models import User
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from helpdesk.ui import moments
from tenants import hosts
from tenants.helpline import helpline
from tenants.models import Invitation, Role


def write_invitation(invitation: Invitation, *, inviter: str) -> None:
    """Puts the letter with the link for one person alone into the outbox."""
    outbox.write(
        "tenants.invitation",
        to=invitation.email,
        name=invitation.name,
        language=invitation.language,
        key=f"tenants.invitation:{invitation.pk}:{invitation.generation}",
        tenant=invitation.tenant_id,
        subject=invitation.pk,
        data={"invitation": str(invitation.pk), "inviter": inviter},
    )


def invitation_url(invitation: Invitation) -> str:
    """The link generated for one person alone; it lies on the public host, where people sign in."""
    path = reverse("tenants:invitation_link", args=[invitation.secret], urlconf="helpdesk.urls_public")
    return hosts.public_url(path)


@outbox.letter("tenants.invitation")
def invitation(row: Letter) -> outbox.Rendered:
    """Builds the letter that asks a colleague in."""
    asked = Invitation.objects.select_related("tenant").get(pk=UUID(row.data["invitation"]))
    return outbox.Rendered(
        subject=_("%(company)s: your help desk is waiting for you") % {"company": asked.tenant.name},
        body_template="mail/tenants/invitation",
        context={
            "company": asked.tenant.name,
            "button_url": invitation_url(asked),
            "button_words": _("Open the help desk"),
            "until": asked.expires_at,
            "is_agent": asked.role == Role.AGENT,
            "inviter": _name_of(row.data.get("inviter", "")),
        },
    )


def _name_of(inviter: str) -> str:
    """Who invites, by name; nobody where the letter was asked for anew by the invited themselves."""
    found = User.objects.filter(pk=UUID(inviter)).first() if inviter else None
    return found.name if found else ""


@outbox.every_letter
def help_line_hours(_row: Letter) -> dict[str, str | bool]:
    """Says in every letter whether somebody answers the help line now, and until or from when."""
    now = clock.now()
    line = helpline(now)
    if line.is_open and line.until:
        words = _("The help line is open now, until %(time)s.") % {"time": moments.dated(line.until, now)}
    elif line.opens:
        words = _("The help line is closed now and opens %(time)s.") % {
            "time": moments.dated(line.opens, now)
        }
    else:
        words = _("It is open around the clock.")
    return {"help_line_hours": words, "help_line_is_closed": not line.is_open}
